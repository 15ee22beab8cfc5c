#pragma once

#include <nlohmann/json_fwd.hpp>

#include "crm_customer.hpp"

namespace oa::sandbox {

/// Reads a customer as the sandbox's own pages show it; throws std::invalid_argument with the reason when it
/// cannot be taken.
CrmCustomer crm_customer_from_json(const nlohmann::json& shown);

/// The customer as the sandbox's own pages show it.
nlohmann::json crm_customer_to_json(const CrmCustomer& customer);

}  // namespace oa::sandbox
