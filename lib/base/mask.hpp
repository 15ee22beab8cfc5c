#pragma once

#include <string>
#include <string_view>

namespace oa {

/// Text for a log: of every run of 12 digits or more, blanks and dashes between them aside, all but the last
/// four digits become asterisks (`************1111`). What could be, or hold, a card number is taken for one.
std::string with_card_numbers_masked(std::string_view text);

}  // namespace oa
