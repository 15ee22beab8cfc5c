#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// One column of a table, as the schema declares it.
struct TableColumn {
    enum class Type { kInteger, kMoney, kDate, kTimestamp, kText };

    std::string name;
    Type type = Type::kText;
    std::size_t max_length = 0;  ///< of VARCHAR(n), in characters; 0 for no limit
    bool not_null = false;
    bool has_default = false;
    bool in_key = false;
};

/// The columns of a table in their order; none when there is no such table.
std::vector<TableColumn> table_columns(Database& database, const std::string& table);

/// A foreign key of a table: its columns, and those of the table that they refer to.
struct ForeignKey {
    std::string parent;
    std::vector<std::string> columns, parent_columns;
};

/// The foreign keys of a table, as the schema declares them.
std::vector<ForeignKey> foreign_keys(Database& database, const std::string& table);

}  // namespace oa
