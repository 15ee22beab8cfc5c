#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A row of the Credit Card Audit table (Stored Value Card Purchase and Activation, Display Stored Value
/// Cards Screen).
struct CreditCardAccess {
    std::string accessed_at, user_id, program;
    std::string shown;  ///< F = in full, L = by the layout of its pay type, N = not
};

/// Within a write transaction: the access is written down, once for each card, before anything is shown.
void add_credit_card_audit(Database& database, const CreditCardAccess& access, const StoredValueCardKey& key);

/// An order with its cards that were billed and have not been activated.
struct UnactivatedOrder {
    std::int64_t order_number = 0;
    std::int64_t customer_number = 0;
    std::string order_date;
    std::vector<StoredValueCard> cards;
};

/// The orders of the Unactivated Stored Value Card Report, by their numbers.
void list_unactivated_cards(Database& database, int company,
                            const std::function<void(const UnactivatedOrder&)>& row);

/// A row of IL Outbound Trigger as the Work with Outbound Interface Transactions Screen has it (Stored Value
/// Card Purchase and Activation, Identifying SVC Download Triggers).
struct OutboundTrigger {
    std::int64_t trigger_number = 0;
    std::string file_code, trigger_key, capture_type;
    std::string status;  ///< R = ready, C = complete, E = error
    std::string created_at;
    /// When the request left whose answer is waited for, by Payment Link or at the Integration Layer; blank
    /// when none is under way.
    std::string sent_at;
    std::string processed_at;
};

/// The SVC triggers in the order of their numbers: those that are not complete, or all.
void list_svc_triggers(Database& database, int company, bool all,
                       const std::function<void(const OutboundTrigger&)>& row);

/// Activated cards that SECRISK replaces digits of: billed before a day, with a number that still has all of
/// its digits. In the order of their keys, so that each batch goes on behind the last one.
class ExpiredCards {
  public:
    ExpiredCards(Database& database, int company, const std::string& issued_before);

    /// The next ones, at most `limit`; empty at the end.
    std::vector<StoredValueCard> next(std::int64_t limit);

    /// Within a write transaction: the card's number and fingerprint alone are changed.
    void store(const StoredValueCard& card, const StoredCardNumber& number);

  private:
    Database& database_;
    int company_;
    std::string issued_before_;
    Statement rows_;
    std::optional<Statement> update_;  ///< from the first change on: a dry run may prepare none
    StoredValueCardKey last_;
};

}  // namespace oa
