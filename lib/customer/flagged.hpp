#pragma once

#include <cstdint>
#include <deque>

#include "customer/sold_to_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The customers that are to be synchronized, in the order of their numbers, read a page at a time: no
/// snapshot is kept while they are sent.
class FlaggedCustomers {
  public:
    /// With `only` that customer alone, flagged or not; 0 for all of the selection.
    FlaggedCustomers(Database& database, int company, std::int64_t only, CustomerSelection selection);

    std::int64_t count();
    /// False at the end.
    bool next(SoldToCustomer& customer);

  private:
    void read();

    Database& database_;
    int company_;
    std::int64_t only_;
    std::int64_t last_ = 0;
    CustomerFeed feed_;
    std::deque<SoldToCustomer> page_;
};

}  // namespace oa
