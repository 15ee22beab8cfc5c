#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "card/pay_type_rows.hpp"
#include "card/shared_numbers.hpp"

namespace oa {

// A number that comes in for a card, whoever brings it.

/// True for what is wrong with one row, which is reported and left: the rest goes on.
bool is_bad_row(const Error& error);

/// A number as messages name it: the last four digits of a card number, `?` for what is not a digit,
/// how long it is for what is far too long.
std::string shown_card_number(std::string_view number);

/// Why a card cannot be given this number, as the end of a sentence; nothing when it can.
std::optional<std::string> problem_with_new_number(const SharedNumbers& shared, const SvcPayTypes& pay_types,
                                                   std::string_view number);

/// The numbers of a text, one a line; blank lines are passed over. Error kInputData for a text of more than
/// 1 MiB.
std::vector<std::string> read_card_numbers(std::istream& input);

}  // namespace oa
