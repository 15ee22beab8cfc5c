#pragma once

#include <nlohmann/json_fwd.hpp>

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds the sandbox's own pages under `/sandbox/crm`, where the customers of Customer Services are made and
/// seen.
void add_crm_pages(Router& router, Sandbox& sandbox);

/// What has come of the requests to Customer Services, and how many customers there are.
nlohmann::json describe_customer_services(const Sandbox& sandbox);

}  // namespace oa::sandbox
