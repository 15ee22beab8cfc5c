#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"

namespace oa {

/// What Customer Engagement knows of a card (Stored Value Card Balance Inquiry, MSVB). Blank where it does
/// not tell.
struct CardBalance {
    std::string card_number;  ///< masked by the layout of its pay type
    bool is_active = false;
    std::string balance;
    std::string available;  ///< less what authorizations hold
    std::string currency;
    std::string expiration_date;

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("card_number", card_number);
        visit("active", is_active);
        visit("balance", balance);
        visit("available", available);
        visit("currency", currency);
        visit("expiration_date", expiration_date);
    }
};

struct InquireOptions {
    ConnectionOptions connection;
    std::string card_number;
    std::string user;
};

/// Asks for the balance of a card, for a user with authority to A88 (Customer Engagement Integration,
/// Transactions Processed Between Order Administration and Oracle Retail Customer Engagement: Balance
/// Inquiry). Each stands in the Credit Card Audit table, with order 0, before it is asked for. It takes no
/// lock of the company and leaves no row in the job log. A dry run checks all but asks nothing and writes
/// nothing: only card_number is filled. Error kNoPermission without a user or authority, kInputData for what
/// is not a card number by the pay types, kConfiguration when the service bureau is not RLT by Payment Link
/// or a setting is missing, kNoInput for a card that is not known, kUnavailable when the inquiry is refused
/// or not answered. No error holds the number in full.
CardBalance inquire_balance(const SessionOptions& session, const Clock& clock, const InquireOptions& options,
                            Log& log);

}  // namespace oa
