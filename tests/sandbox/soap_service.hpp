#pragma once

#include <span>
#include <string>
#include <vector>

#include "http.hpp"
#include "sandbox.hpp"
#include "soap.hpp"

namespace oa::sandbox {

/// An operation of a SOAP service.
struct SoapOperation {
    const char* name;
    const char* kind;  ///< where faults are ordered for it

    /// Does it, and says what stands inside the response element; throws a RelateFault when it is refused.
    std::string (*perform)(Sandbox& sandbox, const xmlNode& operation);
};

/// What tells one SOAP service of Customer Engagement from another.
struct SoapServiceDefinition {
    const char* kind;  ///< where faults are ordered for any of its operations
    const char* name_space;
    const char* schema_version;
    std::vector<const char*> paths;  ///< how the addresses of its requests end
    std::span<const SoapOperation> operations;
    ServiceTally& (*tally)(Sandbox& sandbox);
    /// What may be kept and said of a request.
    std::string (*shown)(const std::string& text);
    /// True when a fault ordered for the operation strikes this request; null when each does.
    bool (*strikes)(const Sandbox& sandbox, const Fault& fault, const SoapRequest& soap);
};

/// Adds a SOAP service.
void add_soap_routes(Router& router, Sandbox& sandbox, const SoapServiceDefinition& service);

}  // namespace oa::sandbox
