#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds File Services, which hands out pre-authenticated requests, and the object storage they lead to.
void add_file_service_routes(Router& router, Sandbox& sandbox);

}  // namespace oa::sandbox
