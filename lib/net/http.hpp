#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/log.hpp"

namespace oa {

struct HttpOptions {
    std::chrono::seconds connect_timeout{15};
    /// A transfer that moves no byte for this long is given up.
    std::chrono::seconds stall_timeout{60};
    /// An exchange that is not over after this long is given up, however lively it is; an upload has a second
    /// more for each 16 KiB.
    std::chrono::seconds deadline{600};
    /// Plain http is refused but to the loopback, unless this is set.
    bool allow_http = false;
    /// Certificates to trust instead of the system's; empty for the system's.
    std::filesystem::path ca_file;
    /// An answer that is larger, when it is decoded (gzip), is not taken.
    std::size_t largest_answer = std::size_t{1} << 20;
    /// HttpClient gives a request up when one of StopSignals comes: for requests that are safe to repeat.
    bool ends_with_stop_signals = false;
};

struct BasicCredentials {
    std::string user;
    std::string password;
};

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::string> headers;  ///< `Name: value`
    std::string body;
    std::filesystem::path upload;  ///< sent as the body from disk, in chunks; empty for `body`
    std::optional<BasicCredentials> basic;
    std::string bearer_token;  ///< empty for none
};

struct HttpResponse {
    int status = 0;
    std::string body;
    std::string content_type;
    std::string content_md5, etag;  ///< of the headers opc-content-md5 and ETag; blank for none
    /// Of the Retry-After header, when it gives seconds.
    std::optional<std::chrono::seconds> retry_after;
};

/// What is known of a request that had no answer that can be used.
enum class RequestState {
    kNotSent,   ///< there never was a connection for it, so nothing of it left: it was not acted on
    kInWork,    ///< no answer, or a gateway's (502, 504): it may be acted on even now
    kAnswered,  ///< the other side is done with it, and may have acted on it
};

/// No answer was had, or none that can be used. Exit code kUnavailable.
class NetworkError : public Error {
  public:
    NetworkError(const std::string& message, RequestState state, bool worth_retrying,
                 std::optional<std::chrono::seconds> retry_after = std::nullopt)
        : Error(ExitCode::kUnavailable, message),
          state_(state),
          worth_retrying_(worth_retrying),
          retry_after_(retry_after) {}

    RequestState state() const { return state_; }
    /// Some of the request may have left, so the other side may have acted on it.
    bool body_was_sent() const { return state_ != RequestState::kNotSent; }
    /// False where another try must fail the same way: a certificate that is not trusted, a malformed URL.
    bool worth_retrying() const { return worth_retrying_; }
    /// When the other side asked to be left alone for so long.
    std::optional<std::chrono::seconds> retry_after() const { return retry_after_; }

  private:
    RequestState state_;
    bool worth_retrying_;
    std::optional<std::chrono::seconds> retry_after_;
};

class HttpExchange;

/// HTTP over libcurl, one request at a time: one kept-alive connection, TLS verified, redirects not followed.
class HttpClient {
  public:
    HttpClient(const HttpOptions& options, Log& log);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Any HTTP status is an answer. NetworkError when there is none; Error kConfiguration when the URL is
    /// plain http to another machine.
    HttpResponse send(const HttpRequest& request);

    /// Plain http to other machines was allowed.
    bool allows_http() const { return allow_http_; }

  private:
    Log& log_;
    bool allow_http_;
    bool ends_with_stop_signals_;
    std::unique_ptr<HttpExchange> exchange_;
};

/// Error kConfiguration when the URL is plain http to another machine and that was not allowed, or cannot be
/// read.
void require_secure(std::string_view url, bool allow_http);

/// True when the host of the URL is this machine by its loopback. Error kConfiguration when it cannot be
/// read.
bool is_at_loopback(std::string_view url);

/// `host:port` of a URL, for messages: paths can hold credentials and are never shown.
std::string host_of(std::string_view url);

/// `reference` as it is when it is an absolute URL; a path is joined to the scheme and host of `base`.
std::string resolve_url(std::string_view base, std::string_view reference);

}  // namespace oa
