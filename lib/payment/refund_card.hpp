#pragma once

#include "payment/deposit_rows.hpp"
#include "payment/payment_rows.hpp"
#include "store/session.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// How a refund of a payment by stored value card is paid (Customer Engagement Integration, Transactions
/// Processed Between Order Administration and Oracle Retail Customer Engagement: Credit).
enum class RefundWay {
    kSameCard,  ///< Recharge (Reload): the pay type has no alternate
    kNewCard,   ///< its alternate pay type, or alternate refund category, is stored value card
    kOther,     ///< another alternate: not by a stored value card
};

RefundWay refund_way(Database& database, int company, const CardPayment& payment);

/// Within a write transaction (Generating Stored Value Card Refunds): adds a stored value card item to the
/// order at no charge, with the refund as what is to be put on it, and gives the invoice payment status A.
/// Error kConfiguration when the pay type has no stored value card item for refunds.
void add_refund_card(Session& session, Deposits& deposits, const BilledAmount& billed,
                     const CardPayment& payment);

}  // namespace oa
