#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "card/pick_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A payment method of an order and what it can still pay.
struct OrderPayment {
    std::int64_t opm_sequence = 0;
    std::optional<Money> left;  ///< nothing for the catch-all, which pays what no other does
};

/// Those of an order that are active, as they are charged: stored value cards first, then the others with an
/// amount to charge, the catch-all last. `left` is the amount to charge less what was billed to it.
std::vector<OrderPayment> order_payments(Database& database, int company, std::int64_t order_number);

/// What an invoice takes of a payment.
struct InvoiceShare {
    std::int64_t opm_sequence = 0;
    Money amount;
};

/// Within a write transaction: the sales invoice of a pick line with stored value cards, its number assigned.
/// Answers the number.
std::int64_t add_card_invoice(Database& database, int company, const SvcPick& pick, const SvcPickLine& line,
                              const std::vector<InvoiceShare>& payments, const std::string& created_at);

}  // namespace oa
