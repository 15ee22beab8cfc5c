#include "base/file_name.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace oa {

bool is_file_name_part(std::string_view text) {
    return !text.empty() && text != "." && text != ".." && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || c == '.' || c == '_' || c == '-';
    });
}

}  // namespace oa
