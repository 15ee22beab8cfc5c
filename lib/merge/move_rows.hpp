#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "merge/table_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Moves what the sources of a batch (MergeBatch) have to their targets, and ends the sources: make_places,
/// then the changes of the targets' fields, move_records, end_sources. Within one write transaction of the
/// caller.
class MergeMove {
  public:
    MergeMove(Database& database, int company);

    /// Makes the ship-tos that the targets get. An order that names a ship-to which its customer does not
    /// have names none from now on: the number may become another ship-to's.
    void make_places();

    /// The name and address of a target change: it gets the change date and user.
    void date_change(std::int64_t target, const std::string& date, const std::string& user);

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
    std::vector<MergeStep> make_places_;
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
