#include "customer/update_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLargestCustomerNumber = 999'999'999;

void store_row(Database& database, int company, const SoldToCustomer& customer, Date today) {
    database
        .prepare(
            "UPDATE customer_sold_to SET relate_id = ?, prefix = ?, first_name = ?, middle_initial = ?, "
            "last_name = ?, suffix = ?, company_name = ?, street = ?, apartment = ?, city = ?, state = ?, "
            "postal_code = ?, country = ?, email_address = ?, opt_in_out = ?, mail = ?, birth_month = ?, "
            "birth_date = ?, changed_by = ?, change_date = ? WHERE company = ? AND customer_number = ?")
        .run(customer.relate_id, customer.prefix, customer.first_name, customer.middle_initial,
             customer.last_name, customer.suffix, customer.company_name, customer.street, customer.apartment,
             customer.city, customer.state, customer.postal_code, customer.country, customer.email_address,
             customer.opt_in_out, customer.mail, customer.birth_month, customer.birth_date,
             customer.changed_by, to_string(today), company, customer.customer_number);
}

/// "Stored in the Customer Sold To Extended table": lines 2 to 4.
void store_extended(Database& database, int company, const SoldToCustomer& customer) {
    database
        .prepare(
            "INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2, "
            "address_line_3, "
            "address_line_4) VALUES (?, ?, ?, ?, ?) ON CONFLICT (company, customer_number) DO UPDATE SET "
            "address_line_2 = excluded.address_line_2, address_line_3 = excluded.address_line_3, "
            "address_line_4 = excluded.address_line_4")
        .run(company, customer.customer_number, customer.address_line_2, customer.address_line_3,
             customer.address_line_4);
}

void store_phone(Database& database, int company, const SoldToCustomer& customer, const char* type,
                 const std::string& number) {
    if (number.empty()) return;
    database
        .prepare(
            "INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) "
            "VALUES (?, ?, ?, ?) ON CONFLICT (company, customer_number, phone_type) DO UPDATE SET "
            "phone_number = excluded.phone_number WHERE phone_number <> excluded.phone_number")
        .run(company, customer.customer_number, type, number);
}

/// "The primary email address is stored in both the Customer Sold To table and the Customer Sold To Email
/// table." One that was deleted leaves both.
void store_email(Database& database, int company, const SoldToCustomer& customer) {
    // The same address in other capitals is the same: it takes the new spelling.
    database
        .prepare(
            "DELETE FROM customer_sold_to_email WHERE company = ? AND customer_number = ? "
            "AND email_address <> ? AND (LOWER(email_address) = LOWER(?) OR ? = '' AND primary_email = 'Y')")
        .run(company, customer.customer_number, customer.email_address, customer.email_address,
             customer.email_address);
    database
        .prepare(
            "UPDATE customer_sold_to_email SET primary_email = 'N' "
            "WHERE company = ? AND customer_number = ? AND primary_email = 'Y' AND email_address <> ?")
        .run(company, customer.customer_number, customer.email_address);
    if (customer.email_address.empty()) return;
    database
        .prepare(
            "INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, "
            "format, opt_in_out) VALUES (?, ?, ?, 'Y', ?, ?) "
            "ON CONFLICT (company, customer_number, email_address) DO UPDATE SET primary_email = 'Y', "
            "format = excluded.format, opt_in_out = excluded.opt_in_out")
        .run(company, customer.customer_number, customer.email_address, customer.email_format,
             customer.opt_in_out);
}

void store_profiles(Database& database, int company, const SoldToCustomer& customer) {
    for (const CustomerProfile& described : customer.profiles) {
        const auto code = profile_code(database, company, described);
        if (!code) continue;
        database
            .prepare(
                "INSERT INTO customer_profile (company, customer_number, profile, profile_data) "
                "VALUES (?, ?, ?, ?) ON CONFLICT (company, customer_number, profile) DO UPDATE SET "
                "profile_data = excluded.profile_data")
            .run(company, customer.customer_number, code->profile, code->profile_data);
    }
}

}  // namespace

bool is_known_country(Database& database, int company, const std::string& country) {
    return database.scalar("SELECT COUNT(*) FROM country WHERE company = ? AND country = ?", company,
                           country) > 0;
}

bool is_known_state(Database& database, int company, const std::string& country, const std::string& state) {
    return database.scalar(
               "SELECT COUNT(*) FROM country_state WHERE company = ? AND country = ? AND state = ?", company,
               country, state) > 0 ||
           database.scalar("SELECT COUNT(*) FROM country_state WHERE company = ? AND country = ?", company,
                           country) == 0;
}

bool is_known_scf(Database& database, int company, const std::string& country,
                  const std::string& postal_code) {
    return database.scalar(
               "SELECT COUNT(*) FROM scf WHERE company = ? AND country = ? AND scf = SUBSTR(?, 1, 3)",
               company, country, postal_code) > 0 ||
           database.scalar("SELECT COUNT(*) FROM scf WHERE company = ? AND country = ?", company, country) ==
               0;
}

std::optional<ProfileCode> profile_code(Database& database, int company, const CustomerProfile& described) {
    Statement query = database.prepare(
        "SELECT d.profile, d.profile_data FROM profile p "
        "JOIN profile_data d ON d.company = p.company AND d.profile = p.profile "
        "WHERE p.company = ? AND p.description = ? AND UPPER(d.description) = UPPER(?) "
        "ORDER BY d.profile, d.profile_data");
    query.bind(company, described.profile, described.profile_data);
    if (!query.step()) return std::nullopt;
    return ProfileCode{query.string(0), query.string(1)};
}

std::int64_t next_customer_number(Database& database, int company) {
    const std::int64_t number = database.scalar(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM (SELECT MAX(customer_number) AS number FROM "
        "customer_sold_to "
        "WHERE company = ?1 UNION ALL SELECT last_number FROM number_assignment WHERE company = ?1 AND "
        "number_type = 'SOLD TO') AS given",
        company);
    if (number > kLargestCustomerNumber) {
        throw Error(ExitCode::kInputData,
                    fmt::format("company {} has a customer {}: no customer number is left for a new one",
                                company, kLargestCustomerNumber));
    }
    return number;
}

void store_customer(Database& database, int company, const SoldToCustomer& customer, bool is_new,
                    const NewCustomerDefaults& defaults, Date today) {
    if (is_new) {
        database
            .prepare(
                "INSERT INTO customer_sold_to (company, customer_number, entry_date, entered_by, "
                "customer_class, delivery_code) VALUES (?, ?, ?, ?, ?, ?)")
            .run(company, customer.customer_number, to_string(today), customer.changed_by,
                 defaults.customer_class, defaults.delivery_code);
    }
    store_row(database, company, customer, today);
    store_extended(database, company, customer);
    store_phone(database, company, customer, "D", customer.day_phone);
    store_phone(database, company, customer, "E", customer.evening_phone);
    store_phone(database, company, customer, "F", customer.fax_or_mobile_phone);
    store_email(database, company, customer);
    store_profiles(database, company, customer);
}

}  // namespace oa
