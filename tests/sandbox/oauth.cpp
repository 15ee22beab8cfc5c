#include "oauth.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "text.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kScope = "urn:opc:idm:__myscopes__";

Answer refuse(int status, const char* error, const char* description) {
    return json_answer(status, {{"error", error}, {"error_description", description}});
}

/// The client that proves itself with HTTP Basic; none when it does not.
std::optional<std::string> basic_client(const Options& options, const Request& request) {
    const auto encoded = credentials(request, "Basic");
    const auto decoded = encoded ? decode_base64(*encoded) : std::nullopt;
    const auto colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    const auto id = decoded->substr(0, colon);
    const auto secret = decoded->substr(colon + 1);
    const bool known = id == options.client_id || id == options.client_without_role;
    // RFC 6749 has both form-encoded before they go into the header, which not every client does.
    const bool proven =
        secret == options.client_secret || percent_decode(secret).value_or("") == options.client_secret;
    return known && proven ? std::optional(id) : std::nullopt;
}

Answer issue_token(Sandbox& sandbox, Request& request) {
    auto form = parse_form(request.text());
    const auto client = basic_client(sandbox.options, request);
    if (!client) {
        auto answer = refuse(401, "invalid_client", "Client authentication failed.");
        answer.headers.emplace_back("WWW-Authenticate", "Basic realm=\"oauth\"");
        return answer;
    }
    if (!request.header("content-type").value_or("").starts_with("application/x-www-form-urlencoded")) {
        return refuse(400, "invalid_request", "The request must be a form.");
    }
    if (form["grant_type"] != "client_credentials") {
        return refuse(400, "unsupported_grant_type", "The grant type must be client_credentials.");
    }
    if (form["scope"] != kScope) return refuse(400, "invalid_scope", "The scope is not known.");

    const auto lifetime = sandbox.options.token_lifetime;
    const auto token = sandbox.tokens.issue(*client, request.expire ? std::chrono::seconds{0} : lifetime);
    auto answer = json_answer(
        200, {{"access_token", token}, {"token_type", "Bearer"}, {"expires_in", lifetime.count()}});
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace

void add_oauth_routes(Router& router, Sandbox& sandbox) {
    router.add({"POST", Route::Match::kExact, "/oauth2/v1/token", "token",
                [&sandbox](Request& request) { return issue_token(sandbox, request); }});
}

std::optional<std::string> credentials(const Request& request, std::string_view scheme) {
    const auto header = request.header("authorization").value_or("");
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return std::nullopt;
    if (!equal_ignoring_case(std::string_view(header).substr(0, scheme.size()), scheme)) return std::nullopt;
    return std::string(trim(std::string_view(header).substr(scheme.size())));
}

std::optional<std::string> bearer_client(const Sandbox& sandbox, const Request& request) {
    const auto token = credentials(request, "Bearer");
    return token ? sandbox.tokens.value_of(*token) : std::nullopt;
}

}  // namespace oa::sandbox
