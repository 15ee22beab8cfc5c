#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace oa {

/// Why the object that a store took is not the file, by what its answer says of the content; blank where it
/// says nothing or agrees. `content_md5` is the header opc-content-md5 (the MD5 in base64), `etag` the header
/// ETag, which is the MD5 in hexadecimal with some stores and then has 32 digits. Error kIo when the file
/// cannot be read.
std::string content_mismatch(const std::filesystem::path& file, std::string_view content_md5,
                             std::string_view etag);

}  // namespace oa
