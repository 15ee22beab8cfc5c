#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds Stored Value Card Transaction Services, which take SOAP requests about cards. Only masked card
/// numbers of their requests are kept or told.
void add_svc_services_routes(Router& router, Sandbox& sandbox);

}  // namespace oa::sandbox
