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

/// The same for what is a number of a payment card beyond doubt: 14 to 19 digits that begin with 3 to 6 and
/// have the check digit of ISO/IEC 7812. IDs and references of that length stay, but for one in ten.
std::string with_payment_cards_masked(std::string_view text);

}  // namespace oa
