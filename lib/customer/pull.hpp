#pragma once

#include <string>
#include <vector>

#include "customer/desk.hpp"
#include "customer/sync.hpp"
#include "store/session.hpp"

namespace oa {

/// Work with Customers: what an operator does at a screen, in the job log.
inline const JobName kWorkWithCustomersJob = {"WCST", ""};

struct CustomerPullOptions : ConnectionOptions {
    CustomerIdentity identity;
    std::string user;  ///< who is said to have changed the customer
};

struct ChangedField {
    std::string field, before, after;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("field", field);
        visit("before", before);
        visit("after", after);
    }
};

struct CustomerPullResult {
    std::int64_t customer_number = 0;
    std::string relate_id;
    bool created = false;
    std::vector<ChangedField> changes;
    bool told_back = false;  ///< Customer Engagement was told of the number or of the truncated fields

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("customer_number", customer_number);
        visit("relate_id", relate_id);
        visit("created", created);
        visit("told_back", told_back);
        visit("changes", changes);
    }
};

/// Retrieves a customer from Customer Engagement and creates or updates the sold-to customer by it (Customer
/// Engagement Integration, Searching Customer Engagement for the Customer; Customer Data Mapping). The
/// alternate key of the customer number says which one it is (of a Ghost's or a merged customer's number, who
/// it became), or else its Relate Id. State, postal code and country are validated; what was truncated, and
/// the number of a new customer, goes back to Customer Engagement. Error kInputData, with every reason, when
/// OA cannot take it, kNoInput when there is no such customer, kNoPermission when its data is masked: the
/// store is left as it was.
ExitCode run_customer_pull(Session& session, const CustomerPullOptions& options, CustomerPullResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const CustomerPullResult& result, bool dry_run);

}  // namespace oa
