#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// What customers are searched by, as on the Customer Scan Screen; a blank field is not a criterion, all that
/// are given must hold.
struct CustomerCriteria {
    std::string email_address;          ///< the whole address, in any case
    std::string phone_number;           ///< digits only; those stored may be formatted
    std::string last_name, first_name;  ///< how they begin
    std::string postal_code;            ///< whole
    std::string relate_id;
    std::int64_t customer_number = 0;  ///< any other criteria are then ignored
};

/// The numbers of the company's sold-to customers that meet the criteria, Ghosts left out, in the order of
/// name and number; at most `limit`. Call with at least one criterion.
std::vector<std::int64_t> find_customers(Database& database, int company, const CustomerCriteria& criteria,
                                         int limit);

/// True when the company has the customer, and it is no Ghost, whose place another customer has taken.
bool has_customer(Database& database, int company, std::int64_t customer_number);

}  // namespace oa
