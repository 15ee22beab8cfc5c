#include "store/setting_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace oa {

namespace {

/// The table whose rows a system control value names, and how people call it.
struct NamedRows {
    std::string_view code, table, column, title;
};

constexpr std::array kNamedRows = {
    NamedRows{"A55", "currency", "currency_code", "the Currency table (WCUR) has no currency"},
    NamedRows{"I26", "authorization_service", "service_code",
              "the Authorization Service table has no service"},
    NamedRows{"L39", "item", "item", "the Item table has no item"},
};

const NamedRows* rows_named_by(std::string_view code) {
    const auto* rows = std::find_if(kNamedRows.begin(), kNamedRows.end(),
                                    [code](const NamedRows& each) { return each.code == code; });
    return rows == kNamedRows.end() ? nullptr : rows;
}

}  // namespace

std::optional<std::string> missing_row(Database& database, int company, std::string_view code,
                                       std::string_view value) {
    const NamedRows* rows = rows_named_by(code);
    if (rows == nullptr || value.empty()) return std::nullopt;
    const std::string sql =
        fmt::format("SELECT COUNT(*) FROM {} WHERE company = ? AND {} = ?", rows->table, rows->column);
    if (database.scalar(sql, company, value) > 0) return std::nullopt;
    return fmt::format("{} '{}'", rows->title, value);
}

std::optional<std::string> missing_among_rows(Database& database, int company, std::string_view code,
                                              std::string_view value) {
    auto problem = missing_row(database, company, code, value);
    if (!problem) return std::nullopt;
    const std::string sql =
        fmt::format("SELECT COUNT(*) FROM {} WHERE company = ?", rows_named_by(code)->table);
    if (database.scalar(sql, company) == 0) return std::nullopt;
    return problem;
}

}  // namespace oa
