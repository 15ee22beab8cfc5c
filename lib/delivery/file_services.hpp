#pragma once

#include <filesystem>
#include <string>

#include "net/http.hpp"
#include "net/oauth.hpp"
#include "net/retry.hpp"

namespace oa {

/// A transfer that failed. Exit code kUnavailable, or the code of the error behind it.
class TransferError : public Error {
  public:
    TransferError(const Error& cause, bool may_have_arrived)
        : Error(cause.code(), cause.what()), may_have_arrived_(may_have_arrived) {}

    /// The object was put, or may have been: it must be put again under the same name, never under another.
    bool may_have_arrived() const { return may_have_arrived_; }

  private:
    bool may_have_arrived_;
};

/// Customer Engagement's file transfer service (Customer Engagement Integration, Customer Engagement File
/// Transfer Service; contract, File Services): a pre-authenticated request (PAR) is asked for, then the
/// object is put at its address.
class FileService {
  public:
    /// `url` is ORCE File Service URL (M62); `client` the 'ORCE File Service' row of WWSA: OAuth is required.
    FileService(std::string url, OAuthClient client, HttpClient& http, RetryPolicy policy, Log& log);

    /// Puts the file under `object_name`, replacing what is there. TransferError says in its own sentence
    /// when the secret is wrong, the FileReview role is missing, or the PAR has expired twice.
    void put(const std::string& object_name, const std::filesystem::path& file);

  private:
    std::string request_access_uri(const std::string& object_name);
    HttpResponse post_request(const std::string& object_name);
    HttpResponse put_object(const std::string& access_uri, const std::filesystem::path& file);

    std::string url_;
    std::string client_id_;
    HttpClient& http_;
    RetryPolicy policy_;
    Log& log_;
    OAuthTokens tokens_;
    bool may_have_arrived_ = false;
};

}  // namespace oa
