#include "customer_services.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "customer_operations.hpp"
#include "customer_request.hpp"
#include "soap_service.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

/// The numbers in order administration of the customer that a request sends.
std::vector<std::string> numbers_in(const SoapRequest& soap, const std::string& key_type) {
    std::vector<std::string> numbers;
    const auto* data = child_named(soap.operation(), "customerData");
    if (data == nullptr || soap.name() != "addOrUpdateCustomer") return numbers;
    for (const auto& key : read_alternate_keys(*data, "AlternateKey")) {
        if (key.type == key_type) numbers.push_back(key.id);
    }
    return numbers;
}

bool strikes(const Sandbox& sandbox, const Fault& fault, const SoapRequest& soap) {
    if (fault.customer.empty()) return true;
    const auto numbers = numbers_in(soap, sandbox.options.alternate_key_type);
    return std::find(numbers.begin(), numbers.end(), fault.customer) != numbers.end();
}

}  // namespace

void add_customer_services_routes(Router& router, Sandbox& sandbox) {
    SoapServiceDefinition service{};
    service.kind = "customer";
    service.name_space = "customer";
    service.schema_version = "v2_3";
    service.paths = {"/CustomerServicesApiService", "/CustomerServices"};
    service.operations = customer_operations();
    service.tally = [](Sandbox& all) -> ServiceTally& { return all.tally; };
    service.shown = [](const std::string& text) { return text; };
    service.strikes = strikes;
    add_soap_routes(router, sandbox, service);
}

}  // namespace oa::sandbox
