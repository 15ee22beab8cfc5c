#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http.hpp"
#include "sandbox.hpp"

namespace oa::sandbox {

/// Adds the token endpoint of the identity service.
void add_oauth_routes(Router& router, Sandbox& sandbox);

/// What follows the scheme in the Authorization header; none when the scheme is another.
std::optional<std::string> credentials(const Request& request, std::string_view scheme);

/// The client whose access token a request carries; none when it carries none that is good.
std::optional<std::string> bearer_client(const Sandbox& sandbox, const Request& request);

}  // namespace oa::sandbox
