#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/task.hpp"
#include "message/customer.hpp"
#include "message/customer_record.hpp"
#include "message/soap.hpp"
#include "net/http.hpp"
#include "net/http_connections.hpp"
#include "net/oauth.hpp"
#include "orce/service_address.hpp"

namespace oa {

/// Customer Engagement refuses one request: the others may well go on.
class RelateProcessingException : public std::runtime_error {
  public:
    RelateProcessingException(const std::string& message, std::string code)
        : std::runtime_error(message), code_(std::move(code)) {}

    /// relateExceptionCode; blank for none.
    const std::string& code() const { return code_; }

  private:
    std::string code_;
};

/// How the customer services are reached (seed 000, Customer Engagement Properties; Web Service
/// Authentication for Customer Engagement).
struct CustomerServicesSettings {
    ServiceAddress address;
    std::string security_user_id;           ///< ORCE_SECURITY_USER_ID, in every request
    std::optional<BasicCredentials> basic;  ///< or else
    std::optional<OAuthClient> client;
};

/// The options for its connections: a search may answer hundreds of customers.
HttpOptions customer_services_http(HttpOptions http);

/// The Customer Services of Customer Engagement over SOAP. Each operation is sent once, when it is awaited,
/// and throws RelateProcessingException when this request is refused; NetworkError when no answer, or none
/// that can be used, was had: then it may have been done all the same; Error kUnavailable when the service
/// refuses everything, as for a wrong password.
class CustomerServices {
  public:
    /// Before each request `turn` is awaited, where there is one: it may pace them.
    using Turn = std::function<HttpConnections::Pause()>;

    CustomerServices(CustomerServicesSettings settings, const HttpOptions& http, const RetryPolicy& retry,
                     HttpConnections& connections, Log& log);

    void set_turn(Turn turn) { turn_ = std::move(turn); }

    /// Answers the customer ID in Customer Engagement, which is never blank.
    Task<std::string> add_or_update(customer::Customer customer);

    /// In the order of the answer; each has a customer ID.
    Task<std::vector<customer::Record>> search(customer::Lookup lookup);

    /// By customer ID or, where that is blank, by an alternate key; nothing when there is none.
    Task<std::optional<customer::Record>> retrieve(std::string customer_id, customer::AlternateKey key);

    /// How many requests were answered.
    std::int64_t answer_count() const { return answer_count_; }

  private:
    Task<std::unique_ptr<soap::Answer>> call(std::string operation, std::string envelope);
    std::string envelope(const std::string& operation, const std::function<void(Element)>& fill) const;
    HttpRequest request(const std::string& envelope);
    std::unique_ptr<soap::Answer> read(HttpResponse response, const std::string& operation) const;
    pugi::xml_node return_of(const soap::Answer& answer, std::string_view operation) const;
    NetworkError unusable(std::string_view operation, std::string_view why) const;
    void check_status(const HttpResponse& response) const;
    void look_for_masking(const customer::Record& record);
    void trace(const std::string& what, const std::string& text) const;

    CustomerServicesSettings settings_;
    HttpConnections& connections_;
    Log& log_;
    HttpClient token_http_;
    std::optional<OAuthTokens> tokens_;
    Turn turn_;
    std::int64_t answer_count_ = 0;
    bool masking_was_said_ = false;
};

}  // namespace oa
