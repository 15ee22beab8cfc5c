#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// What the stored value card pay type says of card numbers (Work with Pay Types, WPAY; seed 000, Card Number
/// Length, Card Number Prefix; seed 004, Credit Card Number Layout Screen).
struct SvcPayType {
    std::int64_t card_number_length = 0;  ///< 0: any from 10 to 20
    std::string leading_digits;
    int first_digits_shown = 0;  ///< to users without authority to the whole number
    int last_digits_shown = 4;
};

/// The lowest pay type with pay category 4; as a new SvcPayType when the company has none.
SvcPayType svc_pay_type(Database& database, int company);

/// Why this is no card number, as the end of a sentence that does not repeat it; nothing when it is one.
std::optional<std::string> problem_with_card_number(const SvcPayType& pay_type, std::string_view number);

}  // namespace oa
