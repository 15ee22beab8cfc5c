#include "card/pick_preparation_rows.hpp"

#include <algorithm>

#include "card/pick_rows.hpp"
#include "store/number_assignment.hpp"

namespace oa {

std::int64_t CardOrderLine::open() const {
    return std::max<std::int64_t>(0, quantity_ordered - printed - billed);
}

std::int64_t CardOrderLine::pickable() const {
    if (card_type == "V" || is_refund) return open();
    return std::clamp<std::int64_t>(quantity_reserved - printed, 0, open());
}

std::optional<PickOrder> pick_order(Database& database, int company, std::int64_t order_number) {
    Statement query = database.prepare(
        "SELECT h.customer_number, h.status, h.hold_reason_code, h.gift_card_checked = 'Y', EXISTS (SELECT 1 "
        "FROM order_detail o JOIN item i ON i.company = o.company AND i.item = o.item WHERE o.company = "
        "h.company AND o.order_number = h.order_number AND i.svc_type <> '' AND o.svc_refund_amount IS "
        "NULL), "
        "EXISTS (SELECT 1 FROM order_payment_method p JOIN pay_type t ON t.company = p.company AND "
        "t.pay_type "
        "= p.pay_type WHERE p.company = h.company AND p.order_number = h.order_number AND p.status = '' AND "
        "t.pay_category = 4) FROM order_header h WHERE h.company = ? AND h.order_number = ?");
    query.bind(company, order_number);
    if (!query.step()) return std::nullopt;
    return PickOrder{query.integer(0),      query.string(1),       query.string(2),
                     query.integer(3) != 0, query.integer(4) != 0, query.integer(5) != 0};
}

std::vector<CardOrderLine> card_order_lines(Database& database, int company, std::int64_t order_number,
                                            std::int64_t ship_to_number) {
    Statement query = database.prepare(
        "SELECT o.ship_to_number, o.line_number, o.item, o.sku_code, i.svc_type, i.ship_alone = 'Y', "
        "o.svc_refund_amount IS NOT NULL, o.quantity_ordered, o.quantity_reserved, COALESCE((SELECT "
        "SUM(d.quantity) FROM pick_control_header h JOIN pick_control_detail d ON d.company = h.company AND "
        "d.pick_control_number = h.pick_control_number WHERE h.company = o.company AND h.order_number = "
        "o.order_number AND h.ship_to_number = o.ship_to_number AND h.status = '' AND d.status = '' AND "
        "d.order_line_number = o.line_number), 0), (SELECT COUNT(*) FROM stored_value_card c WHERE c.company "
        "= o.company AND c.order_number = o.order_number AND c.ship_to_number = o.ship_to_number AND "
        "c.line_number = o.line_number) FROM order_detail o JOIN item i ON i.company = o.company AND i.item "
        "= "
        "o.item WHERE o.company = ?1 AND o.order_number = ?2 AND (?3 = 0 OR o.ship_to_number = ?3) AND "
        "i.svc_type <> '' ORDER BY o.ship_to_number, o.line_number");
    query.bind(company, order_number, ship_to_number);
    std::vector<CardOrderLine> lines;
    while (query.step()) {
        lines.push_back({query.integer(0), query.integer(1), query.string(2), query.string(3),
                         query.string(4), query.integer(5) != 0, query.integer(6) != 0, query.integer(7),
                         query.integer(8), query.integer(9), query.integer(10)});
    }
    return lines;
}

void put_on_gift_card_hold(Database& database, int company, std::int64_t order_number) {
    database
        .prepare(
            "UPDATE order_header SET status = 'H', hold_reason_code = 'GC', gift_card_checked = 'Y' WHERE "
            "company = ? AND order_number = ?")
        .run(company, order_number);
}

void release_hold(Database& database, int company, std::int64_t order_number, const std::string& reason) {
    database
        .prepare(
            "UPDATE order_header SET status = '', hold_reason_code = '' WHERE company = ? AND order_number = "
            "?")
        .run(company, order_number);
    database
        .prepare(
            "UPDATE order_payment_method SET hold_reason_code = '' WHERE company = ? AND order_number = ? "
            "AND "
            "hold_reason_code = ?")
        .run(company, order_number, reason);
}

std::int64_t add_card_pick(Database& database, int company, std::int64_t order_number, const PickOrder& order,
                           const CardOrderLine& line, std::int64_t quantity) {
    constexpr std::int64_t kOnlyLine = 1;
    const std::int64_t pick =
        assign_number(database, company, "PICK", "pick_control_header", "pick_control_number");
    database
        .prepare(
            "INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, "
            "ship_to_number) VALUES (?, ?, ?, ?, ?)")
        .run(company, pick, order.customer_number, order_number, line.ship_to_number);
    database
        .prepare(
            "INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, "
            "quantity) VALUES (?, ?, ?, ?, ?)")
        .run(company, pick, kOnlyLine, line.line_number, quantity);
    if (line.card_type != "V") {
        SvcPicks picks(database, company);
        for (std::int64_t unit = 1; unit <= quantity; ++unit) picks.add_unit(pick, kOnlyLine, unit);
    }
    reserve_printed_units(database, company, order_number);
    return pick;
}

}  // namespace oa
