#include "card/card_invoice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "base/error.hpp"

namespace oa {

std::optional<std::vector<InvoiceShare>> spread_over_payments(const std::vector<OrderPayment>& payments,
                                                              Money amount) {
    std::vector<InvoiceShare> shares;
    for (const OrderPayment& payment : payments) {
        const Money share = std::min(payment.left.value_or(amount), amount);
        if (share <= Money()) continue;
        shares.push_back({payment.opm_sequence, share});
        amount -= share;
    }
    if (amount > Money()) return std::nullopt;
    return shares;
}

void bill_card_invoice(Session& session, const SvcPick& pick, const SvcPickLine& line) {
    const Money amount = line.order_line_price * line.quantity;
    if (line.refund_amount || amount.is_zero()) return;
    const auto shares = spread_over_payments(
        order_payments(session.database(), session.company(), pick.order_number), amount);
    if (!shares) {
        throw Error(
            ExitCode::kInputData,
            fmt::format("the payments of order {} cannot pay the {} of its line {}: raise an amount to "
                        "charge, or add a payment without one",
                        pick.order_number, to_string(amount), line.line_number));
    }
    if (session.dry_run()) return;
    add_card_invoice(session.database(), session.company(), pick, line, *shares,
                     to_string(session.clock().now()));
}

}  // namespace oa
