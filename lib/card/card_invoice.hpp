#pragma once

#include <optional>
#include <vector>

#include "base/money.hpp"
#include "card/card_invoice_rows.hpp"
#include "card/pick_rows.hpp"
#include "store/session.hpp"

namespace oa {

/// Spreads an amount over the payments of an order, in their order, each up to what it can still pay; the
/// catch-all takes the rest. Nothing when they cannot pay it all.
std::optional<std::vector<InvoiceShare>> spread_over_payments(const std::vector<OrderPayment>& payments,
                                                              Money amount);

/// Billing a pick line with stored value cards writes its sales invoice (Stored Value Card Purchase and
/// Activation, Billing a Stored Value Card), so that the sale reaches the sales feed and its payments their
/// deposit. None for a line without a price, as that of a refund by a new card. Within the transaction that
/// bills the line; a dry run only looks. Error kInputData when the payments of the order cannot pay it.
void bill_card_invoice(Session& session, const SvcPick& pick, const SvcPickLine& line);

}  // namespace oa
