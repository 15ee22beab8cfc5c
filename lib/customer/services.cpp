#include "customer/services.hpp"

#include <fmt/format.h>

#include "base/mask.hpp"
#include "service/sign_on.hpp"

namespace oa {

namespace {

constexpr std::string_view kNeededFor = "to reach the customer services";

/// A customer ID is as long as a card number, and must be found in a log.
std::string masked(std::string_view text) {
    return masked_but({"customerId", "CustomerID"}, text, kShortestCardNumber);
}

std::string masked_wholly(std::string_view text) {
    return with_card_numbers_masked(text);
}

}  // namespace

HttpOptions customer_services_http(HttpOptions http) {
    http.largest_answer = std::size_t{32} << 20;
    return http;
}

void require_interactive(const Settings& settings, int company, std::string_view what) {
    const std::string value = settings.system_control_value("L37");
    if (value == "INTERACT") return;
    throw Error(ExitCode::kConfiguration,
                fmt::format("{} only if the ORCE Customer Integration (L37) system control value is set to "
                            "INTERACT; for company {} it is blank: set it with oa-store set L37 INTERACT",
                            what, company));
}

std::vector<NeededSetting> customer_services_settings() {
    return soap_service_settings(kCustomerServicesNames, kNeededFor);
}

CustomerServicesSettings read_customer_services_settings(Database& database, int company,
                                                         const Settings& settings, const HttpOptions& http) {
    return read_soap_service_settings(database, company, settings, http, kCustomerServicesNames, kNeededFor);
}

CustomerServices::CustomerServices(CustomerServicesSettings settings, const HttpOptions& http,
                                   const RetryPolicy& retry, HttpConnections& connections, Log& log)
    : log_(log),
      service_(kCustomerServicesNames, {masked, masked_wholly}, std::move(settings), http, retry, connections,
               log) {}

Task<std::string> CustomerServices::add_or_update(customer::Customer customer) {
    std::string text = service_.envelope("addOrUpdateCustomer", [&](Element element) {
        customer::fill(element.child("customerData"), customer);
    });
    const XmlElement response = co_await service_.call("addOrUpdateCustomer", std::move(text));
    std::string customer_id =
        service_.reading("addOrUpdateCustomer", [&] { return response.text_of("customerId"); });
    if (customer_id.empty()) throw service_.unusable("addOrUpdateCustomer", "it has no customer ID");
    co_return customer_id;
}

Task<std::vector<customer::Record>> CustomerServices::search(customer::Lookup lookup) {
    std::string text = service_.envelope(
        "searchCustomers", [&](Element element) { customer::fill(element.child("customerData"), lookup); });
    const XmlElement response = co_await service_.call("searchCustomers", std::move(text));
    co_return service_.reading("searchCustomers", [&] { return read_found(response); });
}

std::vector<customer::Record> CustomerServices::read_found(const XmlElement& response) {
    const XmlElement& found = service_.return_of(response, "searchCustomers");
    const auto customers = found.all("Customer");
    if (!found.is_empty() && customers.empty() && !found.child("DateTime")) {
        throw service_.unusable("searchCustomers", "it has neither time nor customers");
    }
    std::vector<customer::Record> records;
    for (const XmlElement* element : customers) {
        customer::Record record = customer::read_record(*element);
        look_for_masking(record);
        if (!record.customer_id.empty()) records.push_back(std::move(record));
    }
    return records;
}

Task<std::optional<customer::Record>> CustomerServices::retrieve(std::string customer_id,
                                                                 customer::AlternateKey key) {
    std::string text = service_.envelope("retrieveCustomer", [&](Element element) {
        element.add_unless_empty("customerId", customer_id);
        if (customer_id.empty()) customer::add_alternate_key(element, "alternateKeyList", key);
    });
    std::optional<customer::Record> record;
    try {
        const XmlElement response = co_await service_.call("retrieveCustomer", std::move(text));
        record = service_.reading("retrieveCustomer", [&] { return read_retrieved(response); });
    } catch (const RelateProcessingException& refusal) {
        if (!says_not_found(refusal)) throw;
    }
    if (record && record->customer_id.empty()) record.reset();
    if (record) look_for_masking(*record);
    co_return record;
}

customer::Record CustomerServices::read_retrieved(const XmlElement& response) const {
    const XmlElement& found = service_.return_of(response, "retrieveCustomer");
    if (!found.is_empty() && !found.child("CustomerID")) {
        throw service_.unusable("retrieveCustomer", "it has no customer ID");
    }
    return customer::read_record(found);
}

void CustomerServices::look_for_masking(const customer::Record& record) {
    if (!record.is_masked || masking_was_said_) return;
    masking_was_said_ = true;
    log_.warning(
        "Customer Engagement shows customer data as asterisks: the user {} (ORCE_SECURITY_USER_ID) lacks "
        "rights there; set the property Default View Where No Security Group is Assigned to Read/Write, or "
        "give the user the system admin role",
        service_.settings().security_user_id);
}

}  // namespace oa
