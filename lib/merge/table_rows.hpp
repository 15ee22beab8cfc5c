#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// Moves what belongs to the sources of a batch to their targets: the rows of the tables of Merge/Purge Logic
/// (Merge/Purge Sold-to Names), table by table, each in a few statements for the whole batch. Reads the
/// temporary table merge_member (customer_number, target, rank; rank 0 is the target) or, for what lies under
/// a ship-to, merge_ship_to (customer_number, ship_to_number, target, target_ship_to, rank).
class MergeTables {
  public:
    /// What the rows lie under.
    enum class Owner { kCustomer, kShipTo };

    MergeTables(Database& database, int company, Owner owner);

    /// Within a write transaction of the caller.
    void move();

  private:
    int company_;
    std::vector<Statement> steps_;  ///< in their order
};

}  // namespace oa
