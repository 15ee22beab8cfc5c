#pragma once

#include <functional>

#include "customer/mapping.hpp"
#include "sales/invoice_rows.hpp"
#include "sales/poslog_message.hpp"
#include "sales/rules.hpp"
#include "sales/selection.hpp"

namespace oa::test {

/// Invoice 1042: two lines, every kind of amount, one tender; everything that it refers to is there.
Invoice good_invoice();

/// The same goods given back: credit invoice 1043 with negative quantities and amounts.
Invoice good_return();

/// Makes the header's amounts, and a single tender, follow the lines and charges.
void settle(Invoice& invoice);

/// Settles the header, and divides the total into these tenders of pay types 1, 2, ...
void settle(Invoice& invoice, const std::vector<Money>& tenders);

/// Company 7, K69 12301974, everything sent, ITEM codes, L39 NONMERCH.
SalesRules good_rules();

/// The invoice through select_lines and make_transaction; the test fails when it is excluded or refused.
poslog::Transaction transaction_of(const Invoice& invoice, const SalesRules& rules);

/// As above, but refused; the reason.
std::string refusal_of(const Invoice& invoice, const SalesRules& rules);

/// A sale and a return in one, with every element that there is.
poslog::Transaction full_transaction();

/// The sums of a transaction as a receiver reads them: what goes back is negative.
struct Received {
    Money items, tax, taxable, tenders;
};

/// Requires that price x quantity = extended amount in every item, and that the signs are those of the mode.
Received received(const poslog::Transaction& transaction, PoslogSigns signs = PoslogSigns::kArts);

/// Requires that merchandise + non-merchandise + tax = TransactionGrandAmount = tenders (SignRule).
void check_identity(const poslog::Transaction& transaction, PoslogSigns signs = PoslogSigns::kArts);

/// Customer 4711 with every field filled, in lower case and with formatted phone numbers; no Relate ID.
SoldToCustomer full_sold_to();

/// K69 12301974, profile data sent, FAX as the third phone number, the documentation's labels and key types.
CustomerRules good_customer_rules();

/// full_sold_to after a change, mapped by good_customer_rules.
customer::Customer mapped(const std::function<void(SoldToCustomer&)>& change);

/// Checks a text field of the mapping table: in capitals, cut to so many characters (not bytes), trailing
/// blanks removed, other blanks kept, blank when there is nothing.
void check_text_row(std::string SoldToCustomer::*field, std::size_t length,
                    const std::function<std::string(const customer::Customer&)>& sent);

}  // namespace oa::test
