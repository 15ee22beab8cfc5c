#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "faults.hpp"

namespace oa::sandbox {

/// Reads an order for a fault such as `{"where": "put", "what": "status", "status": 503, "times": 2}`; throws
/// std::invalid_argument with the reason when it cannot be met.
Fault fault_from_json(const nlohmann::json& order);

/// Reads an order of the form `WHERE:WHAT[=VALUE][:TIMES]`, e.g. `put:status=503:2` or `par:slow=1.5`.
Fault fault_from_text(std::string_view order);

/// The fault as an order that would ask for it again.
nlohmann::json fault_to_json(const Fault& fault);

}  // namespace oa::sandbox
