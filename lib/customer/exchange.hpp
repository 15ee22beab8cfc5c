#pragma once

#include <string>
#include <vector>

#include "base/task.hpp"
#include "customer/mapping.hpp"
#include "customer/services.hpp"
#include "customer/sold_to_rows.hpp"

namespace oa {

/// What a sold-to customer was matched by with one in Customer Engagement.
enum class MatchedBy {
    kIds,             ///< its Relate Id or e-commerce ID
    kCustomerNumber,  ///< the alternate key of its customer number
    kEmail,           ///< its primary email address
    kNobody,          ///< none: it was created there
};

struct SyncAnswer {
    std::string customer_id;  ///< in Customer Engagement; to be checked before it is stored
    MatchedBy matched_by = MatchedBy::kIds;
};

/// True when it has a Relate Id or e-commerce ID: Customer Engagement then matches it.
bool has_ids(const SoldToCustomer& customer);

/// Matches one sold-to customer with Customer Engagement and sends it, by the rules of Customer Engagement
/// Integration, Synchronizing Customer Information through a Periodic Function, Matching rules. Name, address
/// and phone number never match anybody. A customer without Relate Id and e-commerce ID is first looked for
/// by its own alternate key: it is there when an earlier answer was lost, and would be created a second time.
/// One that was found under an ID that is not one (problem_with_relate_id) is not sent: the ID is answered.
/// One that Customer Engagement answers under another ID than it was sent by, and has neither store nor
/// source of, was created by that: it is sent again with both (Customer Data Mapping: Retail Store ID,
/// Source). Repeating it is safe: with `may_have_been_sent` one that has a Relate Id which Customer
/// Engagement does not know is looked for by its own alternate key too, before it is created a second time.
/// The arguments must outlive the task; errors as CustomerServices.
Task<SyncAnswer> synchronize(CustomerServices& services, const SoldToCustomer& customer,
                             const CustomerRules& rules, bool may_have_been_sent = false);

/// "The first customer returned that is not already assigned an Order Administration alternate key; if all
/// have one, the first customer returned"; null when there is none.
const customer::Record* best_match(const std::vector<customer::Record>& found,
                                   const std::string& alternate_key_type);

}  // namespace oa
