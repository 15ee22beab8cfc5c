#include "customer/sold_to_rows.hpp"

#include <fmt/format.h>

namespace oa {

namespace {

// As they stand, these let a partial index serve the pass: customer_sold_to_to_convert and
// customer_sold_to_to_synchronize.
constexpr std::string_view kToConvert = "c.relate_id = '' AND c.ghost <> 'Y'";
constexpr std::string_view kToSynchronize = "c.synchronize_with_remote_db = 'Y' AND c.ghost <> 'Y'";

constexpr std::string_view kCustomers = R"(
SELECT c.customer_number, c.relate_id, c.e_commerce_id, c.prefix, c.first_name, c.middle_initial, c.last_name, c.suffix,
       c.company_name, c.street, COALESCE(x.address_line_2, ''), COALESCE(x.address_line_3, ''),
       COALESCE(x.address_line_4, ''), c.apartment, c.city, c.state, c.postal_code, c.country,
       COALESCE(d.phone_number, ''), COALESCE(e.phone_number, ''), COALESCE(f.phone_number, ''),
       CASE WHEN c.email_address <> '' THEN c.email_address ELSE COALESCE(m.email_address, '') END,
       COALESCE(m.format, ''), CASE WHEN c.opt_in_out <> '' THEN c.opt_in_out ELSE COALESCE(m.opt_in_out, '') END,
       c.mail, c.rent, c.do_not_fax, c.birth_month, c.birth_date, c.entered_by, c.changed_by
FROM customer_sold_to c
LEFT JOIN customer_sold_to_extended x ON x.company = c.company AND x.customer_number = c.customer_number
LEFT JOIN customer_sold_to_phone d
       ON d.company = c.company AND d.customer_number = c.customer_number AND d.phone_type = 'D'
LEFT JOIN customer_sold_to_phone e
       ON e.company = c.company AND e.customer_number = c.customer_number AND e.phone_type = 'E'
LEFT JOIN customer_sold_to_phone f
       ON f.company = c.company AND f.customer_number = c.customer_number AND f.phone_type = 'F'
LEFT JOIN customer_sold_to_email m ON m.company = c.company AND m.customer_number = c.customer_number
      AND m.email_address = (SELECT p.email_address FROM customer_sold_to_email p
                             WHERE p.company = c.company AND p.customer_number = c.customer_number
                               AND (LOWER(p.email_address) = LOWER(c.email_address) OR (c.email_address = '' AND p.primary_email = 'Y'))
                             ORDER BY p.email_address LIMIT 1)
)";

constexpr std::string_view kProfiles = R"(
SELECT p.description, d.description
FROM customer_profile c
JOIN profile p ON p.company = c.company AND p.profile = c.profile
JOIN profile_data d ON d.company = c.company AND d.profile = c.profile AND d.profile_data = c.profile_data
WHERE c.company = ? AND c.customer_number = ?
ORDER BY c.profile)";

// In the order of kCustomers.
constexpr CustomerField kFields[] = {{"relate_id", &SoldToCustomer::relate_id},
                                     {"e_commerce_id", &SoldToCustomer::e_commerce_id},
                                     {"prefix", &SoldToCustomer::prefix},
                                     {"first_name", &SoldToCustomer::first_name},
                                     {"middle_initial", &SoldToCustomer::middle_initial},
                                     {"last_name", &SoldToCustomer::last_name},
                                     {"suffix", &SoldToCustomer::suffix},
                                     {"company_name", &SoldToCustomer::company_name},
                                     {"street", &SoldToCustomer::street},
                                     {"address_line_2", &SoldToCustomer::address_line_2},
                                     {"address_line_3", &SoldToCustomer::address_line_3},
                                     {"address_line_4", &SoldToCustomer::address_line_4},
                                     {"apartment", &SoldToCustomer::apartment},
                                     {"city", &SoldToCustomer::city},
                                     {"state", &SoldToCustomer::state},
                                     {"postal_code", &SoldToCustomer::postal_code},
                                     {"country", &SoldToCustomer::country},
                                     {"day_phone", &SoldToCustomer::day_phone},
                                     {"evening_phone", &SoldToCustomer::evening_phone},
                                     {"fax_or_mobile_phone", &SoldToCustomer::fax_or_mobile_phone},
                                     {"email_address", &SoldToCustomer::email_address},
                                     {"email_format", &SoldToCustomer::email_format},
                                     {"opt_in_out", &SoldToCustomer::opt_in_out},
                                     {"mail", &SoldToCustomer::mail},
                                     {"rent", &SoldToCustomer::rent},
                                     {"do_not_fax", &SoldToCustomer::do_not_fax}};

void read_customer(const Statement& row, SoldToCustomer& customer) {
    customer.customer_number = row.integer(0);
    int column = 1;
    for (const CustomerField& field : kFields) customer.*field.value = row.text(column++);
    customer.birth_month = static_cast<int>(row.integer(column++));
    customer.birth_date = static_cast<int>(row.integer(column++));
    customer.entered_by = row.text(column++);
    customer.changed_by = row.text(column);
}

/// `profiles` is prepared from kProfiles.
void read_profiles(Statement& profiles, int company, SoldToCustomer& customer) {
    customer.profiles.clear();
    profiles.bind(company, customer.customer_number);
    while (profiles.step()) customer.profiles.push_back({profiles.string(0), profiles.string(1)});
}

std::string_view condition_of(CustomerSelection selection) {
    switch (selection) {
        case CustomerSelection::kToConvert: return kToConvert;
        case CustomerSelection::kToSynchronize: return kToSynchronize;
        case CustomerSelection::kAll: break;
    }
    return "c.ghost <> 'Y'";
}

}  // namespace

std::span<const CustomerField> customer_fields() {
    return kFields;
}

CustomerFeed::CustomerFeed(Database& database, int company, CustomerSelection selection)
    : company_(company),
      count_(database.prepare(fmt::format(
          "SELECT COUNT(*) FROM customer_sold_to c WHERE c.company = ? AND c.customer_number > ? AND {}",
          condition_of(selection)))),
      customers_(database.prepare(fmt::format(
          "{} WHERE c.company = ? AND c.customer_number > ? AND {} ORDER BY c.customer_number LIMIT ?",
          kCustomers, condition_of(selection)))),
      profiles_(database.prepare(kProfiles)) {}

std::int64_t CustomerFeed::count_after(std::int64_t customer_number) {
    count_.bind(company_, customer_number);
    count_.step();
    const std::int64_t count = count_.integer(0);
    count_.reset();
    return count;
}

void CustomerFeed::start_after(std::int64_t customer_number, std::int64_t limit) {
    customers_.bind(company_, customer_number, limit > 0 ? limit : INT64_MAX);
}

bool CustomerFeed::next(SoldToCustomer& customer) {
    if (!customers_.step()) return false;
    read_customer(customers_, customer);
    read_profiles(profiles_, company_, customer);
    return true;
}

CustomerReader::CustomerReader(Database& database, int company)
    : company_(company),
      customer_(
          database.prepare(fmt::format("{} WHERE c.company = ? AND c.customer_number = ?", kCustomers))),
      profiles_(database.prepare(kProfiles)) {}

bool CustomerReader::read(std::int64_t customer_number, SoldToCustomer& customer) {
    customer_.bind(company_, customer_number);
    if (!customer_.step()) return false;
    read_customer(customer_, customer);
    customer_.reset();
    read_profiles(profiles_, company_, customer);
    return true;
}

}  // namespace oa
