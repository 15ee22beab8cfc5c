#pragma once

#include <optional>
#include <string>

namespace oa {

/// To bind to a column that has NULL where there is nothing: dates, times.
inline std::optional<std::string> unless_blank(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace oa
