#pragma once

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds the sandbox's pages of customers: the list, one of them, and the query results that give each its ID.
void add_customer_pages(Router& router, Sandbox& sandbox);

}  // namespace oa::sandbox
