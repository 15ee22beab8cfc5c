#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "card/number_rows.hpp"
#include "card/pay_type_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What stands where a number would, when it cannot be decrypted.
inline constexpr const char* kUnreadableCardNumber = "cannot be read";

/// `order 5001, ship-to 1, line 2, card 1`.
std::string describe(const StoredValueCardKey& key);

/// Reads the numbers of billed cards: one that cannot be decrypted is a fault of its row, a key that is not
/// named one of the run.
class CardNumberReader {
  public:
    CardNumberReader(Database& database, int company, Log& log);

    /// Nothing, and a warning that names the card, when the number cannot be decrypted. Error kConfiguration
    /// when no key is named.
    std::optional<std::string> read(const StoredValueCard& card);

    /// By the layout of its pay type; what stands in the place of a number stays.
    std::string masked(std::string_view number) const;

    /// How many could not be decrypted.
    std::int64_t unreadable() const { return unreadable_; }

  private:
    CardNumbers numbers_;
    SvcPayTypes pay_types_;
    Log& log_;
    std::int64_t unreadable_ = 0;
};

}  // namespace oa
