#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "sales/invoice_rows.hpp"
#include "sales/poslog_message.hpp"
#include "sales/rules.hpp"

namespace oa {

/// What the transaction of an invoice is known by, also to the returns of its goods. A blank retail_store_id
/// stands for K69.
poslog::TransactionId transaction_id(const std::string& retail_store_id, std::int64_t invoice_number,
                                     const std::string& invoice_date, const SalesRules& rules);

/// Adds the line to the items of a transaction: one item, or two where the extended price is not a multiple
/// of the quantity, so that price x quantity = extended amount in each: 2 for 5.01 are 1 at 2.51 and 1 at
/// 2.50.
void add_item_lines(const InvoiceLine& line, const SalesRules& rules, std::vector<poslog::ItemLine>& items);

/// Item for Non-Merchandise Amounts (L39): freight, additional freight, handling and additional charges as
/// one line, a Return when their sum is negative.
poslog::ItemLine non_merchandise_line(Money amount, const SalesRules& rules);

}  // namespace oa
