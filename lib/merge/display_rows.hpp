#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "merge/batch_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A field of a customer, for people and for programs.
struct DisplayField {
    std::string title;
    std::string column;
    std::string value;  ///< blank where the customer has none
};

/// Reads a sold-to customer whole (Merge/Purge Sold-to Names, Display Customer Screen): every field that
/// merging decides on, and beside them who entered and changed it, status and Ghost, and the dates that
/// decide whose address is taken.
class MergeDisplay {
  public:
    MergeDisplay(Database& database, int company);

    /// None when there is no such customer.
    std::vector<DisplayField> read(std::int64_t customer_number);

  private:
    int company_;
    MergeBatch batch_;
    Statement others_;
};

}  // namespace oa
