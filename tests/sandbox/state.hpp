#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds the sandbox's own pages under `/sandbox/`: what arrived, and the ordering of faults.
void add_state_routes(Router& router, Sandbox& sandbox);

}  // namespace oa::sandbox
