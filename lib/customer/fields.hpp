#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace oa {

/// The lengths of the fields in OA (Customer Engagement Integration, Customer Data Mapping: "Truncated in
/// Order Administration to
/// ... positions").
inline constexpr std::size_t kPrefixLength = 3;
inline constexpr std::size_t kFirstNameLength = 15;
inline constexpr std::size_t kMiddleInitialLength = 1;
inline constexpr std::size_t kLastNameLength = 25;
inline constexpr std::size_t kSuffixLength = 3;
inline constexpr std::size_t kCompanyLength = 30;
inline constexpr std::size_t kAddressLineLength = 32;
inline constexpr std::size_t kCityLength = 25;
inline constexpr std::size_t kStateLength = 2;
inline constexpr std::size_t kPostalCodeLength = 10;

/// Text as OA keeps it: capitals, of at most `length` characters, without trailing blanks.
inline std::string oa_field(std::string_view text, std::size_t length) {
    return without_trailing_blanks(first_characters(to_upper(text), length));
}

}  // namespace oa
