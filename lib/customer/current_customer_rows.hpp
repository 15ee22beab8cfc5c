#pragma once

#include <cstdint>

#include "store/sqlite.hpp"

namespace oa {

/// The sold-to customer that a customer number stands for now.
struct CurrentCustomer {
    /// What the number itself is the number of.
    enum class Kind {
        kCurrent,  ///< a sold-to customer
        kGhost,    ///< a Ghost: kept after a merge, its target is the customer
        kMerged,   ///< a source that a merge deleted
        kUnknown,  ///< nobody
    };
    Kind kind = Kind::kUnknown;
    /// Its own, or that of the last target; 0 when the number leads to no sold-to customer.
    std::int64_t customer_number = 0;
};

/// Finds them by the Ghosts' targets and the merges' own records (Customer Merged), from merge to merge:
/// of A, merged into B, which was merged into C, the answer is C.
class CurrentCustomers {
  public:
    CurrentCustomers(Database& database, int company);

    CurrentCustomer find(std::int64_t customer_number);

  private:
    int company_;
    Statement step_;
};

}  // namespace oa
