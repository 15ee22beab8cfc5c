#include "card/tickler_rows.hpp"

namespace oa {

namespace {

/// Those of a card that are not resolved: company, order, ship-to, line and card are ?1 to ?5, the event ?6.
constexpr const char* kOpenOfCard =
    "company = ?1 AND order_number = ?2 AND ship_to_number = ?3 AND line_number = ?4 AND "
    "svc_sequence_number = ?5 AND event_code IN ('SD', 'SV') AND (?6 = '' OR event_code = ?6) AND status <> "
    "'R'";

}  // namespace

std::int64_t add_tickler(Database& database, const Tickler& tickler) {
    const StoredValueCardKey& card = tickler.card;
    const std::int64_t number = database.scalar(
        "SELECT COALESCE(MAX(tickler_number), 0) + 1 FROM tickler WHERE company = ?", card.company);
    database
        .prepare(
            "INSERT INTO tickler (company, tickler_number, customer_number, event_code, status, "
            "order_number, ship_to_number, line_number, svc_sequence_number, created_at, created_by, note) "
            "VALUES (?1, ?2, COALESCE((SELECT customer_number FROM order_header WHERE company = ?1 AND "
            "order_number = ?3), 0), ?4, 'O', ?3, ?5, ?6, ?7, ?8, ?9, ?10)")
        .run(card.company, number, card.order_number, tickler.event_code, card.ship_to_number,
             card.line_number, card.svc_sequence_number, tickler.created_at, tickler.created_by,
             tickler.note);
    return number;
}

void list_svc_ticklers(Database& database, int company, bool all,
                       const std::function<void(const Tickler&)>& row) {
    Statement query = database.prepare(
        "SELECT tickler_number, event_code, order_number, ship_to_number, line_number, svc_sequence_number, "
        "customer_number, status, created_at, created_by, resolved_at, resolved_by, note FROM tickler WHERE "
        "company = ? AND event_code IN ('SD', 'SV') AND (? OR status <> 'R') ORDER BY tickler_number");
    query.bind(company, all ? 1 : 0);
    while (query.step()) {
        row({query.integer(0),
             query.string(1),
             {company, query.integer(2), query.integer(3), query.integer(4), query.integer(5)},
             query.integer(6),
             query.string(7),
             query.string(8),
             query.string(9),
             query.string(10),
             query.string(11),
             query.string(12)});
    }
}

std::int64_t open_svc_ticklers(Database& database, const StoredValueCardKey& card,
                               std::string_view event_code) {
    return database.scalar(std::string("SELECT COUNT(*) FROM tickler WHERE ") + kOpenOfCard, card.company,
                           card.order_number, card.ship_to_number, card.line_number, card.svc_sequence_number,
                           event_code);
}

void resolve_svc_ticklers(Database& database, const StoredValueCardKey& card, std::string_view event_code,
                          const TicklerResolution& resolution) {
    database
        .prepare(
            std::string("INSERT INTO tickler_history (company, tickler_number, sequence_number, "
                        "customer_number, changed_at, user_id, status, note) SELECT company, "
                        "tickler_number, (SELECT COALESCE(MAX(h.sequence_number), 0) + 1 FROM "
                        "tickler_history h WHERE h.company = tickler.company AND h.tickler_number = "
                        "tickler.tickler_number), customer_number, ?7, ?8, 'R', ?9 FROM tickler WHERE ") +
            kOpenOfCard)
        .run(card.company, card.order_number, card.ship_to_number, card.line_number, card.svc_sequence_number,
             event_code, resolution.resolved_at, resolution.user, resolution.note);
    database
        .prepare(std::string("UPDATE tickler SET status = 'R', resolved_at = ?7, resolved_by = ?8 WHERE ") +
                 kOpenOfCard)
        .run(card.company, card.order_number, card.ship_to_number, card.line_number, card.svc_sequence_number,
             event_code, resolution.resolved_at, resolution.user);
}

}  // namespace oa
