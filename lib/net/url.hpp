#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>
#include <string_view>

namespace oa {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

/// A URL as libcurl reads it; null where it cannot.
Url read_url(std::string_view text);

/// A part of it as it was given; blank where there is none.
std::string url_part(const Url& url, CURLUPart part);

}  // namespace oa
