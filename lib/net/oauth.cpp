#include "net/oauth.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/shown.hpp"

namespace oa {

namespace {

// A token is not used in its last moments: it must still be good when the request arrives.
constexpr std::chrono::seconds kSafetyMargin{30};
constexpr std::chrono::seconds kDefaultLifetime{300};
constexpr double kLongestLifetime = 24 * 3600;  // seconds, whatever is promised

std::string form_encoded(const std::string& text) {
    const std::unique_ptr<char, decltype(&curl_free)> encoded(
        curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), &curl_free);
    return encoded.get();
}

struct Answer {
    std::string access_token;
    std::chrono::seconds lifetime = kDefaultLifetime;
};

/// The token is left empty when the answer has none that could stand in a header.
Answer read_answer(const std::string& body) {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) return {};
    Answer answer;
    if (const auto token = json.find("access_token"); token != json.end() && token->is_string()) {
        answer.access_token = token->get<std::string>();
    }
    const auto printable = [](unsigned char c) { return c > 0x20 && c < 0x7F; };
    if (!std::all_of(answer.access_token.begin(), answer.access_token.end(), printable)) return {};
    if (const auto expires = json.find("expires_in"); expires != json.end() && expires->is_number()) {
        const double seconds = std::clamp(expires->get<double>(), 0.0, kLongestLifetime);
        answer.lifetime = std::chrono::seconds(static_cast<std::int64_t>(seconds));
    }
    return answer;
}

}  // namespace

OAuthTokens::OAuthTokens(OAuthClient client, HttpClient& http, RetryPolicy policy, Log& log)
    : client_(std::move(client)), http_(http), policy_(policy), log_(log) {}

const std::string& OAuthTokens::token() {
    const auto now = std::chrono::steady_clock::now();
    if (!token_.empty() && now < good_until_) return token_;

    HttpRequest request;
    request.method = "POST";
    request.url = client_.token_url;
    request.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json"};
    request.basic = BasicCredentials{client_.client_id, client_.client_secret};
    request.body = "grant_type=client_credentials&scope=" + form_encoded(client_.scope);
    const HttpResponse response = send(request);

    const std::string host = host_of(client_.token_url);
    if (response.status == 400 || response.status == 401 || response.status == 403) {
        throw Error(
            response.status == 400 ? ExitCode::kConfiguration : ExitCode::kNoPermission,
            fmt::format(
                "the token service {} refused the client ID {} or its secret (HTTP {}); check the row "
                "'{}' in Web Service Authentication (WWSA)",
                host, client_.client_id, response.status, client_.used_for));
    }
    if (response.status == 404) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format("{} has no token service at its address (HTTP 404); check the token URL of the "
                        "row '{}' in Web Service Authentication (WWSA)",
                        host, client_.used_for));
    }
    if (response.status != 200) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("the token service {} answered HTTP {}", host, response.status));
    }
    const Answer answer = read_answer(response.body);
    if (answer.access_token.empty()) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("the token service {} answered without an access token", host));
    }
    token_ = answer.access_token;
    hide_secret(token_);
    good_until_ = now + answer.lifetime - kSafetyMargin;
    return token_;
}

HttpResponse OAuthTokens::send(const HttpRequest& request) {
    try {
        return send_with_retries([&] { return http_.send(request); }, policy_, log_);
    } catch (const NetworkError& error) {
        // Whatever became of this request, the one that the token is for never left.
        throw NetworkError(error.what(), RequestState::kNotSent, error.worth_retrying(), error.retry_after());
    }
}

}  // namespace oa
