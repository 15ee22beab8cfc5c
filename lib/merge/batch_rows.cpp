#include "merge/batch_rows.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "merge/list_rows.hpp"

namespace oa {

namespace {

constexpr const char* kTemporaryTables =
    "CREATE TEMP TABLE IF NOT EXISTS merge_member (customer_number INTEGER PRIMARY KEY, target INTEGER NOT "
    "NULL, "
    "rank INTEGER NOT NULL, ghost VARCHAR(1) NOT NULL);"
    "CREATE INDEX IF NOT EXISTS temp.merge_member_by_target ON merge_member (target, rank);"
    "CREATE TEMP TABLE IF NOT EXISTS merge_ship_to (customer_number INTEGER, ship_to_number INTEGER, target "
    "INTEGER "
    "NOT NULL, target_ship_to INTEGER NOT NULL, rank INTEGER NOT NULL, is_merged INTEGER NOT NULL, "
    "PRIMARY KEY (customer_number, ship_to_number)) WITHOUT ROWID;";

/// A source `s` of the list that can be merged.
std::string is_mergeable() {
    return fmt::format(
        "s.company = ?1 AND s.customer_number <> s.target_customer_number "
        "AND EXISTS (SELECT 1 FROM customer_merge_purge l WHERE l.company = s.company AND l.customer_number "
        "= "
        "s.target_customer_number AND l.target_customer_number = l.customer_number) "
        "AND EXISTS (SELECT 1 FROM customer_sold_to c JOIN customer_sold_to t ON t.company = c.company AND "
        "t.customer_number = s.target_customer_number WHERE c.company = s.company AND c.customer_number = "
        "s.customer_number AND c.ghost <> 'Y' AND t.ghost <> 'Y' AND NOT ({})) "
        "AND NOT EXISTS (SELECT 1 FROM customer_merge_purge o WHERE o.company = s.company AND "
        "o.target_customer_number = s.customer_number)",
        kIsBillToDuplicate);
}

Database& with_temporary_tables(Database& database) {
    database.execute(kTemporaryTables);
    return database;
}

}  // namespace

MergeBatch::MergeBatch(Database& database, int company, std::span<const MergeColumn> sold_to,
                       std::span<const MergeColumn> ship_to)
    : company_(company),
      clear_members_(with_temporary_tables(database).prepare("DELETE FROM temp.merge_member")),
      clear_ship_tos_(database.prepare("DELETE FROM temp.merge_ship_to")),
      take_(database.prepare(
          "INSERT INTO temp.merge_member (customer_number, target, rank, ghost) "
          "WITH batch (target) AS (SELECT DISTINCT s.target_customer_number FROM customer_merge_purge s "
          "WHERE " +
          is_mergeable() +
          " AND s.target_customer_number > ?2 ORDER BY s.target_customer_number LIMIT ?3) "
          "SELECT s.customer_number, s.target_customer_number, ROW_NUMBER() OVER (PARTITION BY "
          "s.target_customer_number ORDER BY s.customer_number), s.ghost FROM batch b CROSS JOIN "
          "customer_merge_purge s "
          "WHERE s.target_customer_number = b.target AND " +
          is_mergeable() + " UNION ALL SELECT target, target, 0, '' FROM batch")),
      take_one_(database.prepare(
          "INSERT INTO temp.merge_member (customer_number, target, rank, ghost) VALUES (?1, ?1, 0, '')")),
      last_(database.prepare("SELECT MAX(target) FROM temp.merge_member")),
      counts_(database.prepare("SELECT COUNT(CASE WHEN rank = 0 THEN 1 END), COUNT(CASE WHEN rank > 0 THEN 1 "
                               "END) FROM temp.merge_member")),
      refusals_(database, company),
      read_ship_tos_(database.prepare(
          "SELECT m.target, m.rank, s.customer_number, s.ship_to_number, s.match_code FROM temp.merge_member "
          "m "
          "CROSS JOIN customer_ship_to s WHERE s.company = ?1 AND s.customer_number = m.customer_number "
          "ORDER BY m.target, m.rank, s.ship_to_number")),
      place_ship_to_(
          database.prepare("INSERT INTO temp.merge_ship_to (customer_number, ship_to_number, target, "
                           "target_ship_to, rank, is_merged) VALUES (?, ?, ?, ?, ?, ?)")),
      sold_tos_(database, company, MergeRecords::Kind::kSoldTo, sold_to),
      ship_tos_(database, company, MergeRecords::Kind::kShipTo, ship_to) {}

void MergeBatch::take_one(std::int64_t customer_number) {
    clear_members_.run();
    clear_ship_tos_.run();
    take_one_.run(customer_number);
}

MergeBatch::Taken MergeBatch::take_after(std::int64_t& target, std::int64_t target_count) {
    Taken taken;
    clear_members_.run();
    clear_ship_tos_.run();
    take_.run(company_, target, target_count);
    last_.bind();
    last_.step();
    taken.is_end = last_.is_null(0);
    if (!taken.is_end) target = last_.integer(0);
    last_.reset();
    refusals_.take_off_customers(taken.left);
    place_ship_tos();
    refusals_.take_off_ship_tos(taken.left);
    counts_.bind();
    counts_.step();
    taken.targets = counts_.integer(0);
    taken.sources = counts_.integer(1);
    counts_.reset();
    return taken;
}

namespace {

struct ShipTo {
    std::int64_t customer_number;
    std::int64_t ship_to_number;
};

/// The place of ship-tos at the target: one that it has, or a new one.
struct Place {
    std::int64_t number = 0;
    bool is_of_target = false;
    std::vector<ShipTo> ship_tos;  ///< in the order in which they become one
};

/// The places of one target (Customer Ship To: "Merges matching ship-to customers based on match code; adds
/// additional source ship-to customers to target").
class Places {
  public:
    void add(const ShipTo& ship_to, const std::string& match_code, bool is_of_target) {
        if (is_of_target) last_number_ = ship_to.ship_to_number;
        const auto known = match_code.empty() ? by_match_code_.end() : by_match_code_.find(match_code);
        // The target's own stay apart, whatever their match codes.
        if (known != by_match_code_.end() && !is_of_target) {
            places_[known->second].ship_tos.push_back(ship_to);
            return;
        }
        if (!match_code.empty() && known == by_match_code_.end()) by_match_code_[match_code] = places_.size();
        places_.push_back({is_of_target ? ship_to.ship_to_number : ++last_number_, is_of_target, {ship_to}});
    }

