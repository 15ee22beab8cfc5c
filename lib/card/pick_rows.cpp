#include "card/pick_rows.hpp"

namespace oa {

std::optional<SvcPick> SvcPicks::pick(std::int64_t number) {
    Statement query = database_.prepare(
        "SELECT order_number, ship_to_number, status FROM pick_control_header WHERE company = ? AND "
        "pick_control_number = ?");
    query.bind(company_, number);
    if (!query.step()) return std::nullopt;
    return SvcPick{number, query.integer(0), query.integer(1), query.string(2)};
}

std::vector<std::int64_t> SvcPicks::printed_virtual_picks() {
    Statement query = database_.prepare(
        "SELECT h.pick_control_number FROM pick_control_header h WHERE h.company = ?1 AND h.status = '' AND "
        "EXISTS (SELECT 1 FROM pick_control_detail d JOIN order_detail o ON o.company = ?1 AND "
        "o.order_number = h.order_number AND o.ship_to_number = h.ship_to_number AND o.line_number = "
        "d.order_line_number JOIN item i ON i.company = ?1 AND i.item = o.item WHERE d.company = ?1 AND "
        "d.pick_control_number = h.pick_control_number AND i.svc_type = 'V') ORDER BY 1");
    query.bind(company_);
    std::vector<std::int64_t> picks;
    while (query.step()) picks.push_back(query.integer(0));
    return picks;
}

std::vector<SvcPickLine> SvcPicks::lines(std::int64_t pick) {
    Statement query = database_.prepare(
        "SELECT d.line_number, d.order_line_number, d.quantity, i.svc_type, o.regular_price, o.price, "
        "EXISTS (SELECT 1 FROM svc_assignment_error e WHERE e.company = d.company AND e.pick_control_number "
        "= d.pick_control_number AND e.line_number = d.line_number) FROM pick_control_detail d JOIN "
        "pick_control_header h ON h.company = d.company AND h.pick_control_number = d.pick_control_number "
        "JOIN order_detail o ON o.company = d.company AND o.order_number = h.order_number AND "
        "o.ship_to_number = h.ship_to_number AND o.line_number = d.order_line_number JOIN item i ON "
        "i.company = d.company AND i.item = o.item WHERE d.company = ? AND d.pick_control_number = ? AND "
        "i.svc_type <> '' ORDER BY d.line_number");
    query.bind(company_, pick);
    std::vector<SvcPickLine> lines;
    while (query.step()) {
        lines.push_back({query.integer(0), query.integer(1), query.integer(2), query.string(3),
                         query.money(4), query.money(5), query.integer(6) != 0});
    }
    return lines;
}

std::vector<SvcPickUnit> SvcPicks::units(std::int64_t pick, std::int64_t line) {
    Statement query = database_.prepare(
        "SELECT sequence_number, card_number, card_fingerprint FROM pick_stored_value_card WHERE company = ? "
        "AND pick_control_number = ? AND line_number = ? ORDER BY sequence_number");
    query.bind(company_, pick, line);
    std::vector<SvcPickUnit> units;
    while (query.step()) units.push_back({line, query.integer(0), {query.string(1), query.string(2)}});
    return units;
}

void SvcPicks::set_status(std::int64_t pick, std::string_view status) {
    database_
        .prepare("UPDATE pick_control_header SET status = ? WHERE company = ? AND pick_control_number = ?")
        .run(status, company_, pick);
}

void SvcPicks::set_quantity(std::int64_t pick, std::int64_t line, std::int64_t quantity) {
    database_
        .prepare(
            "UPDATE pick_control_detail SET quantity = ? WHERE company = ? AND pick_control_number = ? AND "
            "line_number = ?")
        .run(quantity, company_, pick, line);
}

void SvcPicks::set_number(std::int64_t pick, const SvcPickUnit& unit) {
    database_
        .prepare(
            "UPDATE pick_stored_value_card SET card_number = ?, card_fingerprint = ? WHERE company = ? AND "
            "pick_control_number = ? AND line_number = ? AND sequence_number = ?")
        .run(unit.number.card_number, unit.number.card_fingerprint, company_, pick, unit.line_number,
             unit.sequence_number);
}

void SvcPicks::add_unit(std::int64_t pick, std::int64_t line, std::int64_t sequence_number) {
    database_
        .prepare(
            "INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, "
            "sequence_number) VALUES (?, ?, ?, ?)")
        .run(company_, pick, line, sequence_number);
}

std::int64_t SvcPicks::delete_units(std::int64_t pick, std::int64_t line, std::int64_t from_sequence_number) {
    return database_
        .prepare(
            "DELETE FROM pick_stored_value_card WHERE company = ? AND pick_control_number = ? AND "
            "line_number = ? AND sequence_number >= ?")
        .run(company_, pick, line, from_sequence_number);
}

void SvcPicks::copy_pick(std::int64_t from, std::int64_t to) {
    database_
        .prepare(
            "INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, "
            "ship_to_number) SELECT company, ?, customer_number, order_number, ship_to_number FROM "
            "pick_control_header WHERE company = ? AND pick_control_number = ?")
        .run(to, company_, from);
    database_
        .prepare(
            "INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, "
            "quantity) SELECT company, ?, line_number, order_line_number, quantity FROM pick_control_detail "
            "WHERE company = ? AND pick_control_number = ?")
        .run(to, company_, from);
}

std::int64_t SvcPicks::last_card_sequence(const SvcPick& pick, std::int64_t order_line) {
    return database_.scalar(
        "SELECT COALESCE(MAX(svc_sequence_number), 0) FROM stored_value_card WHERE company = ? AND "
        "order_number = ? AND ship_to_number = ? AND line_number = ?",
        company_, pick.order_number, pick.ship_to_number, order_line);
}

}  // namespace oa
