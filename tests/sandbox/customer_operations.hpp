#pragma once

#include <span>

#include "soap_service.hpp"

namespace oa::sandbox {

/// What Customer Services can do.
std::span<const SoapOperation> customer_operations();

}  // namespace oa::sandbox
