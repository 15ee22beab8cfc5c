#include "orce/customer_services.hpp"

#include <fmt/format.h>

#include <regex>

#include "base/mask.hpp"
#include "net/retry.hpp"

namespace oa {

namespace {

/// The contract names no code for a customer that is not there: an answer without a customer is taken for
/// that, and so is a refusal by a code that says so.
bool says_not_found(const RelateProcessingException& refusal) {
    return refusal.code().find("NOT_FOUND") != std::string::npos ||
           refusal.code().find("NOT_EXIST") != std::string::npos;
}

/// As with_card_numbers_masked, but what stands in an element for a customer ID, which is as long as a card
/// number, stays readable.
std::string masked(std::string_view text) {
    static const std::regex customer_id("<(customerId|CustomerID)>[^<]*<");
    std::string result;
    std::match_results<std::string_view::const_iterator> found;
    while (std::regex_search(text.begin(), text.end(), found, customer_id)) {
        const auto begin = static_cast<std::size_t>(found.position());
        const auto length = static_cast<std::size_t>(found.length());
        result += with_card_numbers_masked(text.substr(0, begin));
        result += text.substr(begin, length);
        text.remove_prefix(begin + length);
    }
    return result + with_card_numbers_masked(text);
}

}  // namespace

HttpOptions customer_services_http(HttpOptions http) {
    http.largest_answer = std::size_t{32} << 20;
    return http;
}

CustomerServices::CustomerServices(CustomerServicesSettings settings, const HttpOptions& http,
                                   const RetryPolicy& retry, HttpConnections& connections, Log& log)
    : settings_(std::move(settings)), connections_(connections), log_(log), token_http_(http, log) {
    if (settings_.client) tokens_.emplace(*settings_.client, token_http_, retry, log);
}

std::string CustomerServices::envelope(const std::string& operation,
                                       const std::function<void(Element)>& fill) const {
    return soap::envelope(operation, settings_.address.name_space("customer"), [&](Element element) {
        fill(element);
        element.add("securityUserId", settings_.security_user_id);
    });
}

Task<std::string> CustomerServices::add_or_update(customer::Customer customer) {
    std::string text = envelope("addOrUpdateCustomer", [&](Element element) {
        customer::fill(element.child("customerData"), customer);
    });
    const auto answer = co_await call("addOrUpdateCustomer", std::move(text));
    std::string customer_id = answer->response.child("customerId").text().get();
    if (customer_id.empty()) throw unusable("addOrUpdateCustomer", "it has no customer ID");
    co_return customer_id;
}

Task<std::vector<customer::Record>> CustomerServices::search(customer::Lookup lookup) {
    std::string text = envelope(
        "searchCustomers", [&](Element element) { customer::fill(element.child("customerData"), lookup); });
    const auto answer = co_await call("searchCustomers", std::move(text));
    const pugi::xml_node found = return_of(*answer, "searchCustomers");
    if (found.first_child() && !found.child("DateTime") && !found.child("Customer")) {
        throw unusable("searchCustomers", "it holds neither time nor customers");
    }
    std::vector<customer::Record> records;
    for (const auto& node : found.children("Customer")) {
        customer::Record record = customer::read_record(node);
        look_for_masking(record);
        if (!record.customer_id.empty()) records.push_back(std::move(record));
    }
    co_return records;
}

Task<std::optional<customer::Record>> CustomerServices::retrieve(std::string customer_id,
                                                                 customer::AlternateKey key) {
    std::string text = envelope("retrieveCustomer", [&](Element element) {
        element.add_unless_empty("customerId", customer_id);
        if (customer_id.empty()) customer::add_alternate_key(element, "alternateKeyList", key);
    });
    std::optional<customer::Record> record;
    try {
        const auto answer = co_await call("retrieveCustomer", std::move(text));
        const pugi::xml_node found = return_of(*answer, "retrieveCustomer");
        if (found.first_child() && !found.child("CustomerID")) {
            throw unusable("retrieveCustomer", "it has no customer ID");
        }
        record = customer::read_record(found);
    } catch (const RelateProcessingException& refusal) {
        if (!says_not_found(refusal)) throw;
    }
    if (record && record->customer_id.empty()) record.reset();
    if (record) look_for_masking(*record);
    co_return record;
}

Task<std::unique_ptr<soap::Answer>> CustomerServices::call(std::string operation, std::string envelope) {
    trace("request", envelope);
    if (turn_) co_await turn_();
    HttpResponse response = co_await connections_.send(request(envelope));
    if (response.status == 401 && tokens_) {
        // The token may have been withdrawn before its time.
        tokens_->discard();
        response = co_await connections_.send(request(envelope));
    }
    ++answer_count_;
    trace(fmt::format("answer, HTTP {}", response.status), response.body);
    auto answer = read(std::move(response), operation);
    if (answer->fault) throw RelateProcessingException(answer->fault->message, answer->fault->code);
    co_return answer;
}

HttpRequest CustomerServices::request(const std::string& envelope) {
    HttpRequest request;
    request.method = "POST";
    request.url = settings_.address.url;
    request.headers = {"Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\"", "Accept: text/xml"};
    request.body = envelope;
    request.basic = settings_.basic;
    if (tokens_) request.bearer_token = tokens_->token();
    return request;
}

/// A Fault that is no RelateProcessingException, and whatever is no answer at all, is the service's failure,
/// which may pass.
std::unique_ptr<soap::Answer> CustomerServices::read(HttpResponse response,
                                                     const std::string& operation) const {
    const std::string host = host_of(settings_.address.url);
    const int status = response.status;
    const auto retry_after = response.retry_after;
    const bool may_be_soap = status == 200 || status == 500;
    if (!may_be_soap) check_status(response);
    auto answer = std::make_unique<soap::Answer>(soap::read_answer(std::move(response.body), operation));
    if (answer->fault && answer->fault->is_relate_processing_exception) return answer;
    if (answer->fault) {
        throw NetworkError(fmt::format("{} answered HTTP {}: {}", host, status, answer->fault->message), true,
                           true, retry_after);
    }
    if (status != 200)
        throw NetworkError(fmt::format("{} answered HTTP {}", host, status), true, true, retry_after);
    if (!answer->problem.empty()) throw unusable(operation, answer->problem);
    return answer;
}

/// Null where nobody was found; something else in its place is no answer.
pugi::xml_node CustomerServices::return_of(const soap::Answer& answer, std::string_view operation) const {
    const pugi::xml_node found = answer.response.child("return");
    if (!found && answer.response.first_child()) throw unusable(operation, "it holds no return");
    return found;
}

NetworkError CustomerServices::unusable(std::string_view operation, std::string_view why) const {
    return {fmt::format("the answer of {} to {} cannot be used: {}", host_of(settings_.address.url),
                        operation, why),
            true, true};
}

void CustomerServices::check_status(const HttpResponse& response) const {
    const std::string host = host_of(settings_.address.url);
    if (is_worth_retrying(response.status)) {
        throw NetworkError(fmt::format("{} answered HTTP {}", host, response.status), true, true,
                           response.retry_after);
    }
    if (response.status == 401 || response.status == 403) {
        throw Error(
            ExitCode::kUnavailable,
            fmt::format("{} refused the user {} (HTTP {}); check the row 'ORCE Customer' in Web Service "
                        "Authentication (WWSA)",
                        host, settings_.basic ? settings_.basic->user : settings_.client->client_id,
                        response.status));
    }
    throw Error(ExitCode::kUnavailable,
                fmt::format("{} answered HTTP {}; check the properties ORCE_CUSTOMER_SERVICE_PREFIX and "
                            "ORCE_CUSTOMER_SERVICE_SUFFIX",
                            host, response.status));
}

void CustomerServices::look_for_masking(const customer::Record& record) {
    if (!record.is_masked || masking_was_said_) return;
    masking_was_said_ = true;
    log_.warning(
        "Customer Engagement shows customer data as asterisks: the user {} (ORCE_SECURITY_USER_ID) lacks "
        "rights there; set the property Default View Where No Security Group is Assigned to Read/Write, or "
        "give the user the system admin role",
        settings_.security_user_id);
}

void CustomerServices::trace(const std::string& what, const std::string& text) const {
    if (!log_.shows(Severity::kTrace)) return;
    log_.write(Severity::kTrace, what,
               fmt::format("{} (Authorization: ***) {}", host_of(settings_.address.url), masked(text)));
}

}  // namespace oa
