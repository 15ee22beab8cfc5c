#pragma once

#include <span>

#include "soap_service.hpp"

namespace oa::sandbox {

/// What Stored Value Card Transaction Services can do.
std::span<const SoapOperation> svc_operations();

}  // namespace oa::sandbox
