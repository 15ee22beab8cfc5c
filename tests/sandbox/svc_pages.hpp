#pragma once

#include <nlohmann/json_fwd.hpp>

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds the sandbox's own page `/sandbox/cards`, where stored value cards are made known, declined or not,
/// and seen with masked numbers.
void add_svc_pages(Router& router, Sandbox& sandbox);

/// What has come of the requests to Stored Value Card Transaction Services, and of the cards.
nlohmann::json describe_svc_services(const Sandbox& sandbox);

}  // namespace oa::sandbox
