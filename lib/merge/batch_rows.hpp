#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "merge/record.hpp"
#include "merge/record_rows.hpp"
#include "merge/refused_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Some targets of the merge/purge list with all their open sources, to be merged together (Merge/Purge
/// Sold-to Names, Merge/Purge Logic). Only temporary tables are written here:
/// - merge_member (customer_number, target, rank, ghost): rank 0 is the target, then its sources by their
/// numbers;
/// - merge_ship_to (customer_number, ship_to_number, target, target_ship_to, rank, is_merged): every ship-to
/// of a
///   source with its place at the target; rank 0 is a ship-to of the target that others become part of, rank
///   1 the first of a new place.
class MergeBatch {
  public:
    /// The columns are those that the rules decide on.
    MergeBatch(Database& database, int company, std::span<const MergeColumn> sold_to,
               std::span<const MergeColumn> ship_to);

    /// What take_after took.
    struct Taken {
        std::int64_t targets = 0;
        std::int64_t sources = 0;
        std::vector<MergeLeft> left;  ///< whose rows the store would refuse
        bool is_end = false;          ///< there were no targets any more
    };

    /// Takes the next `target_count` targets after `target` that have sources to merge - neither of the two a
    /// Ghost, not a bill-to duplicate, the target not a source itself - and moves `target` to the last of
    /// them. Those with rows that the store would refuse (MergeRefusals) are left out.
    Taken take_after(std::int64_t& target, std::int64_t target_count);

    /// Takes one customer alone, to read its record; it may be one that is not there.
    void take_one(std::int64_t customer_number);

    /// The groups of customers, and of ship-tos, that become one: the batch's, after take_after.
    MergeRecords& sold_tos() { return sold_tos_; }
    MergeRecords& ship_tos() { return ship_tos_; }

  private:
    void place_ship_tos();

    int company_;
    Statement clear_members_;
    Statement clear_ship_tos_;
    Statement take_;
    Statement take_one_;
    Statement last_;
    Statement counts_;
    MergeRefusals refusals_;
    Statement read_ship_tos_;
    Statement place_ship_to_;
    MergeRecords sold_tos_;
    MergeRecords ship_tos_;
};

/// Sources of the list that a merge leaves because of what they or their targets are now, and why.
void left_merge_sources(Database& database, int company, const std::function<void(const MergeLeft&)>& left);

}  // namespace oa
