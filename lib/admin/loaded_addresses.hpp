#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "customer/address_change.hpp"
#include "store/table_column.hpp"

namespace oa {

/// The names and addresses that a load of CSV files writes: their match codes and address changes are kept in
/// step (AddressChanges). A match code that a file gives stays; Customer Address Change rows that the load
/// brings itself are the history, and none is added to them.
class LoadedAddresses {
  public:
    /// `replaces`: existing rows may be overwritten (--replace).
    LoadedAddresses(Database& database, bool replaces) : changes_(database), replaces_(replaces) {}

    /// As LoadHooks.
    void before_row(const std::string& table, const std::vector<TableColumn>& columns,
                    const std::vector<std::string>& fields);
    void written(Date today) { changes_.keep(today, "LOAD", history_is_given_); }

  private:
    /// What the table of the last row holds, and where its key is among the fields.
    struct Layout {
        std::string table;
        std::size_t column_count = 0;
        enum class Holds { kNothing, kSoldTo, kShipTo, kHistory } holds = Holds::kNothing;
        std::size_t company = 0, customer_number = 0, ship_to_number = 0;
    };
    static bool is_of(const Layout& layout, const std::string& table,
                      const std::vector<TableColumn>& columns);
    Layout layout_of(const std::string& table, const std::vector<TableColumn>& columns) const;

    AddressChanges changes_;
    bool replaces_;
    bool history_is_given_ = false;
    Layout layout_;
};

}  // namespace oa
