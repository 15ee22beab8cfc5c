#pragma once

#include "job/sales_rules.hpp"
#include "job/sales_selection.hpp"
#include "message/poslog.hpp"
#include "store/invoice_feed.hpp"

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

/// Requires that merchandise + non-merchandise + tax = TransactionGrandAmount = sum of tenders.
void check_identity(const poslog::Transaction& transaction);

}  // namespace oa::test
