#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oa {

/// As many digits as a number of a payment card has at least.
inline constexpr std::size_t kShortestCardNumber = 12;

/// Text for a log: of every run of 12 digits (or `shortest_number`) or more, blanks and dashes between them
/// aside, all but the last four digits become asterisks (`************1111`). What could be, or hold, a card
/// number is taken for one.
std::string with_card_numbers_masked(std::string_view text,
                                     std::size_t shortest_number = kShortestCardNumber);

}  // namespace oa
