#include "customer/search_rows.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

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

std::vector<Condition> conditions_of(const CustomerCriteria& criteria) {
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
        add("EXISTS (SELECT 1 FROM customer_sold_to_phone p WHERE p.company = c.company"
            " AND p.customer_number = c.customer_number AND REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE("
            "p.phone_number, '-', ''), ' ', ''), '(', ''), ')', ''), '.', ''), '+', '') = ?)",
            {criteria.phone_number});
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
    const std::vector<Condition> conditions = conditions_of(criteria);
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
