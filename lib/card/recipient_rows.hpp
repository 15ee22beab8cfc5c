#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Where a Stored Value Card Notification Email goes.
struct SvcRecipient {
    std::string email_address;  ///< blank when it is not to be sent
    std::string name;           ///< of the card holder; blank for an order ship to
    std::string reason;  ///< why there is no address: `the customer ship to 1001-2 has no email address`
};

/// Stored Value Card Email Hierarchy (Stored Value Card Purchase and Activation): the order ship to if it
/// exists, else the customer ship to, else the recipient (Sold To/Recipient), else the customer sold to; the
/// last three only with opt in O1 or O2. The first that exists decides: one without an address hands on to
/// none. A recipient or sold-to customer that was merged into another is that one: see CurrentCustomers.
SvcRecipient svc_recipient(Database& database, const StoredValueCardKey& key);

/// The name of an order's sold-to customer, or of the one that it was merged into; blank when it has none.
std::string svc_sender_name(Database& database, int company, std::int64_t customer_number);

}  // namespace oa
