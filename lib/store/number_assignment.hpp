#pragma once

#include <cstdint>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// Working with Number Assignment: within a write transaction, the next number of this type, which is greater
/// than all that were given and than all in `column` of `table`.
std::int64_t assign_number(Database& database, int company, std::string_view number_type,
                           std::string_view table, std::string_view column);

}  // namespace oa
