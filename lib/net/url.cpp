#include "net/url.hpp"

namespace oa {

Url read_url(std::string_view text) {
    Url url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK) return nullptr;
    return url;
}

std::string url_part(const Url& url, CURLUPart part) {
    char* raw = nullptr;
    if (curl_url_get(url.get(), part, &raw, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> text(raw, &curl_free);
    return text.get();
}

}  // namespace oa
