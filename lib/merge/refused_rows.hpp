#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// A source that a merge leaves in the list, and why, for people.
struct MergeLeft {
    std::int64_t target = 0;
    std::int64_t source = 0;
    std::string reason;
};

/// Finds what the store would refuse under a target's number, before anything is moved: rows that name one
/// which is not there (a profile, a ship-to), and sums that no number can hold. Who has such rows is taken
/// off the batch (MergeBatch): a source alone, or a target with all its sources. Only temporary tables are
/// written.
class MergeRefusals {
  public:
    MergeRefusals(Database& database, int company);

    /// Rows that name one which is not there, and sums of customers. Before the ship-tos have their places.
    void take_off_customers(std::vector<MergeLeft>& left);

    /// Sums of ship-tos, which are known once these have their places.
    void take_off_ship_tos(std::vector<MergeLeft>& left);

  private:
    /// A question: who has rows in this table that would be refused.
    struct Check {
        std::string table;
        std::string wrong;  ///< with those rows
        Statement query;    ///< answers target, rank and customer number
    };

    void run(std::vector<Check>& checks, std::vector<MergeLeft>& left);
    void take_off(std::int64_t target, std::int64_t source, const std::string& reason,
                  std::vector<MergeLeft>& left);

    int company_;
    std::vector<Check> customer_checks_;
    std::vector<Check> ship_to_checks_;
    Statement sources_;
    Statement remove_source_;
    Statement remove_target_;
    Statement remove_ship_tos_;
    Statement remove_lone_targets_;
};

}  // namespace oa
