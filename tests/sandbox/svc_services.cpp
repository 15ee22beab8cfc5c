#include "svc_services.hpp"

#include "soap_service.hpp"
#include "svc_operations.hpp"

namespace oa::sandbox {

void add_svc_services_routes(Router& router, Sandbox& sandbox) {
    SoapServiceDefinition service{};
    service.kind = "svc";
    service.name_space = "svc";
    service.schema_version = "v3_1";
    service.paths = {"/SvcTransactionServicesApiService", "/SvcTransactionServices"};
    service.operations = svc_operations();
    service.tally = [](Sandbox& all) -> ServiceTally& { return all.svc_tally; };
    service.shown = with_cards_masked;
    add_soap_routes(router, sandbox, service);
}

}  // namespace oa::sandbox
