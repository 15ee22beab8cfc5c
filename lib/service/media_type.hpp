#pragma once

#include <string>
#include <string_view>

namespace oa {

/// The value of a Content-Type header, in part: `text/xml; charset=UTF-8`.
struct MediaType {
    explicit MediaType(std::string_view header);

    std::string name;                      ///< in small letters: `text/xml`
    std::string charset, boundary, start;  ///< parameters; blank for none
};

/// A message without what the transport put around it.
struct RootPart {
    std::string_view text;
    std::string charset;  ///< blank for none
    std::string problem;  ///< why there is none, as a clause; blank when there is
};

/// The root part of a multipart/related message (RFC 2387), as MTOM sends its envelope: the one that `start`
/// names, else the first. Anything else is its own root. It points into `body`.
RootPart root_part(std::string_view body, std::string_view content_type);

}  // namespace oa
