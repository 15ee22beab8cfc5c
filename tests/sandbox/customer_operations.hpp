#pragma once

#include <string>

#include "sandbox.hpp"
#include "soap.hpp"

namespace oa::sandbox {

/// An operation of Customer Services.
struct CustomerOperation {
    const char* name;
    const char* kind;  ///< where faults are ordered for it

    /// Does it, and says what stands inside the response element; throws a RelateFault when it is refused.
    std::string (*perform)(Sandbox& sandbox, const xmlNode& operation);
};

/// The operation with this name; null when there is none.
const CustomerOperation* find_customer_operation(const std::string& name);

}  // namespace oa::sandbox
