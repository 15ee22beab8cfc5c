#pragma once

#include <string>
#include <variant>
#include <vector>

#include "sales/invoice_rows.hpp"
#include "sales/poslog_message.hpp"
#include "sales/rules.hpp"
#include "sales/selection.hpp"

namespace oa {

/// Why an invoice could not be made right; it is left blank and reported.
struct Refusal {
    std::string reason;
    /// Set where nothing else is wrong: these of its lines have no retail reference number (L38 = XREF).
    std::vector<const InvoiceLine*> without_reference = {};
};

/// The transaction of an invoice. By the rule of SignRule its merchandise, non-merchandise and tax add up to
/// TransactionGrandAmount, and so do its tenders: where only a part of the invoice is sent (L36 selected, or
/// some lines of a credit invoice excluded), each tender is reduced in proportion. Tax goes with what it is
/// on: the merchandise of the lines that have tax, and the freight, handling and charges where there is
/// freight tax. Refused when problem_with finds something, or the tenders cannot be divided.
std::variant<poslog::Transaction, Refusal> make_transaction(const Invoice& invoice,
                                                            const Selection& selection,
                                                            const SalesRules& rules);

}  // namespace oa
