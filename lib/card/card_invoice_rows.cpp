#include "card/card_invoice_rows.hpp"

#include "store/number_assignment.hpp"

namespace oa {

std::vector<OrderPayment> order_payments(Database& database, int company, std::int64_t order_number) {
    Statement query = database.prepare(
        "SELECT p.opm_sequence, p.amount_to_charge - (SELECT COALESCE(SUM(b.amount), 0) FROM invoice_header "
        "h "
        "JOIN invoice_payment_method b ON b.company = h.company AND b.invoice_number = h.invoice_number "
        "WHERE "
        "h.company = p.company AND h.order_number = p.order_number AND b.opm_sequence = p.opm_sequence AND "
        "b.amount > 0) FROM order_payment_method p LEFT JOIN pay_type t ON t.company = p.company AND "
        "t.pay_type = p.pay_type WHERE p.company = ? AND p.order_number = ? AND p.status = '' ORDER BY CASE "
        "WHEN p.amount_to_charge IS NULL THEN 2 WHEN t.pay_category = 4 THEN 0 ELSE 1 END, p.opm_sequence");
    query.bind(company, order_number);
    std::vector<OrderPayment> payments;
    while (query.step()) {
        payments.push_back(
            {query.integer(0), query.is_null(1) ? std::nullopt : std::optional(query.money(1))});
    }
    return payments;
}

std::int64_t add_card_invoice(Database& database, int company, const SvcPick& pick, const SvcPickLine& line,
                              const std::vector<InvoiceShare>& payments, const std::string& created_at) {
    const Money amount = line.order_line_price * line.quantity;
    const std::int64_t invoice =
        assign_number(database, company, "INVOICE", "invoice_header", "invoice_number");
    database
        .prepare(
            "INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, "
            "ship_to_number, "
            "invoice_date, created_at, merchandise_amount, total_amount) VALUES (?1, ?2, 'I', ?3, ?4, "
            "SUBSTR(?5, 1, 10), ?5, ?6, ?6)")
        .run(company, invoice, pick.order_number, pick.ship_to_number, created_at, amount);
    database
        .prepare(
            "INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, "
            "sku_code, quantity, price, extended_price) SELECT company, ?, 1, line_number, item, sku_code, "
            "?, "
            "?, ? FROM order_detail WHERE company = ? AND order_number = ? AND ship_to_number = ? AND "
            "line_number = ?")
        .run(invoice, line.quantity, line.order_line_price, amount, company, pick.order_number,
             pick.ship_to_number, line.order_line_number);
    Statement add = database.prepare(
        "INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES (?, ?, ?, "
        "?)");
    for (const InvoiceShare& payment : payments) {
        add.run(company, invoice, payment.opm_sequence, payment.amount);
    }
    return invoice;
}

}  // namespace oa
