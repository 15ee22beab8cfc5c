#include "net/http.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/stop_signals.hpp"
#include "net/http_exchange.hpp"
#include "net/url.hpp"

namespace oa {

namespace {

Url parse_url(std::string_view text) {
    Url url = read_url(text);
    if (url == nullptr) {
        throw Error(ExitCode::kConfiguration,
                    "a URL of the other side cannot be read; check the settings that name it");
    }
    return url;
}

bool is_loopback(std::string_view host) {
    in_addr address{};
    const bool is_ipv4 = ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
    return host == "localhost" || host == "[::1]" || (is_ipv4 && ::ntohl(address.s_addr) >> 24 == 127);
}

/// Ends the request when one of the signals came.
int on_progress(void* /*data*/, curl_off_t /*to_get*/, curl_off_t /*got*/, curl_off_t /*to_send*/,
                curl_off_t /*sent*/) {
    return StopSignals::requested() ? 1 : 0;
}

}  // namespace

HttpClient::HttpClient(const HttpOptions& options, Log& log)
    : log_(log),
      allow_http_(options.allow_http),
      ends_with_stop_signals_(options.ends_with_stop_signals),
      exchange_(std::make_unique<HttpExchange>(options)) {}

HttpClient::~HttpClient() = default;

HttpResponse HttpClient::send(const HttpRequest& request) {
    exchange_->prepare(request);
    if (ends_with_stop_signals_) {
        curl_easy_setopt(exchange_->handle(), CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(exchange_->handle(), CURLOPT_XFERINFOFUNCTION, &on_progress);
    }
    const CURLcode code = curl_easy_perform(exchange_->handle());
    HttpResponse response = exchange_->finish(code);
    log_.debug("{} {}: {}", request.method, host_of(request.url), response.status);
    return response;
}

void require_secure(std::string_view text, bool allow_http) {
    const Url url = parse_url(text);
    const std::string scheme = url_part(url, CURLUPART_SCHEME);
    if (scheme == "https") return;
    const std::string host = url_part(url, CURLUPART_HOST);
    if (scheme == "http" && (allow_http || is_loopback(host))) return;
    throw Error(ExitCode::kConfiguration,
                fmt::format("{} is addressed by {}, which does not protect what is sent; use https "
                            "(or --allow-http where the network is trusted)",
                            host, scheme));
}

bool is_at_loopback(std::string_view text) {
    return is_loopback(url_part(parse_url(text), CURLUPART_HOST));
}

std::string host_of(std::string_view text) {
    const Url url = parse_url(text);
    const std::string port = url_part(url, CURLUPART_PORT);
    return url_part(url, CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
}

std::string resolve_url(std::string_view base, std::string_view reference) {
    const Url url = parse_url(base);
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(reference).c_str(), 0) != CURLUE_OK) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("{} answered an address that cannot be read", host_of(base)));
    }
    return url_part(url, CURLUPART_URL);
}

}  // namespace oa
