#include "card/pick_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oa {

namespace {

/// The lines of a pick whose order line and item are there.
constexpr const char* kLinesOfPick =
    "FROM pick_control_detail d JOIN pick_control_header h ON h.company = d.company AND "
    "h.pick_control_number = d.pick_control_number JOIN order_detail o ON o.company = d.company AND "
    "o.order_number = h.order_number AND o.ship_to_number = h.ship_to_number AND o.line_number = "
    "d.order_line_number JOIN item i ON i.company = d.company AND i.item = o.item WHERE d.company = ? AND "
    "d.pick_control_number = ? ";

}  // namespace

std::optional<SvcPick> SvcPicks::pick(std::int64_t number) {
    Statement query = database_.prepare(
        "SELECT order_number, ship_to_number, status FROM pick_control_header WHERE company = ? AND "
        "pick_control_number = ?");
    query.bind(company_, number);
    if (!query.step()) return std::nullopt;
    return SvcPick{number, query.integer(0), query.integer(1), query.string(2)};
}

std::vector<std::int64_t> SvcPicks::printed_virtual_picks(std::int64_t order_number) {
    Statement query = database_.prepare(
        "SELECT h.pick_control_number FROM pick_control_header h WHERE h.company = ?1 AND h.status = '' AND "
        "(?2 = 0 OR h.order_number = ?2) AND EXISTS (SELECT 1 FROM pick_control_detail d JOIN order_detail o "
        "ON o.company = ?1 AND "
        "o.order_number = h.order_number AND o.ship_to_number = h.ship_to_number AND o.line_number = "
        "d.order_line_number JOIN item i ON i.company = ?1 AND i.item = o.item WHERE d.company = ?1 AND "
        "d.pick_control_number = h.pick_control_number AND d.status = '' AND i.svc_type = 'V') ORDER BY 1");
    query.bind(company_, order_number);
    std::vector<std::int64_t> picks;
    while (query.step()) picks.push_back(query.integer(0));
    return picks;
}

std::vector<SvcPickLine> SvcPicks::lines(std::int64_t pick) {
    Statement query = database_.prepare(
        std::string("SELECT d.line_number, d.order_line_number, d.quantity, i.svc_type, o.regular_price, "
                    "o.price, o.svc_refund_amount ") +
        kLinesOfPick + "AND d.status = '' AND i.svc_type <> '' ORDER BY d.line_number");
    query.bind(company_, pick);
    std::vector<SvcPickLine> lines;
    while (query.step()) {
        lines.push_back({query.integer(0), query.integer(1), query.integer(2), query.string(3),
                         query.money(4), query.money(5),
                         query.is_null(6) ? std::nullopt : std::optional(query.money(6))});
    }
    return lines;
}

bool SvcPicks::has_billed_line(std::int64_t pick) {
    return database_.scalar(
               std::string("SELECT COUNT(*) ") + kLinesOfPick + "AND d.status = 'B' AND i.svc_type <> ''",
               company_, pick) > 0;
}

