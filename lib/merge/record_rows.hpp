#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "merge/record.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Reads the customers of a batch (merge_member), or those of its ship-tos that become one (merge_ship_to),
/// and stores what became of them: Customer Sold To or Ship To, Extended and Phone Number rows.
class MergeRecords {
  public:
    enum class Kind { kSoldTo, kShipTo };

    MergeRecords(Database& database, int company, Kind kind, std::span<const MergeColumn> columns);

    /// Calls `group` for each target, in the order of the numbers.
    void read(const std::function<void(MergeGroup&&)>& group);

    /// Stores the values that differ. `ship_to_number` is 0 for a sold-to customer.
    void write(std::int64_t customer_number, std::int64_t ship_to_number,
               const std::vector<std::string>& before, const std::vector<std::string>& after);

  private:
    /// Where a column's value lies.
    enum class Place { kMain, kExtended, kPhone };
    struct Column {
        MergeColumn column;
        Place place = Place::kMain;
        const char* phone_type = "";  ///< D, E or F; its extension is the column after it
    };

    static Column placed(const MergeColumn& column, Kind kind);
    std::string select_list() const;
    std::string update_sql() const;
    std::string upsert_extended_sql() const;
    int bind_key(Statement& statement, int index, std::int64_t customer_number,
                 std::int64_t ship_to_number) const;
    void bind_column(Statement& statement, int index, std::size_t column, const std::string& value) const;
    bool differs(Place place, const std::vector<std::string>& before,
                 const std::vector<std::string>& after) const;
    void write_phones(std::int64_t customer_number, std::int64_t ship_to_number,
                      const std::vector<std::string>& before, const std::vector<std::string>& after);

    struct Writes {
        Statement update;
        Statement upsert_extended;
        Statement upsert_phone;
    };
    /// Made with the first write: a dry run must not prepare them.
    Writes& writes();

    Database& database_;
    int company_;
    Kind kind_;
    std::vector<Column> columns_;
    Statement read_;
    std::optional<Writes> writes_;
};

}  // namespace oa
