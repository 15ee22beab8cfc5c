#include "store/table_column.hpp"

#include <fmt/format.h>

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

/// The statement form of a pragma: its table-valued function would count as a change of the store in a dry
/// run.
Statement prepare_pragma(Database& database, std::string_view pragma, std::string_view table) {
    std::string name;
    for (const char character : table) name.append(character == '"' ? 2 : 1, character);
    return database.prepare(fmt::format("PRAGMA {}(\"{}\")", pragma, name));
}

}  // namespace

std::vector<TableColumn> table_columns(Database& database, const std::string& table) {
    Statement query = prepare_pragma(database, "table_info", table);
    std::vector<TableColumn> columns;
    while (query.step()) {
        const std::string declared = query.string(2);
        columns.push_back({query.string(1), column_type(declared), max_length(declared),
                           query.integer(3) != 0, !query.is_null(4), query.integer(5) != 0});
    }
    return columns;
}

std::vector<ForeignKey> foreign_keys(Database& database, const std::string& table) {
    Statement query = prepare_pragma(database, "foreign_key_list", table);
    std::vector<ForeignKey> keys;
    std::int64_t last = -1;
    while (query.step()) {
        if (query.integer(0) != last) keys.push_back({query.string(2), {}, {}});
        last = query.integer(0);
        keys.back().columns.push_back(query.string(3));
        keys.back().parent_columns.push_back(query.string(4));
    }
    return keys;
}

}  // namespace oa
