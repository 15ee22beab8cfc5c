#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// How the rows of sources become the target's.
enum class MergeRows {
    kFollow,    ///< the key has no customer: the row names the target from now on
    kRenumber,  ///< added after the target's, with the next sequence numbers
    kUnion,     ///< added where the target has none of the same key; else the target's stands
    kSum,       ///< numbers and amounts of the same key are added together, dates are the latest
};

/// A table of Merge/Purge Logic.
struct MergeTable {
    const char* name;
    MergeRows rows;
};

/// What rows lie under.
enum class MergeOwner { kCustomer, kShipTo };

/// The tables of customers, or of ship-tos, in the documentation's order. Not among them: Customer Sold To,
/// its Extended and Phone rows, Ship To and its Extended rows (MergeRule decides on their fields), and
/// Customer Sold To Email (MergeMove).
std::span<const MergeTable> merge_tables(MergeOwner owner);

/// A statement of a merge with the table that it writes. ?1 is the company.
struct MergeStep {
    std::string table;
    Statement statement;
};

/// Each of the statements is an INSERT INTO, UPDATE or DELETE FROM.
std::vector<MergeStep> prepare_steps(Database& database, const std::vector<std::string>& statements);

/// Runs statements in their order. Error RowRefused with the table.
void run_steps(std::vector<MergeStep>& steps, int company);

/// How many rows of each table lie under the sources of a batch, or name one as an order's recipient: what
/// would move. Reads only.
class MergeRowCounts {
  public:
    MergeRowCounts(Database& database, int company);

    /// Adds those of the batch.
    void add(std::map<std::string, std::int64_t>& counts);

  private:
    int company_;
    std::vector<MergeStep> counts_;
};

/// Moves what belongs to the sources of a batch to their targets: the rows of the tables of Merge/Purge Logic
/// (Merge/Purge Sold-to Names), table by table, each in a few statements for the whole batch. Reads the
/// temporary table merge_member (customer_number, target, rank; rank 0 is the target) or, for what lies under
/// a ship-to, merge_ship_to (customer_number, ship_to_number, target, target_ship_to, rank).
class MergeTables {
  public:
    MergeTables(Database& database, int company, MergeOwner owner);

    /// Within a write transaction of the caller. Error RowRefused with the table.
    void move();

  private:
    int company_;
    std::vector<MergeStep> steps_;
};

}  // namespace oa
