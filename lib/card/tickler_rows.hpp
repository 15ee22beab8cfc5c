#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

// Ticklers of stored value cards (Stored Value Card Purchase and Activation; Workflow Management, H96): event
// SV, a card was billed without a number; event SD, an activation was declined.

/// A row of the tickler table.
struct Tickler {
    std::int64_t number = 0;
    std::string event_code;  ///< SV or SD
    StoredValueCardKey card;
    std::int64_t customer_number = 0;  ///< of the order
    std::string status;                ///< O = open, I = in process, R = resolved
    std::string created_at, created_by;
    std::string resolved_at, resolved_by;  ///< blank until it is resolved
    std::string note;
};

/// Within a write transaction: an open tickler for the customer of the order; answers its number, which is
/// not looked at in `tickler`, nor are customer, status and how it was resolved.
std::int64_t add_tickler(Database& database, const Tickler& tickler);

/// The SV and SD ticklers in the order of their numbers: those that are not resolved, or all.
void list_svc_ticklers(Database& database, int company, bool all,
                       const std::function<void(const Tickler&)>& row);

/// How many of a card are not resolved; of this event, or of both where it is blank.
std::int64_t open_svc_ticklers(Database& database, const StoredValueCardKey& card,
                               std::string_view event_code);

/// Who resolves a tickler, when and why.
struct TicklerResolution {
    std::string resolved_at, user, note;
};

/// Within a write transaction: those of open_svc_ticklers are resolved; the Tickler History has it.
void resolve_svc_ticklers(Database& database, const StoredValueCardKey& card, std::string_view event_code,
                          const TicklerResolution& resolution);

}  // namespace oa
