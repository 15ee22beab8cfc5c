#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// Within a write transaction: a ready row of IL Outbound Trigger (Work with Outbound Interface Transactions)
/// of capture type A; answers its number.
std::int64_t add_outbound_trigger(Database& database, int company, std::string_view file_code,
                                  std::string_view trigger_key, std::string_view created_at);

/// The last trigger of that file code with this key; nothing when there is none.
std::optional<std::int64_t> outbound_trigger(Database& database, int company, std::string_view file_code,
                                             std::string_view trigger_key);

}  // namespace oa
