#pragma once

#include <optional>
#include <string_view>

namespace oa {

/// The ISO 3166-1 two-letter code of a three-letter one in capitals (`USA` is `US`); nothing when there is
/// none.
std::optional<std::string_view> two_letter_country(std::string_view three_letters);

}  // namespace oa
