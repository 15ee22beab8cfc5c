#pragma once

#include <chrono>
#include <string>

#include "base/log.hpp"
#include "net/http.hpp"
#include "net/retry.hpp"

namespace oa {

/// An OAuth 2 client: where it asks for tokens and as whom.
struct OAuthClient {
    std::string token_url;
    std::string client_id;
    std::string client_secret;
    std::string scope;
    std::string used_for;  ///< the web service, for messages: `ORCE File Service`
};

/// Gets access tokens by client credentials and keeps one until shortly before it expires.
class OAuthTokens {
  public:
    OAuthTokens(OAuthClient client, HttpClient& http, RetryPolicy policy, Log& log);

    /// A token that is good now. Error kNoPermission in a sentence of its own when the client or secret is
    /// refused, kConfiguration for an address or scope that is wrong, kUnavailable for an answer that is
    /// none; a NetworkError speaks of what the token is for: that was not sent.
    const std::string& token();

    /// Forgets the token, so that the next call gets a new one: the service would not take it.
    void discard() { token_.clear(); }

  private:
    HttpResponse send(const HttpRequest& request);

    OAuthClient client_;
    HttpClient& http_;
    RetryPolicy policy_;
    Log& log_;
    std::string token_;
    std::chrono::steady_clock::time_point good_until_;
};

}  // namespace oa
