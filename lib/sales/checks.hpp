#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sales/invoice_rows.hpp"
#include "sales/rules.hpp"
#include "sales/selection.hpp"

namespace oa {

/// What keeps an invoice from being made right, as a sentence; nothing when it can be sent. Such an invoice
/// is left blank and reported. Looked at: order, customer, dates, currency and store; every amount (its size,
/// its sign by invoice type); lines and payments adding up to the header; the items of the selected lines
/// under L38; the store tenders.
std::optional<std::string> problem_with(const Invoice& invoice, const Selection& selection,
                                        const SalesRules& rules);

/// The selected lines that have no ItemID: L38 = XREF sends the retail reference number, and theirs is blank.
std::vector<const InvoiceLine*> lines_without_reference(const Selection& selection, ItemIdKind kind);

/// ItemID by L38: ITEM gives the item code and the elements of the SKU code joined by dashes
/// (ITM1-RED-XSML-WMNS; Customer Engagement Integration, Customer Engagement Purchase History Integration),
/// XREF the retail reference number.
std::string item_id(const InvoiceLine& line, ItemIdKind kind);

}  // namespace oa
