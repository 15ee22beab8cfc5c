#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// What a customer said of himself: the descriptions of a profile and of its data (Customer Profile).
struct CustomerProfile {
    std::string profile;
    std::string profile_data;

    friend bool operator==(const CustomerProfile&, const CustomerProfile&) = default;
};

/// A sold-to customer with what Customer Engagement is told of it: Customer Sold To, Extended, Phone #, Email
/// and Profile rows, as they are stored.
struct SoldToCustomer {
    std::int64_t customer_number = 0;
    std::string relate_id, e_commerce_id;
    std::string prefix, first_name, middle_initial, last_name, suffix, company_name;
    std::string street, address_line_2, address_line_3, address_line_4, apartment;
    std::string city, state, postal_code, country;
    std::string day_phone, evening_phone, fax_or_mobile_phone;
    std::string email_address, email_format, opt_in_out;  ///< of the primary email address
    std::string mail, rent, do_not_fax;
    int birth_month = 0;  ///< 0 when not known
    int birth_date = 0;
    std::string entered_by, changed_by;
    std::vector<CustomerProfile> profiles;

    /// Equal as long as nothing that Customer Engagement is told of has changed.
    friend bool operator==(const SoldToCustomer&, const SoldToCustomer&) = default;
};

/// A text field of a customer, by the name of its column.
struct CustomerField {
    const char* name;
    std::string SoldToCustomer::*value;
};

/// The text fields of a sold-to customer, but the user IDs, in the order of the mapping table.
std::span<const CustomerField> customer_fields();

/// Which sold-to customers a job sends; never a Ghost.
enum class CustomerSelection {
    /// No Relate ID yet (Customer Engagement Integration, Customer Engagement Batch Customer Upload to
    /// Customer Engagement Process).
    kToConvert,
    /// Synchronize with remote DB is Y (Customer Engagement Integration, Synchronizing Customer Information
    /// through a Periodic
    /// Function).
    kToSynchronize,
    /// Every one: whom --flag-all flags.
    kAll,
};

/// The sold-to customers of a selection, in customer number order.
class CustomerFeed {
  public:
    CustomerFeed(Database& database, int company, CustomerSelection selection);

    /// How many come after this customer number.
    std::int64_t count_after(std::int64_t customer_number);

    /// Begins with the first customer after this number, and ends after `limit` of them (0 for no limit).
    void start_after(std::int64_t customer_number, std::int64_t limit);

    /// The next customer, into `customer`, whose room is used again; false at the end. Call within one read
    /// transaction.
    bool next(SoldToCustomer& customer);

  private:
    int company_;
    Statement count_;
    Statement customers_;
    Statement profiles_;
};

/// Reads sold-to customers by their numbers.
class CustomerReader {
  public:
    CustomerReader(Database& database, int company);

    /// False when there is no such customer.
    bool read(std::int64_t customer_number, SoldToCustomer& customer);

  private:
    int company_;
    Statement customer_;
    Statement profiles_;
};

}  // namespace oa
