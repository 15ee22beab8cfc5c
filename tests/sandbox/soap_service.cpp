#include "soap_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "oauth.hpp"
#include "text.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

/// What a request is kept and counted as whose operation is not known.
constexpr const char* kUnknown = "unknown";

bool is_authorized(const Sandbox& sandbox, const Request& request) {
    if (bearer_client(sandbox, request)) return true;
    const auto encoded = credentials(request, "Basic");
    const auto decoded = encoded ? decode_base64(*encoded) : std::nullopt;
    return decoded == sandbox.options.basic_user + ':' + sandbox.options.basic_password;
}

Answer refuse_client() {
    auto answer =
        json_answer(401, {{"status", 401}, {"message", "HTTP Basic or an access token is required."}});
    answer.headers.emplace_back("WWW-Authenticate", "Basic realm=\"orce\"");
    return answer;
}

/// Throws a ClientFault unless the request is one for a SOAP service.
void check_transport(const Request& request, const std::string& version) {
    const auto type = request.header("content-type").value_or("");
    if (!equal_ignoring_case(trim(type.substr(0, type.find(';'))), "text/xml")) {
        throw ClientFault("The Content-Type of SOAP 1.1 is text/xml.");
    }
    if (!request.header("soapaction")) throw ClientFault("The SOAPAction header is required.");
    if (request.query.contains("wsdl")) throw ClientFault("Calls go to the address without ?wsdl.");
    if (version.empty()) throw ClientFault("The path names no version.");
}

/// What requests for an operation are counted and kept as.
std::string name_of(const SoapOperation* operation) {
    return operation == nullptr ? kUnknown : operation->name;
}

void check_security_user(const Options& options, const SoapRequest& soap) {
    if (text_at(soap.operation(), {"securityUserId"}) != options.security_user) {
        throw RelateFault("INVALID_SECURITY_USER", "The security user is not known.");
    }
}

std::optional<Fault> take_fault(Sandbox& sandbox, const SoapServiceDefinition& service,
                                const SoapOperation& operation, const SoapRequest& soap) {
    return sandbox.faults.take([&](const Fault& fault) {
        if (fault.where != service.kind && fault.where != operation.kind) return false;
        return service.strikes == nullptr || service.strikes(sandbox, fault, soap);
    });
}

Answer refuse(ServiceTally& tally, const RelateFault& fault, const SoapSpace& space) {
    tally.count(&ServiceCounts::faults);
    return soap_fault(fault, space);
}

/// A request on its way through a service.
struct Call {
    Sandbox& sandbox;
    const SoapServiceDefinition& service;
    const SoapOperation* operation;
    SoapSpace space;

    ServiceTally& tally() const { return service.tally(sandbox); }
};

/// A refusal is an answer too, that an ordered fault can spoil.
Answer perform(const Call& call, const SoapRequest& soap) try {
    return soap_answer(call.space, call.operation->name,
                       call.operation->perform(call.sandbox, soap.operation()));
} catch (const RelateFault& fault) {
    return refuse(call.tally(), fault, call.space);
}

Answer perform_with_faults(const Call& call, const SoapRequest& soap) {
    const auto fault = take_fault(call.sandbox, call.service, *call.operation, soap);
    if (!fault) return perform(call, soap);
    if (fault->what == FaultKind::kRelate) throw RelateFault(fault->code, fault->message);
    if (fault->what == FaultKind::kDeep) return deep_soap_answer(call.space, call.operation->name);
    if (auto answer = answer_instead(*fault)) return *std::move(answer);
    auto answer = perform(call, soap);
    if (fault->what == FaultKind::kHuge) pad(answer, fault->bytes);
    spoil(*fault, answer);
    return answer;
}

/// A request that was read, or what kept it from being read.
struct Reading {
    std::optional<SoapRequest> soap;
    std::string failure;
};

Reading read(const std::string& body) try {
    return {SoapRequest(body), {}};
} catch (const ClientFault& fault) {
    return {std::nullopt, fault.what()};
}

Answer answer_to(const Call& call, const Request& request, Reading& reading) {
    try {
        check_transport(request, call.space.version);
        if (!reading.soap) throw ClientFault(reading.failure);
        if (call.operation == nullptr) {
            throw ClientFault("There is no operation " + reading.soap->name() + ".");
        }
        reading.soap->check(call.space, call.sandbox.schemas.find(kEnvelopeRoot));
        check_security_user(call.sandbox.options, *reading.soap);
        return perform_with_faults(call, *reading.soap);
    } catch (const ClientFault& fault) {
        const ClientFault shown(call.service.shown(fault.what()));
        call.tally().count_invalid(name_of(call.operation) + ": " + shown.what());
        call.tally().count(&ServiceCounts::faults);
        return soap_fault(shown);
    } catch (const RelateFault& fault) {
        return refuse(call.tally(), fault, call.space);
    }
}

const SoapOperation* find_operation(const SoapServiceDefinition& service, const std::string& name) {
    const auto found = std::find_if(service.operations.begin(), service.operations.end(),
                                    [&](const SoapOperation& operation) { return name == operation.name; });
    return found == service.operations.end() ? nullptr : &*found;
}

Answer serve(Sandbox& sandbox, const SoapServiceDefinition& service, Request& request) {
    const auto body = request.text();
    const auto number = sandbox.kept_requests.arrive();
    auto reading = read(body);
    const auto* operation = reading.soap ? find_operation(service, reading.soap->name()) : nullptr;
    const Call call{sandbox, service, operation,
                    SoapSpace{service.name_space, version_in(request.path), service.schema_version}};
    sandbox.kept_requests.keep(number, name_of(operation), service.shown(body));
    call.tally().count_request(name_of(operation));
    if (operation != nullptr) request.kind = operation->kind;
    if (!is_authorized(sandbox, request)) return refuse_client();
    return answer_to(call, request, reading);
}

}  // namespace

void add_soap_routes(Router& router, Sandbox& sandbox, const SoapServiceDefinition& service) {
    for (const auto* path : service.paths) {
        router.add({"POST", Route::Match::kSuffix, path, service.kind,
                    [&sandbox, service](Request& request) { return serve(sandbox, service, request); },
                    true});
    }
}

}  // namespace oa::sandbox
