#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// What a stored value card pay type says of card numbers (Work with Pay Types, WPAY; Customer Engagement
/// Integration, Card Number Length, Card Number Prefix; Stored Value Card Purchase and Activation, Credit
/// Card Number Layout Screen).
struct SvcPayType {
    std::int64_t pay_type = 0;
    std::int64_t card_number_length = 0;  ///< 0: any from 10 to 20
    std::string leading_digits;
    int first_digits_shown = 0;  ///< to users without authority to the whole number
    int last_digits_shown = 4;
};

/// The pay types of a company with pay category 4, in order; a new SvcPayType when it has none.
class SvcPayTypes {
  public:
    SvcPayTypes(Database& database, int company);

    /// Why this is not a card number, as the end of a sentence that does not repeat it; nothing when it suits
    /// any of them.
    std::optional<std::string> problem_with(std::string_view number) const;

    /// The one whose layout masks this number: the lowest that it suits, else the lowest.
    const SvcPayType& of(std::string_view number) const;

  private:
    std::vector<SvcPayType> pay_types_;
};

}  // namespace oa
