#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "merge/record.hpp"

namespace oa {

/// How a field of the merged record is decided (Merge/Purge Sold-to Names, How are the Customer Tables
/// Updated?). "First" is the source with the lowest number.
enum class MergeRule {
    kAddress,             ///< all of them from the record with the latest change date, else last order date
    kPhone,               ///< of that record; where it has none, of the next most recent one that has
    kPrimaryEmail,        ///< the target's; the first source's only where the target has none
    kEarliestDate,        ///< the earlier date
    kOriginalMailType,    ///< the source's unless the target's is B
    kCurrentMailType,     ///< the source's when the target never ordered
    kOriginalSourceCode,  ///< of the record with the oldest entry date; a blank one does not count
    kCustomerClass,       ///< of the record with the oldest Active since date; a blank one does not count
    kAnySelected,         ///< selected when it is for anybody
    kFillIfEmpty,         ///< the first source's where the target has none
    kTaxExemption,        ///< the first source's certificate and status where the target has no certificate
    kItemTracking,       ///< the first source's Sold to or Sold to/ship to tracking where the target has none
    kCurrentSourceCode,  ///< the last source code of the order history
    kExternalSales,      ///< of the record with the latest External sales update date
    kRelateId,           ///< the target's, else the first source's that has one
    kSynchronize,        ///< Y when any source has it
    kKnownCustomer,      ///< Y for a customer that Customer Engagement knows (L37)
    kKeepTarget,         ///< the target's
};

/// The rule in the documentation's words, for people.
std::string_view describe(MergeRule rule);

/// A field with its rule. One that goes with another is taken from the record that the other is taken from.
struct MergeField {
    MergeColumn column;
    const char* title;
    MergeRule rule;
    const char* goes_with = nullptr;  ///< the column that decides
};

/// Every field of a sold-to customer, and of a ship-to.
std::span<const MergeField> sold_to_merge_fields();
std::span<const MergeField> ship_to_merge_fields();

/// The columns of fields, in their order: what a MergeRecord's values stand for.
std::vector<MergeColumn> columns_of(std::span<const MergeField> fields);

/// A field's value for people: an amount in decimals, the rest as it is stored.
std::string shown_value(const std::string& value, MergeColumnType type);

/// A field of the target that gets another value.
struct MergeChange {
    std::size_t field = 0;  ///< its index
    std::size_t from = 0;   ///< the member of the group that it is taken from
    std::string before, after;
    MergeRule rule{};
};

/// What merging a group changes in its target. The same whatever order the rows are read in.
struct MergeOutcome {
    std::vector<MergeChange> changes;
    /// The member whose name and address they are. Where it is a source, an address change record is due.
    std::size_t address_from = 0;
};

MergeOutcome merge(std::span<const MergeField> fields, const MergeGroup& group);

}  // namespace oa
