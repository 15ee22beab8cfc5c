#pragma once

#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// True when the user has been given authority to the secured feature (`J06`). Who was not given it has none.
bool has_authority(Database& database, int company, std::string_view user_id,
                   std::string_view secured_feature);

}  // namespace oa
