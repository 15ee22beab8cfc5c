#pragma once

#include <string>
#include <vector>

#include "customer/mapping.hpp"
#include "customer/record_message.hpp"
#include "customer/sold_to_rows.hpp"

namespace oa {

/// A sold-to customer as Customer Engagement would have it.
struct MappedRecord {
    SoldToCustomer customer;
    bool truncated = false;             ///< a field is shorter than in Customer Engagement
    std::vector<std::string> remarks;   ///< what was passed over, as sentences
    std::vector<std::string> problems;  ///< why OA cannot take it, as sentences
};

/// Customer Engagement to Order Administration (Customer Engagement Integration, Customer Data Mapping;
/// Updating an Existing Customer): `existing` with what `record` has. Names, address lines 2 to 4, apartment
/// and email address that are gone there go here too; phone numbers, birth date and profile data stay. Of
/// address and email address only HOME counts. The permissions of the whole customer, Rent and Do not fax are
/// not taken.
MappedRecord map_record(const customer::Record& record, const SoldToCustomer& existing,
                        const CustomerRules& rules);

}  // namespace oa
