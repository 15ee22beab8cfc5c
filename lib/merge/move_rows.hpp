#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "merge/record.hpp"
#include "merge/table_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Moves what the sources of a batch (MergeBatch) have to their targets, and ends the sources: make_places,
/// then the changes of the targets' fields, move_records, end_sources. Within one write transaction of the
/// caller.
class MergeMove {
  public:
    /// `sold_to_columns`: what the values of a sold-to customer's record are.
    MergeMove(Database& database, int company, const std::vector<MergeColumn>& sold_to_columns);

    /// Makes the ship-tos that the targets get. An order that names a ship-to which its customer does not
    /// have names none from now on: the number may become another ship-to's.
    void make_places();

    /// The name, address and phones of a target change: it gets the change date and user, and what they were
    /// becomes its last Customer Address Change, once the records have been moved.
    void change_address(const MergeRecord& target, const std::string& date, const std::string& user);

    /// Everything that lies under the sources' numbers, or names them, becomes the targets'.
    void move_records();

    /// The target had no email address and takes this one, which move_records has added to its list.
    void make_primary_email(std::int64_t target, const std::string& email_address);

    /// Sources are deleted or become Ghosts, and leave the list. Customer Merged keeps whom each became,
    /// since `merge_date` (ISO 8601); with `exports` EC Cust Sold To Merge has them for the web storefront,
    /// too.
    void end_sources(const std::string& merge_date, bool exports);

  private:
    int company_;
    std::vector<std::size_t>
        address_values_;  ///< the places of Customer Address Change's columns in a record
    std::vector<MergeStep> make_places_;
    Statement keep_address_;
    Statement date_change_;
    MergeTables ship_to_tables_;
    std::vector<MergeStep> end_ship_tos_;
    MergeTables tables_;
    std::vector<MergeStep> after_tables_;
    Statement make_primary_;
    Statement record_merge_;
    Statement tell_storefront_;
    std::vector<MergeStep> end_;
};

}  // namespace oa
