#include "customer/match_code_rows.hpp"

#include <fmt/format.h>

#include "customer/address_change_rows.hpp"

namespace oa {

namespace {

/// The condition of a selection on `c`, and the table that leads to it.
struct Selected {
    std::string from, condition;
};

/// A code that whoever wrote the row gave it stays, and so does one that came along with an address: only one
/// that is as it was, while what it is made of is not, is made again.
constexpr std::string_view kNoted =
    "AND (c.match_code = '' OR b.history <> {} AND c.match_code = b.match_code AND (b.postal_code <> "
    "c.postal_code OR "
    "b.last_name "
    "<> c.last_name OR b.company_name <> c.company_name OR b.street <> c.street OR b.first_name <> "
    "c.first_name OR b.country <> c.country)) ";

Selected selected(MatchCodeTable table, MatchCodeSelection selection) {
    const bool is_sold_to = table == MatchCodeTable::kSoldTo;
    const std::string own = is_sold_to ? "customer_sold_to c" : "customer_ship_to c";
    switch (selection) {
        case MatchCodeSelection::kAll: return {own, ""};
        case MatchCodeSelection::kAbsent: return {own, "AND c.match_code = '' "};
        case MatchCodeSelection::kNoted: break;
    }
    const std::string join = fmt::format(
        "temp.{} b CROSS JOIN {} ON c.company = b.company AND c.customer_number = b.customer_number{}",
        is_sold_to ? "sold_to_before" : "ship_to_before", own,
        is_sold_to ? "" : " AND c.ship_to_number = b.ship_to_number");
    return {join, fmt::format(kNoted, static_cast<int>(AddressHistory::kAlways))};
}

std::string select_statement(MatchCodeTable table, MatchCodeSelection selection) {
    const Selected rows = selected(table, selection);
    // The place is that of the table that leads.
    const std::string_view at = selection == MatchCodeSelection::kNoted ? "b" : "c";
    if (table == MatchCodeTable::kSoldTo) {
        return fmt::format(
            "SELECT c.customer_number, 0, c.postal_code, c.last_name, c.company_name, c.street, "
            "c.first_name, c.country, c.match_code FROM {0} "
            "WHERE {2}.company = ? AND {2}.customer_number > ? AND c.ghost <> 'Y' {1}"
            "ORDER BY {2}.customer_number LIMIT ?",
            rows.from, rows.condition, at);
    }
    return fmt::format(
        "SELECT c.customer_number, c.ship_to_number, c.postal_code, c.last_name, c.company_name, c.street, "
        "c.first_name, c.country, c.match_code FROM {0} "
        "WHERE {2}.company = ? AND ({2}.customer_number, {2}.ship_to_number) > (?, ?) {1}"
        "ORDER BY {2}.customer_number, {2}.ship_to_number LIMIT ?",
        rows.from, rows.condition, at);
}

std::string_view update_statement(MatchCodeTable table) {
    return table == MatchCodeTable::kSoldTo
               ? "UPDATE customer_sold_to SET match_code = ? WHERE company = ? AND customer_number = ?"
               : "UPDATE customer_ship_to SET match_code = ? WHERE company = ? AND customer_number = ? "
                 "AND ship_to_number = ?";
}

}  // namespace

std::int64_t count_without_match_code(Database& database, int company) {
    return database.scalar(
        "SELECT COUNT(*) FROM customer_sold_to WHERE company = ? AND match_code = '' AND ghost <> 'Y'",
        company);
}

MatchCodeUpdate::MatchCodeUpdate(Database& database, int company, MatchCodeTable table,
                                 MatchCodeSelection selection)
    : database_(database),
      company_(company),
      table_(table),
      rows_(database.prepare(select_statement(table, selection))) {}

std::optional<std::int64_t> MatchCodeUpdate::next(std::int64_t limit, const MatchCodeRule& rule,
                                                  bool dry_run) {
    if (!read(limit, rule)) return std::nullopt;
    if (!dry_run) write();
    return static_cast<std::int64_t>(changes_.size());
}

bool MatchCodeUpdate::read(std::int64_t limit, const MatchCodeRule& rule) {
    changes_.clear();
    if (table_ == MatchCodeTable::kSoldTo) {
        rows_.bind(company_, last_.customer_number, limit);
    } else {
        rows_.bind(company_, last_.customer_number, last_.ship_to_number, limit);
    }
    bool any = false;
    while (rows_.step()) {
        any = true;
        last_ = {rows_.integer(0), rows_.integer(1)};
        std::string code =
            rule({rows_.text(2), rows_.text(3), rows_.text(4), rows_.text(5), rows_.text(6), rows_.text(7)});
        if (code != rows_.text(8)) changes_.push_back({last_, std::move(code)});
    }
    return any;
}

void MatchCodeUpdate::write() {
    Statement update = database_.prepare(update_statement(table_));
    for (const Change& change : changes_) {
        if (table_ == MatchCodeTable::kSoldTo) {
            update.run(change.match_code, company_, change.key.customer_number);
        } else {
            update.run(change.match_code, company_, change.key.customer_number, change.key.ship_to_number);
        }
    }
}

}  // namespace oa
