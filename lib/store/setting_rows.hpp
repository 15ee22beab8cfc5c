#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// Some system control values name a row of another table: A55 a currency, I26 an authorization service, L39
/// an item. A sentence about the row that the company does not have; nothing when it is there, the value is
/// blank, or the code is that of a setting which names no row.
std::optional<std::string> missing_row(Database& database, int company, std::string_view code,
                                       std::string_view value);

/// As missing_row, but nothing as long as the company has no row at all in that table: a store that is being
/// set up gets its settings before its rows.
std::optional<std::string> missing_among_rows(Database& database, int company, std::string_view code,
                                              std::string_view value);

}  // namespace oa
