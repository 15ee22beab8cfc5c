#include "payment/payment_rows.hpp"

namespace oa {

Money CardPayment::need() const {
    if (!is_active || !amount_to_charge || *amount_to_charge <= amount_charged) return Money();
    return *amount_to_charge - amount_charged;
}

bool CardPayment::waits_for_a_person() const {
    const auto waits = [](std::string_view reason) {
        return !reason.empty() && reason != kInsufficientFundsHold;
    };
    return waits(hold_reason_code) ||
           (order_status == "H" && order_hold_reason_code != kInsufficientFundsHold);
}

CardPayments::CardPayments(Database& database, int company)
    : database_(database),
      company_(company),
      payment_(database.prepare(
          "SELECT p.card_number, p.amount_to_charge, p.amount_charged, p.status = '' AND h.status <> 'X', "
          "p.hold_reason_code, h.status, h.hold_reason_code, p.pay_type, t.authorization_service, "
          "t.deposit_service, t.reauthorization_days, t.alternate_pay_type, t.alternate_refund_category, "
          "p.status = 'D' "
          "FROM order_payment_method p JOIN pay_type t ON t.company = p.company AND t.pay_type = p.pay_type "
          "JOIN order_header h ON h.company = p.company AND h.order_number = p.order_number "
          "WHERE p.company = ? AND p.order_number = ? AND p.opm_sequence = ? AND t.pay_category = 4")) {}

std::optional<CardPayment> CardPayments::payment(const CardPaymentKey& key) {
    payment_.bind(company_, key.order_number, key.opm_sequence);
    if (!payment_.step()) return std::nullopt;
    CardPayment payment;
    payment.key = key;
    payment.card_number = payment_.string(0);
    if (!payment_.is_null(1)) payment.amount_to_charge = payment_.money(1);
    payment.amount_charged = payment_.money(2);
    payment.is_active = payment_.integer(3) != 0;
    payment.hold_reason_code = payment_.string(4);
    payment.order_status = payment_.string(5);
    payment.order_hold_reason_code = payment_.string(6);
    payment.pay_type = payment_.integer(7);
    payment.authorization_service = payment_.string(8);
    payment.deposit_service = payment_.string(9);
    payment.reauthorization_days = payment_.integer(10);
    payment.alternate_pay_type = payment_.integer(11);
    payment.alternate_refund_category = payment_.integer(12);
    payment.is_deactivated = payment_.integer(13) != 0;
    payment_.reset();
    return payment;
}

std::vector<CardPaymentKey> CardPayments::of_order_after(std::int64_t order_number,
                                                         std::int64_t opm_sequence) {
    Statement query = database_.prepare(
        "SELECT p.order_number, p.opm_sequence FROM order_payment_method p JOIN pay_type t ON t.company = "
        "p.company AND t.pay_type = p.pay_type WHERE p.company = ? AND p.order_number = ? AND p.opm_sequence "
        "> "
        "? AND t.pay_category = 4 ORDER BY p.opm_sequence");
    query.bind(company_, order_number, opm_sequence);
    std::vector<CardPaymentKey> keys;
    while (query.step()) keys.push_back({query.integer(0), query.integer(1)});
    return keys;
}

void CardPayments::hold(const CardPaymentKey& key, std::string_view reason) {
    database_
        .prepare(
            "UPDATE order_payment_method SET hold_reason_code = ? WHERE company = ? AND order_number = ? AND "
            "opm_sequence = ?")
        .run(reason, company_, key.order_number, key.opm_sequence);
    database_
        .prepare(
            "UPDATE order_header SET status = 'H', hold_reason_code = ? WHERE company = ? AND order_number = "
            "? AND status = ''")
        .run(reason, company_, key.order_number);
}

void CardPayments::release_insufficient_funds(const CardPaymentKey& key) {
    database_
        .prepare(
            "UPDATE order_payment_method SET hold_reason_code = '' WHERE company = ? AND order_number = ? "
            "AND "
            "opm_sequence = ? AND hold_reason_code = ?")
        .run(company_, key.order_number, key.opm_sequence, kInsufficientFundsHold);
    database_
        .prepare(
            "UPDATE order_header SET status = '', hold_reason_code = '' WHERE company = ?1 AND order_number "
            "= "
            "?2 AND status = 'H' AND hold_reason_code = ?3 AND NOT EXISTS (SELECT 1 FROM "
            "order_payment_method "
            "p WHERE p.company = ?1 AND p.order_number = ?2 AND p.hold_reason_code = ?3)")
        .run(company_, key.order_number, kInsufficientFundsHold);
}

}  // namespace oa
