#include "store/customer.hpp"

namespace oa {

namespace {

// The last two conditions, as they stand, let the partial index customer_sold_to_to_convert serve the pass.
constexpr std::string_view kToConvert =
    " FROM customer_sold_to c WHERE c.company = ? AND c.customer_number > ? AND c.relate_id = '' AND c.ghost "
    "<> 'Y'";

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
WHERE c.company = ? AND c.customer_number > ? AND c.relate_id = '' AND c.ghost <> 'Y'
ORDER BY c.customer_number
LIMIT ?)";

constexpr std::string_view kProfiles = R"(
SELECT p.description, d.description
FROM customer_profile c
JOIN profile p ON p.company = c.company AND p.profile = c.profile
JOIN profile_data d ON d.company = c.company AND d.profile = c.profile AND d.profile_data = c.profile_data
WHERE c.company = ? AND c.customer_number = ?
ORDER BY c.profile)";

void read_customer(const Statement& row, SoldToCustomer& customer) {
    customer.customer_number = row.integer(0);
    int column = 1;
    for (std::string* field : {&customer.relate_id,      &customer.e_commerce_id,
                               &customer.prefix,         &customer.first_name,
                               &customer.middle_initial, &customer.last_name,
                               &customer.suffix,         &customer.company_name,
                               &customer.street,         &customer.address_line_2,
                               &customer.address_line_3, &customer.address_line_4,
                               &customer.apartment,      &customer.city,
                               &customer.state,          &customer.postal_code,
                               &customer.country,        &customer.day_phone,
                               &customer.evening_phone,  &customer.fax_or_mobile_phone,
                               &customer.email_address,  &customer.email_format,
                               &customer.opt_in_out,     &customer.mail,
                               &customer.rent,           &customer.do_not_fax}) {
        *field = row.text(column++);
    }
    customer.birth_month = static_cast<int>(row.integer(column++));
    customer.birth_date = static_cast<int>(row.integer(column++));
    customer.entered_by = row.text(column++);
    customer.changed_by = row.text(column);
}

}  // namespace

CustomerConversionFeed::CustomerConversionFeed(Database& database, int company)
    : database_(database),
      company_(company),
      customers_(database.prepare(kCustomers)),
      profiles_(database.prepare(kProfiles)) {}

std::int64_t CustomerConversionFeed::count_after(std::int64_t customer_number) {
    return database_.scalar(std::string("SELECT COUNT(*)").append(kToConvert), company_, customer_number);
}

void CustomerConversionFeed::start_after(std::int64_t customer_number, std::int64_t limit) {
    customers_.bind(company_, customer_number, limit > 0 ? limit : INT64_MAX);
}

bool CustomerConversionFeed::next(SoldToCustomer& customer) {
    if (!customers_.step()) return false;
    read_customer(customers_, customer);
    read_profiles(customer);
    return true;
}

void CustomerConversionFeed::read_profiles(SoldToCustomer& customer) {
    customer.profiles.clear();
    profiles_.bind(company_, customer.customer_number);
    while (profiles_.step()) customer.profiles.push_back({profiles_.string(0), profiles_.string(1)});
}

}  // namespace oa