bool SvcPicks::has_cards_only(std::int64_t pick) {
    const std::int64_t unbilled = database_.scalar(
        "SELECT COUNT(*) FROM pick_control_detail WHERE company = ? AND pick_control_number = ? AND status = "
        "''",
        company_, pick);
    return unbilled == std::ssize(lines(pick));
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

void SvcPicks::set_void(std::int64_t pick) {
    database_
        .prepare("UPDATE pick_control_header SET status = 'V' WHERE company = ? AND pick_control_number = ?")
        .run(company_, pick);
}

void SvcPicks::set_line_billed(const SvcPick& pick, const SvcPickLine& line) {
    database_
        .prepare(
            "UPDATE pick_control_detail SET status = 'B' WHERE company = ? AND pick_control_number = ? AND "
            "line_number = ?")
        .run(company_, pick.number, line.line_number);
    take_reservation(pick, line.order_line_number, line.quantity);
}

bool SvcPicks::set_billed_if_whole(std::int64_t pick) {
    return database_
               .prepare(
                   "UPDATE pick_control_header SET status = 'B' WHERE company = ?1 AND pick_control_number = "
                   "?2 AND NOT EXISTS (SELECT 1 FROM pick_control_detail WHERE company = ?1 AND "
                   "pick_control_number = ?2 AND status = '')")
               .run(company_, pick) > 0;
}

void SvcPicks::take_reservation(const SvcPick& pick, std::int64_t order_line, std::int64_t quantity) {
    database_
        .prepare(
            "UPDATE order_detail SET quantity_reserved = CASE WHEN quantity_reserved > ?1 THEN "
            "quantity_reserved - ?1 ELSE 0 END WHERE company = ?2 AND order_number = ?3 AND ship_to_number = "
            "?4 AND line_number = ?5")
        .run(quantity, company_, pick.order_number, pick.ship_to_number, order_line);
}

std::vector<SvcPicks::Reservation> SvcPicks::reservations(const SvcPick& pick) {
    Statement query = database_.prepare(
        "SELECT d.order_line_number, SUM(d.quantity), MIN(o.quantity_reserved) FROM pick_control_detail d "
        "JOIN order_detail o ON o.company = d.company AND o.order_number = ? AND o.ship_to_number = ? AND "
        "o.line_number = d.order_line_number WHERE d.company = ? AND d.pick_control_number = ? AND d.status "
        "= '' GROUP BY d.order_line_number ORDER BY d.order_line_number");
    query.bind(pick.order_number, pick.ship_to_number, company_, pick.number);
    std::vector<Reservation> found;
    while (query.step()) {
        found.push_back({query.integer(0), std::min(query.integer(1), query.integer(2))});
    }
    return found;
}

std::int64_t SvcPicks::reserved(const SvcPick& pick) {
    std::int64_t units = 0;
    for (const Reservation& reservation : reservations(pick)) units += reservation.quantity;
    return units;
}

void SvcPicks::unreserve(const SvcPick& pick) {
    for (const Reservation& reservation : reservations(pick)) {
        take_reservation(pick, reservation.order_line, reservation.quantity);
    }
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

namespace {

/// Of an order_detail row.
constexpr const char* kPrintedOfLine =
    "(SELECT SUM(d.quantity) FROM pick_control_header h JOIN pick_control_detail d ON d.company = "
    "h.company AND d.pick_control_number = h.pick_control_number WHERE h.company = order_detail.company "
    "AND h.order_number = order_detail.order_number AND h.ship_to_number = order_detail.ship_to_number "
    "AND h.status = '' AND d.status = '' AND d.order_line_number = order_detail.line_number)";

}  // namespace

void reserve_printed_units(Database& database) {
    database.execute(
        fmt::format("UPDATE order_detail SET quantity_reserved = {0} WHERE (company, order_number, "
                    "ship_to_number, line_number) IN (SELECT h.company, h.order_number, h.ship_to_number, "
                    "d.order_line_number FROM pick_control_header h JOIN pick_control_detail d ON d.company "
                    "= h.company AND d.pick_control_number = h.pick_control_number WHERE h.status = '' AND "
                    "d.status = '') AND quantity_reserved < {0}",
                    kPrintedOfLine));
}

void reserve_printed_units(Database& database, int company, std::int64_t order_number) {
    database
        .prepare(fmt::format("UPDATE order_detail SET quantity_reserved = {0} WHERE company = ? AND "
                             "order_number = ? AND quantity_reserved < {0}",
                             kPrintedOfLine))
        .run(company, order_number);
}

std::int64_t SvcPicks::last_card_sequence(const SvcPick& pick, std::int64_t order_line) {
    return database_.scalar(
        "SELECT COALESCE(MAX(svc_sequence_number), 0) FROM stored_value_card WHERE company = ? AND "
        "order_number = ? AND ship_to_number = ? AND line_number = ?",
        company_, pick.order_number, pick.ship_to_number, order_line);
}

}  // namespace oa
