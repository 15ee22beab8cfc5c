#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"

namespace oa {

/// What every request to a service bureau by the Integration Layer says.
struct ServiceBureauRequest {
    int company = 0;
    std::string service_code, merchant_id, presenters_id, submitters_id;  ///< of the service bureau
    std::int64_t transaction_number = 0;  ///< the trigger's number; the answer carries it
    std::string reference;                ///< the trigger's key; the answer carries it
    std::int64_t order_number = 0;
    std::string card_number;
    Money amount;
    std::string currency;
    Timestamp created_at;
};

/// What a CWAuthorizationRequest message asks a service bureau to do: to activate a stored value card (Stored
/// Value Card Purchase and Activation, Generating the Stored Value Card Activation Request).
struct AuthorizationRequest : ServiceBureauRequest {
    std::int64_t ship_to_number = 0, line_number = 0, svc_sequence_number = 0;
    bool is_virtual = false;
};

/// The message, in UTF-8.
std::string authorization_request_message(const AuthorizationRequest& request);

/// How a message to a service bureau differs from others: CWAuthorizationRequest with AuthRequest and the
/// amount in authAmount and authAmountText; Debit or Credit; and attributes of its own, before and after
/// payCategory.
struct ServiceBureauMessage {
    const char* type;
    const char* element;
    const char* amount;
    std::string_view transaction_type;
    std::vector<std::pair<const char*, std::string>> keys, action;
};

/// The message, in UTF-8.
std::string service_bureau_message(const ServiceBureauMessage& message, const ServiceBureauRequest& request);

/// What a CWAuthorizationResponse or a CWDepositResponse message says.
struct AuthorizationResponse {
    bool is_of_deposit = false;
    int company = 0;
    std::int64_t transaction_number = 0;
    std::string reference;
    std::string authorization_number;  ///< blank when it is declined
    std::string response_code;         ///< at most 60 positions, no card number in full
    std::string authorization_date, authorization_time;
    std::string card_number;  ///< blank where it is not told
};

/// A message as it was read.
struct AuthorizationResponseReading {
    std::optional<AuthorizationResponse> response;
    std::string problem;  ///< why it is not such a message; blank when it is. Repeats nothing of it.
};

/// No response is longer.
inline constexpr std::size_t kMaximumAuthorizationResponseBytes = std::size_t{64} * 1024;

/// Reads a message; whatever stands there instead is a problem, never an error. Document type declarations,
/// and so entities of one's own, are refused.
AuthorizationResponseReading read_authorization_response(std::string_view text);

}  // namespace oa
