#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace oa {

/// What a column of a merged record holds; empty is a blank, 0, 0.00 or no date.
enum class MergeColumnType { kText, kNumber, kAmount, kDate };

/// A column that merging decides on. Customer Sold To or Ship To, its Extended table (address_line_2 to _4),
/// or its phones (day_phone, day_extension, evening_..., fax_...).
struct MergeColumn {
    const char* name;
    MergeColumnType type = MergeColumnType::kText;
};

/// A customer or ship-to as merging reads it.
struct MergeRecord {
    std::int64_t customer_number = 0;
    std::int64_t ship_to_number = 0;  ///< 0 for a sold-to customer
    std::int64_t target = 0;          ///< whose it becomes
    std::int64_t target_ship_to = 0;  ///< the number that a ship-to gets there
    bool is_kept_as_ghost = false;
    std::vector<std::string> values;  ///< of the columns that were asked for; "" or "0" is empty
    std::string last_change_date;     ///< of Customer Address Change; of a ship-to its own change date
    std::string last_order_date;      ///< of the order history
    std::string last_source_code;     ///< the last that is not blank in the order history
    std::string last_source_date;     ///< its order date
    /// The address that is primary in the email list of a customer whose own row has none, and its opt in/out
    /// setting.
    std::string listed_email_address, listed_opt_in_out;
};

/// Records that become one: the target first, then its sources in the order of their numbers.
using MergeGroup = std::vector<MergeRecord>;

}  // namespace oa
