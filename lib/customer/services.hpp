#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/task.hpp"
#include "customer/customer_message.hpp"
#include "customer/record_message.hpp"
#include "net/http.hpp"
#include "net/http_connections.hpp"
#include "service/soap_service.hpp"
#include "store/settings.hpp"

namespace oa {

/// "uses version 2.3 of the Customer Engagement Customer API" (Customer Engagement Integration, Required
/// versions).
inline constexpr SoapServiceNames kCustomerServicesNames{"customer", "v2_3", "ORCE Customer",
                                                         "ORCE_CUSTOMER_SERVICE_SUFFIX"};

using CustomerServicesSettings = SoapServiceSettings;

/// ORCE Customer Integration (L37) must be INTERACT for `what`; otherwise Error kConfiguration.
void require_interactive(const Settings& settings, int company, std::string_view what);

/// What they cannot be reached without.
std::vector<NeededSetting> customer_services_settings();

/// How the company reaches the customer services; errors as read_soap_service_settings.
CustomerServicesSettings read_customer_services_settings(Database& database, int company,
                                                         const Settings& settings, const HttpOptions& http);

/// The options for its connections: a search may answer hundreds of customers.
HttpOptions customer_services_http(HttpOptions http);

/// The Customer Services of Customer Engagement over SOAP. Each operation is sent once, when it is awaited,
/// and throws RelateProcessingException when this request is refused; NetworkError when no answer, or none
/// that can be used, was had: then it may have been done all the same; Error kUnavailable when the service
/// refuses everything, as for a wrong password.
class CustomerServices {
  public:
    /// Before each request `turn` is awaited, where there is one: it may pace them.
    using Turn = SoapService::Turn;

    CustomerServices(CustomerServicesSettings settings, const HttpOptions& http, const RetryPolicy& retry,
                     HttpConnections& connections, Log& log);

    void set_turn(Turn turn) { service_.set_turn(std::move(turn)); }

    /// Answers the customer ID in Customer Engagement, which is never blank.
    Task<std::string> add_or_update(customer::Customer customer);

    /// In the order of the answer; each has a customer ID.
    Task<std::vector<customer::Record>> search(customer::Lookup lookup);

    /// By customer ID or, where that is blank, by an alternate key; nothing when there is none.
    Task<std::optional<customer::Record>> retrieve(std::string customer_id, customer::AlternateKey key);

    /// How many requests were answered.
    std::int64_t answer_count() const { return service_.answer_count(); }

  private:
    std::vector<customer::Record> read_found(const XmlElement& response);
    customer::Record read_retrieved(const XmlElement& response) const;
    void look_for_masking(const customer::Record& record);

    Log& log_;
    SoapService service_;
    bool masking_was_said_ = false;
};

}  // namespace oa
