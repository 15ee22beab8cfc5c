#include "customer/match_code_rows.hpp"

#include <fmt/format.h>

namespace oa {

namespace {

std::string select_statement(MatchCodeTable table, MatchCodeSelection selection) {
    const std::string_view absent = selection == MatchCodeSelection::kAbsent ? "AND match_code = '' " : "";
    if (table == MatchCodeTable::kSoldTo) {
        return fmt::format(
            "SELECT customer_number, 0, postal_code, last_name, company_name, street, first_name, match_code "
            "FROM customer_sold_to WHERE company = ? AND customer_number > ? AND ghost <> 'Y' {}"
            "ORDER BY customer_number LIMIT ?",
            absent);
    }
    return fmt::format(
        "SELECT customer_number, ship_to_number, postal_code, last_name, company_name, street, first_name, "
        "match_code FROM customer_ship_to "
        "WHERE company = ? AND (customer_number, ship_to_number) > (?, ?) {}"
        "ORDER BY customer_number, ship_to_number LIMIT ?",
        absent);
}

std::string_view update_statement(MatchCodeTable table) {
    return table == MatchCodeTable::kSoldTo
               ? "UPDATE customer_sold_to SET match_code = ? WHERE company = ? AND customer_number = ?"
               : "UPDATE customer_ship_to SET match_code = ? WHERE company = ? AND customer_number = ? "
                 "AND ship_to_number = ?";
}

}  // namespace

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
        std::string code = rule({rows_.text(2), rows_.text(3), rows_.text(4), rows_.text(5), rows_.text(6)});
        if (code != rows_.text(7)) changes_.push_back({last_, std::move(code)});
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
