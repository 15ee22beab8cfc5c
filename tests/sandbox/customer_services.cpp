#include "customer_services.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "customer_operations.hpp"
#include "customer_request.hpp"
#include "oauth.hpp"
#include "soap.hpp"
#include "text.hpp"
#include "xml_reader.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kKind = "customer";
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
std::string name_of(const CustomerOperation* operation) {
    return operation == nullptr ? kUnknown : operation->name;
}

void check_security_user(const Options& options, const SoapRequest& soap) {
    if (text_at(soap.operation(), {"securityUserId"}) != options.security_user) {
        throw RelateFault("INVALID_SECURITY_USER", "The security user is not known.");
    }
}

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

std::optional<Fault> take_fault(Sandbox& sandbox, const CustomerOperation& operation,
                                const SoapRequest& soap) {
    return sandbox.faults.take([&](const Fault& fault) {
        if (fault.where != kKind && fault.where != operation.kind) return false;
        if (fault.customer.empty()) return true;
        const auto numbers = numbers_in(soap, sandbox.options.alternate_key_type);
        return std::find(numbers.begin(), numbers.end(), fault.customer) != numbers.end();
    });
}

Answer refuse(Sandbox& sandbox, const RelateFault& fault, const std::string& version) {
    sandbox.tally.count(&ServiceCounts::faults);
    return soap_fault(fault, version);
}

/// A refusal is an answer too, that an ordered fault can spoil.
Answer perform(Sandbox& sandbox, const CustomerOperation& operation, const SoapRequest& soap,
               const std::string& version) try {
    return soap_answer(version, operation.name, operation.perform(sandbox, soap.operation()));
} catch (const RelateFault& fault) {
    return refuse(sandbox, fault, version);
}

Answer perform_with_faults(Sandbox& sandbox, const CustomerOperation& operation, const SoapRequest& soap,
                           const std::string& version) {
    const auto fault = take_fault(sandbox, operation, soap);
    if (!fault) return perform(sandbox, operation, soap, version);
    if (fault->what == FaultKind::kRelate) throw RelateFault(fault->code, fault->message);
    if (fault->what == FaultKind::kDeep) return deep_soap_answer(version, operation.name);
    if (auto answer = answer_instead(*fault)) return *std::move(answer);
    auto answer = perform(sandbox, operation, soap, version);
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

Answer answer_to(Sandbox& sandbox, const Request& request, Reading& reading,
                 const CustomerOperation* operation) {
    const auto version = version_in(request.path);
    try {
        check_transport(request, version);
        if (!reading.soap) throw ClientFault(reading.failure);
        if (operation == nullptr) throw ClientFault("There is no operation " + reading.soap->name() + ".");
        reading.soap->check(version, sandbox.schemas.find(kEnvelopeRoot));
        check_security_user(sandbox.options, *reading.soap);
        return perform_with_faults(sandbox, *operation, *reading.soap, version);
    } catch (const ClientFault& fault) {
        sandbox.tally.count_invalid(name_of(operation) + ": " + fault.what());
        sandbox.tally.count(&ServiceCounts::faults);
        return soap_fault(fault);
    } catch (const RelateFault& fault) {
        return refuse(sandbox, fault, version);
    }
}

Answer serve(Sandbox& sandbox, Request& request) {
    const auto body = request.text();
    const auto number = sandbox.kept_requests.arrive();
    auto reading = read(body);
    const auto* operation = reading.soap ? find_customer_operation(reading.soap->name()) : nullptr;
    sandbox.kept_requests.keep(number, name_of(operation), body);
    sandbox.tally.count_request(name_of(operation));
    if (operation != nullptr) request.kind = operation->kind;
    if (!is_authorized(sandbox, request)) return refuse_client();
    return answer_to(sandbox, request, reading, operation);
}

}  // namespace

void add_customer_services_routes(Router& router, Sandbox& sandbox) {
    for (const auto* path : {"/CustomerServicesApiService", "/CustomerServices"}) {
        router.add({"POST", Route::Match::kSuffix, path, kKind,
                    [&sandbox](Request& request) { return serve(sandbox, request); }, true});
    }
}

}  // namespace oa::sandbox
