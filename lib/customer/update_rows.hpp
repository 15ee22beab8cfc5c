#pragma once

#include <string>

#include "base/date.hpp"
#include "customer/sold_to_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What the tables say of an address (Customer Engagement Integration, Customer Data Mapping: State, Postal
/// code, Country). Nothing is wrong with what the company has no rows for: states of the country, or its
/// SCFs.
bool is_known_country(Database& database, int company, const std::string& country);
bool is_known_state(Database& database, int company, const std::string& country, const std::string& state);
bool is_known_scf(Database& database, int company, const std::string& country,
                  const std::string& postal_code);

/// The valid profile data with this description, under the profile with that one (Setting Up Customer
/// Profiles); nothing when there is none.
struct ProfileCode {
    std::string profile, profile_data;
};
std::optional<ProfileCode> profile_code(Database& database, int company, const CustomerProfile& described);

/// What only a new customer gets.
struct NewCustomerDefaults {
    std::string customer_class;  ///< D63
    std::string delivery_code;   ///< D13
};

/// Within a write transaction of the caller: a customer number that was never given. Error kInputData when
/// there is none.
std::int64_t next_customer_number(Database& database, int company);

/// Within a write transaction of the caller, who keeps what follows from name and address (AddressChanges):
/// stores a customer, with its extended, phone, email and profile rows; a new one with `defaults`. A blank
/// phone number leaves the one that is there ("deleting phone numbers in Customer Engagement does not delete
/// the phone numbers in Order Administration"). Rent, Do not fax and the user who entered the customer are
/// left as they are.
void store_customer(Database& database, int company, const SoldToCustomer& customer, bool is_new,
                    const NewCustomerDefaults& defaults, Date today);

}  // namespace oa
