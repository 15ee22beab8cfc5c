#include "card/virtual_number_rows.hpp"

namespace oa {

std::optional<VirtualCardNumber> next_virtual_card_number(Database& database, int company,
                                                          std::int64_t after) {
    Statement query = database.prepare(
        "SELECT sequence_number, card_number FROM virtual_card_number WHERE company = ? AND sequence_number "
        "> ? ORDER BY sequence_number LIMIT 1");
    query.bind(company, after);
    if (!query.step()) return std::nullopt;
    return VirtualCardNumber{query.integer(0), query.string(1)};
}

void delete_virtual_card_number(Database& database, int company, std::int64_t sequence_number) {
    database.prepare("DELETE FROM virtual_card_number WHERE company = ? AND sequence_number = ?")
        .run(company, sequence_number);
}

void add_svc_assignment_error(Database& database, int company, std::int64_t pick, std::int64_t line,
                              std::string_view found_at, std::string_view reason) {
    remove_svc_assignment_error(database, company, pick, line);
    database
        .prepare(
            "INSERT INTO svc_assignment_error (company, pick_control_number, line_number, found_at, reason) "
            "VALUES (?, ?, ?, ?, ?)")
        .run(company, pick, line, found_at, reason);
}

void remove_svc_assignment_error(Database& database, int company, std::int64_t pick, std::int64_t line) {
    database
        .prepare(
            "DELETE FROM svc_assignment_error WHERE company = ? AND pick_control_number = ? AND line_number "
            "= ?")
        .run(company, pick, line);
}

void list_svc_assignment_errors(Database& database, int company,
                                const std::function<void(const SvcAssignmentError&)>& error) {
    Statement query = database.prepare(
        "SELECT e.pick_control_number, e.line_number, h.order_number, h.ship_to_number, d.order_line_number, "
        "COALESCE(o.item, ''), d.quantity, e.found_at, e.reason FROM svc_assignment_error e JOIN "
        "pick_control_header h ON h.company = e.company AND h.pick_control_number = e.pick_control_number "
        "JOIN pick_control_detail d ON d.company = e.company AND d.pick_control_number = "
        "e.pick_control_number AND d.line_number = e.line_number LEFT JOIN order_detail o ON o.company = "
        "e.company AND o.order_number = h.order_number AND o.ship_to_number = h.ship_to_number AND "
        "o.line_number = d.order_line_number WHERE e.company = ? ORDER BY 1, 2");
    query.bind(company);
    while (query.step()) {
        error({query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4),
               query.string(5), query.integer(6), query.string(7), query.string(8)});
    }
}

}  // namespace oa