    const std::vector<Place>& places() const { return places_; }

  private:
    std::int64_t last_number_ = 0;
    std::map<std::string, std::size_t> by_match_code_;
    std::vector<Place> places_;
};

}  // namespace

void MergeBatch::place_ship_tos() {
    std::map<std::int64_t, Places> by_target;
    read_ship_tos_.bind(company_);
    while (read_ship_tos_.step()) {
        by_target[read_ship_tos_.integer(0)].add({read_ship_tos_.integer(2), read_ship_tos_.integer(3)},
                                                 read_ship_tos_.string(4), read_ship_tos_.integer(1) == 0);
    }
    for (const auto& [target, places] : by_target) {
        for (const Place& place : places.places()) {
            const bool is_merged = place.ship_tos.size() > 1;
            if (place.is_of_target && !is_merged) continue;
            std::int64_t rank = place.is_of_target ? 0 : 1;
            for (const ShipTo& ship_to : place.ship_tos) {
                place_ship_to_.run(ship_to.customer_number, ship_to.ship_to_number, target, place.number,
                                   rank, is_merged ? 1 : 0);
                // Rank 1 makes a new place; where the target has it, its guests begin with 2.
                rank = rank == 0 ? 2 : rank + 1;
            }
        }
    }
}

namespace {

/// Why a merge leaves a source, as left_merge_sources reads it; null when it does not.
const char* reason_to_leave(Statement& row) {
    if (row.integer(2) != 0) return "the source was deleted by another program: omit takes it off the list";
    if (row.integer(3) != 0)
        return "the target was deleted by another program: delete-target takes it off the list";
    if (row.text(4) == "Y") return "the source is a Ghost by now";
    if (row.text(5) == "Y") return "the target is a Ghost by now";
    if (row.is_null(6)) return "the target is not in the list any more: clear-list and list them again";
    if (row.integer(6) != row.integer(0)) return "the target is a source itself";
    if (row.integer(7) != 0) return "it is a target itself";
    if (row.integer(8) != 0)
        return "its bill-to customer is not the target's (status B): give both the same and merge again";
    return nullptr;
}

}  // namespace

void left_merge_sources(Database& database, int company, const std::function<void(const MergeLeft&)>& left) {
    Statement query = database.prepare(fmt::format(
        "SELECT s.target_customer_number, s.customer_number, c.company IS NULL, t.company IS NULL, c.ghost, "
        "t.ghost, l.target_customer_number, EXISTS (SELECT 1 FROM customer_merge_purge o WHERE o.company = "
        "s.company AND o.target_customer_number = s.customer_number), {} FROM customer_merge_purge s "
        "LEFT JOIN customer_sold_to c ON c.company = s.company AND c.customer_number = s.customer_number "
        "LEFT JOIN customer_sold_to t ON t.company = s.company AND t.customer_number = "
        "s.target_customer_number "
        "LEFT JOIN customer_merge_purge l ON l.company = s.company AND l.customer_number = "
        "s.target_customer_number "
        "WHERE s.company = ? AND s.customer_number <> s.target_customer_number "
        "ORDER BY s.target_customer_number, s.customer_number",
        kIsBillToDuplicate));
    query.bind(company);
    while (query.step()) {
        const char* reason = reason_to_leave(query);
        if (reason != nullptr) left({query.integer(0), query.integer(1), reason});
    }
}

}  // namespace oa
