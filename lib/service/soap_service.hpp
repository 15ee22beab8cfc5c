#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "base/task.hpp"
#include "net/http.hpp"
#include "net/http_connections.hpp"
#include "net/oauth.hpp"
#include "service/service_address.hpp"
#include "service/soap_message.hpp"

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

/// The contract names no code for what is not there: a refusal by a code that says so is taken for that.
bool says_not_found(const RelateProcessingException& refusal);

/// The exit codes of an Error by which a service ends a run: out of reach, its user refused (401, 403), not
/// at its address (404). What was asked for was not done, but for a NetworkError.
bool refuses_everything(ExitCode code);

/// How a SOAP service is called in the settings (Customer Engagement Integration, Customer Engagement
/// Properties).
struct SoapServiceNames {
    std::string_view name_space;       ///< as the namespace of its operations has it
    std::string_view default_version;  ///< of a suffix without one
    std::string_view web_service;      ///< row in Web Service Authentication (WWSA)
    std::string_view suffix_property;
};

/// How a SOAP service is reached (Customer Engagement Integration, Customer Engagement Properties; Web
/// Service Authentication for Customer Engagement).
struct SoapServiceSettings {
    ServiceAddress address;
    std::string security_user_id;           ///< ORCE_SECURITY_USER_ID, in every request
    std::optional<BasicCredentials> basic;  ///< or else
    std::optional<OAuthClient> client;
};

/// What of a message may be read.
struct SoapMasking {
    using Masked = std::string (*)(std::string_view text);
    Masked in_logs;    ///< of whole messages
    Masked in_errors;  ///< of what Customer Engagement says of a refusal
};

/// As with_card_numbers_masked, but what stands in one of these elements, up to the next tag, stays as it is.
std::string masked_but(std::initializer_list<std::string_view> elements, std::string_view text,
                       std::size_t shortest_number);

/// A SOAP service of Customer Engagement. A call is sent once, when it is awaited, and throws
/// RelateProcessingException when this request is refused; NetworkError when no answer, or none that can be
/// used, was had: then it may have been done all the same; Error kNoPermission, kConfiguration or
/// kUnavailable when the service refuses everything, as for a wrong password or address.
class SoapService {
  public:
    using Turn = std::function<HttpConnections::Pause()>;

    SoapService(const SoapServiceNames& names, const SoapMasking& masking, SoapServiceSettings settings,
                const HttpOptions& http, const RetryPolicy& retry, HttpConnections& connections, Log& log);

    /// Before each request `turn` is awaited, where there is one.
    void set_turn(Turn turn) { turn_ = std::move(turn); }

    /// The message of an operation; `fill` fills its element, the security user ID stands behind that.
    std::string envelope(const std::string& operation, const std::function<void(Element)>& fill) const;

    /// The element `OPERATIONResponse` of the answer.
    Task<XmlElement> call(std::string operation, std::string envelope);

    /// What `read` takes out of an answer; what it finds twice makes the answer unusable.
    template <typename Read>
    auto reading(std::string_view operation, const Read& read) const {
        try {
            return read();
        } catch (const XmlProblem& problem) {
            throw unusable(operation, problem.what());
        }
    }

    /// The element `return` of an answer. Blank where it is empty; something else in its place is not an
    /// answer.
    const XmlElement& return_of(const XmlElement& response, std::string_view operation) const;

    /// An answer that does not hold what it must.
    NetworkError unusable(std::string_view operation, std::string_view why) const;

    const SoapServiceSettings& settings() const { return settings_; }
    std::int64_t answer_count() const { return answer_count_; }

  private:
    HttpRequest request(const std::string& envelope);
    soap::Answer read(const HttpResponse& response, const std::string& operation) const;
    void check_status(const HttpResponse& response) const;
    void trace(const std::string& what, const std::string& text) const;

    SoapServiceNames names_;
    SoapMasking masking_;
    SoapServiceSettings settings_;
    HttpConnections& connections_;
    Log& log_;
    HttpClient token_http_;
    std::optional<OAuthTokens> tokens_;
    Turn turn_;
    std::int64_t answer_count_ = 0;
};

}  // namespace oa
