#include "merge/refused_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "merge/table_rows.hpp"
#include "store/table_column.hpp"

namespace oa {

namespace {

/// Below it a sum of 64 bit numbers does not overflow, whatever the order in which they are added.
constexpr const char* kLargestSum = "9223372036854775807.0";

std::string equal_columns(std::string_view left, const std::vector<std::string>& left_columns,
                          std::string_view right, const std::vector<std::string>& right_columns) {
    std::string text;
    for (std::size_t i = 0; i < left_columns.size(); ++i) {
        text += fmt::format("{}{}.{} = {}.{}", i == 0 ? "" : " AND ", left, left_columns[i], right,
                            right_columns[i]);
    }
    return text;
}

/// Who has rows whose foreign key leads nowhere. `which` of the members are asked.
std::string names_none_sql(const std::string& table, const ForeignKey& key, std::string_view which) {
    return fmt::format(
        "SELECT m.target, m.rank, m.customer_number FROM temp.merge_member m CROSS JOIN {} t WHERE t.company "
        "= "
        "?1 AND t.customer_number = m.customer_number{} AND NOT EXISTS (SELECT 1 FROM {} p WHERE {})",
        table, which, key.parent, equal_columns("p", key.parent_columns, "t", key.columns));
}

/// The targets that some number of a table cannot be added up for.
std::string sums_sql(Database& database, const std::string& table, MergeOwner owner) {
    const bool is_ship_to = owner == MergeOwner::kShipTo;
    std::string keys = is_ship_to ? "m.target, m.target_ship_to" : "m.target";
    std::string too_large;
    for (const TableColumn& column : table_columns(database, table)) {
        if (column.name == "company" || column.name == "customer_number" || column.name == "ship_to_number") {
            continue;
        }
        if (column.in_key) {
            keys += ", t." + column.name;
        } else if (column.type == TableColumn::Type::kInteger || column.type == TableColumn::Type::kMoney) {
            too_large += fmt::format("{}SUM(ABS(CAST(t.{} AS DOUBLE PRECISION))) >= {}",
                                     too_large.empty() ? "" : " OR ", column.name, kLargestSum);
        }
    }
    return fmt::format(
        "SELECT m.target, 0, m.target FROM temp.{} m CROSS JOIN {} t WHERE t.company = ?1 AND "
        "t.customer_number = m.customer_number{} GROUP BY {} HAVING COUNT(*) > 1 AND ({})",
        is_ship_to ? "merge_ship_to" : "merge_member", table,
        is_ship_to ? " AND t.ship_to_number = m.ship_to_number" : "", keys, too_large);
}

bool is_met_by_members(const ForeignKey& key) {
    return key.parent == "customer_sold_to" || key.parent == "company";
}

}  // namespace

MergeRefusals::MergeRefusals(Database& database, int company)
    : company_(company),
      sources_(database.prepare("SELECT customer_number FROM temp.merge_member WHERE target = ? AND rank > 0 "
                                "AND (? = 0 OR customer_number = ?) ORDER BY rank")),
      remove_source_(database.prepare(
          "DELETE FROM temp.merge_member WHERE target = ? AND rank > 0 AND customer_number = ?")),
      remove_target_(database.prepare("DELETE FROM temp.merge_member WHERE target = ?")),
      remove_ship_tos_(database.prepare("DELETE FROM temp.merge_ship_to WHERE target = ?")),
      remove_lone_targets_(
          database.prepare("DELETE FROM temp.merge_member WHERE rank = 0 AND NOT EXISTS (SELECT 1 FROM "
                           "temp.merge_member s WHERE s.target = merge_member.target AND s.rank > 0)")) {
    const auto add_keys = [&](const std::string& table, std::string_view which) {
        for (const ForeignKey& key : foreign_keys(database, table)) {
            if (is_met_by_members(key)) continue;
            customer_checks_.push_back({table, fmt::format("that name none of {}", key.parent),
                                        database.prepare(names_none_sql(table, key, which))});
        }
    };
    const auto add_sums = [&](std::vector<Check>& checks, const std::string& table, MergeOwner owner) {
        checks.push_back(
            {table, "whose sum is too large", database.prepare(sums_sql(database, table, owner))});
    };
    for (const MergeTable& table : merge_tables(MergeOwner::kCustomer)) {
        // Those that follow keep their rows, and of the target's only those that are added up are stored
        // anew.
        if (table.rows == MergeRows::kFollow) continue;
        add_keys(table.name, table.rows == MergeRows::kSum ? "" : " AND m.rank > 0");
        if (table.rows == MergeRows::kSum) add_sums(customer_checks_, table.name, MergeOwner::kCustomer);
    }
    // A row of a missing ship-to would stay under a number that goes, or become a new ship-to's.
    add_keys("customer_ship_to_extended", "");
    for (const MergeTable& table : merge_tables(MergeOwner::kShipTo)) {
        add_keys(table.name, "");
        if (table.rows == MergeRows::kSum) add_sums(ship_to_checks_, table.name, MergeOwner::kShipTo);
    }
}

void MergeRefusals::take_off(std::int64_t target, std::int64_t source, const std::string& reason,
                             std::vector<MergeLeft>& left) {
    sources_.bind(target, source, source);
    while (sources_.step()) left.push_back({target, sources_.integer(0), reason});
    if (source != 0) {
        remove_source_.run(target, source);
    } else {
        remove_target_.run(target);
        remove_ship_tos_.run(target);
    }
}

void MergeRefusals::run(std::vector<Check>& checks, std::vector<MergeLeft>& left) {
    struct Found {
        std::int64_t target, source;
        std::string reason;
    };
    std::vector<Found> found;
    for (Check& check : checks) {
        check.query.bind(company_);
        while (check.query.step()) {
            const bool is_target = check.query.integer(1) == 0;
            found.push_back({check.query.integer(0), is_target ? 0 : check.query.integer(2),
                             fmt::format("customer {} has rows in {} {}: correct them and merge again",
                                         check.query.integer(2), check.table, check.wrong)});
        }
    }
    if (found.empty()) return;
    for (const Found& each : found) take_off(each.target, each.source, each.reason, left);
    remove_lone_targets_.run();
}

void MergeRefusals::take_off_customers(std::vector<MergeLeft>& left) {
    run(customer_checks_, left);
}

void MergeRefusals::take_off_ship_tos(std::vector<MergeLeft>& left) {
    run(ship_to_checks_, left);
}

}  // namespace oa
