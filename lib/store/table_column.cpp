#include "store/table_column.hpp"

#include <charconv>
#include <string_view>

namespace oa {

namespace {

using Type = TableColumn::Type;

Type column_type(std::string_view declared) {
    if (declared == "INTEGER" || declared == "BIGINT") return Type::kInteger;
    if (declared == "money_int") return Type::kMoney;
    if (declared == "DATE") return Type::kDate;
    if (declared == "TIMESTAMP") return Type::kTimestamp;
    return Type::kText;
}

std::size_t max_length(std::string_view declared) {
    const std::size_t open = declared.find('(');
    if (open == std::string_view::npos) return 0;
    std::size_t length = 0;
    std::from_chars(declared.data() + open + 1, declared.data() + declared.size(), length);
    return length;
}

}  // namespace

std::vector<TableColumn> table_columns(Database& database, const std::string& table) {
    Statement query = database.prepare(
        "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(?)");
    query.bind(table);
    std::vector<TableColumn> columns;
    while (query.step()) {
        const std::string declared = query.string(1);
        columns.push_back({query.string(0), column_type(declared), max_length(declared),
                           query.integer(2) != 0, query.integer(3) != 0, query.integer(4) != 0});
    }
    return columns;
}

}  // namespace oa
