#include "card/notice_rows.hpp"

#include "card/recipient_rows.hpp"

namespace oa {

std::vector<StoredValueCardKey> svc_notices_due(Database& database, int company) {
    Statement query = database.prepare(
        "SELECT order_number, ship_to_number, line_number, svc_sequence_number FROM stored_value_card WHERE "
        "company = ? AND notice_due = 'Y' ORDER BY order_number, ship_to_number, line_number, "
        "svc_sequence_number");
    query.bind(company);
    std::vector<StoredValueCardKey> keys;
    while (query.step()) {
        keys.push_back({company, query.integer(0), query.integer(1), query.integer(2), query.integer(3)});
    }
    return keys;
}

std::int64_t svc_notices_due_count(Database& database, int company) {
    return database.scalar("SELECT COUNT(*) FROM stored_value_card WHERE company = ? AND notice_due = 'Y'",
                           company);
}

SvcNoticeOrder svc_notice_order(Database& database, const StoredValueCardKey& key) {
    Statement query = database.prepare(
        "SELECT h.order_date, d.item, COALESCE(i.description, ''), "
        "h.customer_number, o.description "
        "FROM order_detail d JOIN order_header h ON h.company = d.company AND h.order_number = "
        "d.order_number "
        "JOIN company o ON o.company = d.company "
        "LEFT JOIN item i ON i.company = d.company AND i.item = d.item "
        "WHERE d.company = ? AND d.order_number = ? AND d.ship_to_number = ? AND d.line_number = ?");
    query.bind(key.company, key.order_number, key.ship_to_number, key.line_number);
    SvcNoticeOrder order;
    if (!query.step()) return order;
    order.order_date = query.string(0);
    order.item = query.string(1);
    order.item_description = query.string(2);
    order.sold_to_name = svc_sender_name(database, key.company, query.integer(3));
    order.company_name = query.string(4);
    return order;
}

}  // namespace oa
