#include "customer/search_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "customer/phone_number.hpp"

namespace oa {

namespace {

/// The range of texts that begin with `start`: an index serves it, which LIKE's folding of case prevents.
std::string end_of_range(const std::string& start) {
    return start + "\xF4\x8F\xBF\xBF";
}

/// One criterion: its condition and the values of the condition's parameters.
struct Condition {
    std::string sql;
    std::vector<std::string> values;
};

/// Whoever has a phone number of these digits, however it is written.
std::vector<std::int64_t> customers_with_phone(Database& database, int company, const std::string& digits) {
    Statement phones = database.prepare(
        "SELECT customer_number, phone_number FROM customer_sold_to_phone WHERE company = ? ORDER BY "
        "customer_number");
    phones.bind(company);
    std::vector<std::int64_t> numbers;
    while (phones.step()) {
        if (digits_of(phones.text(1)) != digits) continue;
        if (numbers.empty() || numbers.back() != phones.integer(0)) numbers.push_back(phones.integer(0));
    }
    return numbers;
}

std::vector<Condition> conditions_of(Database& database, int company, const CustomerCriteria& criteria) {
    std::vector<Condition> conditions;
    const auto add = [&](std::string sql, std::vector<std::string> values) {
        conditions.push_back({std::move(sql), std::move(values)});
    };
    if (criteria.customer_number > 0) {
        add("c.customer_number = CAST(? AS INTEGER)", {std::to_string(criteria.customer_number)});
        return conditions;
    }
    if (!criteria.relate_id.empty()) add("c.relate_id = ? AND c.relate_id <> ''", {criteria.relate_id});
    if (!criteria.email_address.empty()) {
        add("(c.customer_number IN (SELECT m.customer_number FROM customer_sold_to_email m"
            " WHERE m.company = c.company AND LOWER(m.email_address) = LOWER(?))"
            " OR c.email_address <> '' AND LOWER(c.email_address) = LOWER(?))",
            {criteria.email_address, criteria.email_address});
    }
    if (!criteria.phone_number.empty()) {
        const auto numbers = customers_with_phone(database, company, criteria.phone_number);
        add(numbers.empty() ? std::string("1 = 0")
                            : fmt::format("c.customer_number IN ({})", fmt::join(numbers, ", ")),
            {});
    }
    if (!criteria.last_name.empty()) {
        const std::string start = to_upper(criteria.last_name);
        add("c.last_name >= ? AND c.last_name < ?", {start, end_of_range(start)});
    }
    if (!criteria.first_name.empty()) {
        const std::string start = to_upper(criteria.first_name);
        add("c.first_name >= ? AND c.first_name < ?", {start, end_of_range(start)});
    }
    if (!criteria.postal_code.empty()) add("c.postal_code = ?", {to_upper(criteria.postal_code)});
    return conditions;
}

}  // namespace

std::vector<std::int64_t> find_customers(Database& database, int company, const CustomerCriteria& criteria,
                                         int limit) {
    const std::vector<Condition> conditions = conditions_of(database, company, criteria);
    std::string sql =
        "SELECT c.customer_number FROM customer_sold_to c WHERE c.company = ? AND c.ghost <> 'Y'";
    for (const Condition& condition : conditions) sql += " AND " + condition.sql;
    sql += " ORDER BY c.last_name, c.first_name, c.customer_number LIMIT ?";

    Statement query = database.prepare(sql);
    int index = 0;
    query.bind_value(index++, company);
    for (const Condition& condition : conditions) {
        for (const std::string& value : condition.values) query.bind_value(index++, value);
    }
    query.bind_value(index, limit);
    std::vector<std::int64_t> numbers;
    while (query.step()) numbers.push_back(query.integer(0));
    return numbers;
}

bool has_customer(Database& database, int company, std::int64_t customer_number) {
    CustomerCriteria criteria;
    criteria.customer_number = customer_number;
    return !find_customers(database, company, criteria, 1).empty();
}

}  // namespace oa
