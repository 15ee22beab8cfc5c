#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "customer/mapping.hpp"
#include "customer/search_rows.hpp"
#include "customer/services.hpp"
#include "customer/sold_to_rows.hpp"
#include "service/sign_on.hpp"

namespace oa {

/// A customer as the Customer Scan Screen lists it.
struct FoundCustomer {
    std::string relate_id, customer_number, name, company_name, address, email_address, phone_number;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("relate_id", relate_id);
        visit("customer_number", customer_number);
        visit("name", name);
        visit("company_name", company_name);
        visit("address", address);
        visit("email_address", email_address);
        visit("phone_number", phone_number);
    }
};

/// Where a customer was found, for --json.
inline std::string_view found_in(bool in_customer_engagement) {
    return in_customer_engagement ? "Customer Engagement" : "store";
}

/// Whom one search found, and where.
struct CustomerSearchResult {
    bool in_customer_engagement = false;  ///< else in the store
    bool is_cut_short = false;            ///< the store has more than are shown
    std::vector<FoundCustomer> customers;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("found_in", found_in(in_customer_engagement));
        visit("cut_short", is_cut_short);
        visit("customers", customers);
    }
};

/// A customer whole, and where it was read.
struct ShownCustomer {
    bool in_customer_engagement = false;
    bool in_store = false;
    SoldToCustomer customer;
    std::vector<std::string> remarks;
};

/// Which customer: by its number in OA or by its ID in Customer Engagement.
struct CustomerIdentity {
    std::int64_t customer_number = 0;
    std::string relate_id;
};

/// What became of a Ghost's or a merged customer's number, as a sentence; nothing for any other.
std::optional<std::string> said_of_gone_customer(Database& database, int company,
                                                 std::int64_t customer_number);

/// The customer lookups of OA's screens: Customer Engagement is asked first, the store when it has none
/// (Customer Engagement Integration, Notes on Searching for a Customer on Order Administration Screens). Only
/// reads. A request that was not answered is tried again as the options say.
class CustomerDesk {
  public:
    /// Error kConfiguration unless ORCE Customer Integration (L37) is INTERACT, or when a setting is missing.
    CustomerDesk(Database& database, int company, const ConnectionOptions& options, Log& log);

    /// Error kUsage without criteria; kUnavailable "Maximum search results exceeded, please refine your
    /// search" as Customer Engagement says it.
    CustomerSearchResult search(const CustomerCriteria& criteria);

    /// Error kNoInput when neither Customer Engagement nor the store has the customer.
    ShownCustomer show(const CustomerIdentity& identity);

    /// The customer's record, by its ID or else by the alternate key of its number; nothing when Customer
    /// Engagement has none.
    std::optional<customer::Record> retrieve(const CustomerIdentity& identity);

    const CustomerRules& rules() const { return rules_; }

  private:
    template <typename Value>
    Value wait_for(const std::function<Task<Value>()>& request);
    std::vector<customer::Record> search_engagement(const CustomerCriteria& criteria);
    CustomerSearchResult search_store(const CustomerCriteria& criteria);
    FoundCustomer found(const customer::Record& record) const;

    Database& database_;
    int company_;
    RetryPolicy retry_;
    Log& log_;
    CustomerRules rules_;
    HttpConnections connections_;
    CustomerServices services_;
};

}  // namespace oa
