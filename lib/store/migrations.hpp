#pragma once

#include <string_view>
#include <vector>

namespace oa {

/// One numbered SQL file of schemas/store, compiled in. Its place in the list, from 1, is the schema version
/// that it makes.
struct Migration {
    std::string_view name;
    std::string_view sql;
};

extern const std::vector<Migration> kMigrations;

}  // namespace oa
