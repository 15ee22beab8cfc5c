#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds Customer Services, which take SOAP requests about customers.
void add_customer_services_routes(Router& router, Sandbox& sandbox);

}  // namespace oa::sandbox
