#include "payment/refund_card_rows.hpp"

namespace oa {

RefundItem refund_item(Database& database, int company, std::int64_t pay_type) {
    Statement query = database.prepare(
        "SELECT t.refund_item, t.refund_sku_code, COALESCE(i.svc_type, '') <> '' FROM pay_type t LEFT JOIN "
        "item i ON i.company = t.company AND i.item = t.refund_item WHERE t.company = ? AND t.pay_type = ?");
    query.bind(company, pay_type);
    if (!query.step()) return {};
    return {query.string(0), query.string(1), query.integer(2) != 0};
}

std::int64_t pay_category(Database& database, int company, std::int64_t pay_type) {
    Statement query =
        database.prepare("SELECT pay_category FROM pay_type WHERE company = ? AND pay_type = ?");
    query.bind(company, pay_type);
    return query.step() ? query.integer(0) : 0;
}

std::int64_t last_order_line(Database& database, int company, const BilledAmount& billed) {
    return database.scalar(
        "SELECT COALESCE(MAX(line_number), 0) FROM order_detail WHERE company = ? AND order_number = ? AND "
        "ship_to_number = ?",
        company, billed.order_number, billed.ship_to_number);
}

void add_refund_line(Database& database, int company, const BilledAmount& billed, std::int64_t line,
                     const RefundItem& item) {
    database
        .prepare(
            "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, sku_code, "
            "quantity_ordered, regular_price, price, svc_refund_amount) VALUES (?, ?, ?, ?, ?, ?, 1, 0, 0, "
            "?)")
        .run(company, billed.order_number, billed.ship_to_number, line, item.item, item.sku_code,
             billed.rest());
    database
        .prepare(
            "UPDATE order_header SET status = '' WHERE company = ? AND order_number = ? AND status = 'C'")
        .run(company, billed.order_number);
}

}  // namespace oa
