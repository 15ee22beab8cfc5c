#pragma once

#include <string_view>

namespace oa {

/// True for what can be a name, or part of one, on every file system and in every path: letters, digits, `.`,
/// `_` and
/// `-`, but not `.` or `..`.
bool is_file_name_part(std::string_view text);

}  // namespace oa
