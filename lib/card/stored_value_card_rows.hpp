#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Which unit of which order line a stored value card is.
struct StoredValueCardKey {
    int company = 0;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    std::int64_t line_number = 0;          ///< order line sequence number
    std::int64_t svc_sequence_number = 0;  ///< 1 for the first unit of the line

    friend bool operator==(const StoredValueCardKey&, const StoredValueCardKey&) = default;
};

/// A row of the Stored Value Card Table (Stored Value Card Purchase and Activation). The number is as it is
/// stored: see CardNumbers.
struct StoredValueCard {
    StoredValueCardKey key;
    std::string card_number, card_fingerprint;
    std::string card_type;  ///< P, E or V
    std::string issue_date;
    Money issue_amount;
    std::string activation_date, activation_time;  ///< blank until an activation is approved
    std::string email_sent_date;
    std::string notice_due;  ///< Y while a Stored Value Card Notification Email is to be sent
    std::string auth_service, response_code, authorization_number, id_number;

    bool is_activated() const { return !activation_date.empty(); }
};

/// Nothing when there is no such card.
std::optional<StoredValueCard> stored_value_card(Database& database, const StoredValueCardKey& key);

/// Those of an order; in the order of their keys.
std::vector<StoredValueCard> stored_value_cards(Database& database, int company, std::int64_t order_number);

/// Those with this value, which is not blank, in `card_number` or `card_fingerprint`.
std::vector<StoredValueCard> stored_value_cards_with(Database& database, int company, std::string_view column,
                                                     std::string_view value);

/// Within a write transaction of the caller: a new row.
void add_stored_value_card(Database& database, const StoredValueCard& card);

/// The same: all but the key and the card type takes the values of `card`.
void update_stored_value_card(Database& database, const StoredValueCard& card);

/// A row of IL Outbound Trigger with file code SVC.
struct SvcTrigger {
    std::int64_t trigger_number = 0;
    std::string trigger_key;
    std::string status;   ///< R = ready, C = complete, E = error
    std::string sent_at;  ///< when a request left whose answer was not taken in; blank for none
    /// It waits in Integration Process Control for the answer to its request; else one that left went by
    /// Payment Link.
    bool is_at_integration_layer = false;
};

/// Within a write transaction: a ready trigger of file code SVC and capture type A; answers its number.
std::int64_t add_svc_trigger(Database& database, int company, std::string_view trigger_key,
                             std::string_view created_at);

/// The first ready SVC triggers of capture type A after this number, at most `limit`, in the order of their
/// numbers.
std::vector<SvcTrigger> ready_svc_triggers(Database& database, int company, std::int64_t after,
                                           std::int64_t limit);

/// The one of the SVC triggers of a card by which it is activated: that whose request is under way, whatever
/// its status, else the first that is ready. A card has one request, however many triggers it has. Nothing
/// when none is ready.
std::optional<SvcTrigger> leading_svc_trigger(Database& database, int company, std::string_view trigger_key);

/// True when a request for the card left whose answer was not taken in.
bool is_svc_request_under_way(Database& database, int company, std::string_view trigger_key);

/// Rows that an activation run looks at; equal when none came and none went.
struct SvcRowsDue {
    std::int64_t triggers = 0;  ///< ready, of capture type A; at the integration layer those not sent yet
    std::int64_t last_trigger = 0;
    std::int64_t notices = 0;  ///< due

    friend bool operator==(const SvcRowsDue&, const SvcRowsDue&) = default;
};

/// A trigger that waits in the Integration Process Control table for its answer is not among them.
SvcRowsDue svc_rows_due(Database& database, int company);

/// Within a write transaction: a request for the trigger's card is about to leave; blank: it certainly did
/// not.
void mark_svc_trigger_sent(Database& database, int company, std::int64_t trigger_number,
                           std::string_view sent_at);

/// Within a write transaction: status C or E; no request is under way any more.
void close_svc_trigger(Database& database, int company, std::int64_t trigger_number, std::string_view status,
                       std::string_view processed_at);

/// The same for all ready SVC triggers of a card.
void close_ready_svc_triggers(Database& database, int company, std::string_view trigger_key,
                              std::string_view status, std::string_view processed_at);

/// The currency of an order, which is that of its cards everywhere (Order Header Extended), in capitals;
/// blank: that of the company (A55).
std::string order_currency(Database& database, int company, std::int64_t order_number);

/// Within a write transaction: an order transaction history message.
void add_order_history(Database& database, int company, std::int64_t order_number,
                       std::string_view written_at, std::string_view user, std::string_view message);

}  // namespace oa
