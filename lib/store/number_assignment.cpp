#include "store/number_assignment.hpp"

#include <fmt/format.h>

namespace oa {

std::int64_t assign_number(Database& database, int company, std::string_view number_type,
                           std::string_view table, std::string_view column) {
    const std::int64_t number = database.scalar(
        fmt::format(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM (SELECT MAX({}) AS number FROM {} WHERE company "
            "= ?1 UNION ALL SELECT last_number FROM number_assignment WHERE company = ?1 AND "
            "number_type = ?2) AS given",
            column, table),
        company, number_type);
    database
        .prepare(
            "INSERT INTO number_assignment (company, number_type, last_number) VALUES (?, ?, ?) ON CONFLICT "
            "(company, number_type) DO UPDATE SET last_number = excluded.last_number")
        .run(company, number_type, number);
    return number;
}

}  // namespace oa
