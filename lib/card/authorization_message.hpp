#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/money.hpp"

namespace oa {

/// What a CWAuthorizationRequest message asks a service bureau to do: to activate a stored value card (Stored
/// Value Card Purchase and Activation, Generating the Stored Value Card Activation Request).
struct AuthorizationRequest {
    int company = 0;
    std::string service_code, merchant_id, presenters_id, submitters_id;  ///< of the service bureau
    std::int64_t transaction_number = 0;  ///< the trigger's number; the answer carries it
    std::string reference;                ///< the trigger's key; the answer carries it
    std::int64_t order_number = 0, ship_to_number = 0, line_number = 0, svc_sequence_number = 0;
    std::string card_number;
    bool is_virtual = false;
    Money amount;
    std::string currency;
    Timestamp created_at;
};

/// The message, in UTF-8.
std::string authorization_request_message(const AuthorizationRequest& request);

/// What a CWAuthorizationResponse message says.
struct AuthorizationResponse {
    int company = 0;
    std::int64_t transaction_number = 0;
    std::string reference;
    std::string authorization_number;  ///< blank when the activation is declined
    std::string response_code;         ///< cut to its 10 positions
    std::string authorization_date, authorization_time;
    std::string card_number;  ///< blank where it is not told
};

/// A message as it was read.
struct AuthorizationResponseReading {
    std::optional<AuthorizationResponse> response;
    std::string problem;  ///< why it is not a CWAuthorizationResponse; blank when it is. Repeats nothing of it.
};

/// No CWAuthorizationResponse is longer.
inline constexpr std::size_t kMaximumAuthorizationResponseBytes = std::size_t{64} * 1024;

/// Reads a message; whatever stands there instead is a problem, never an error. Document type declarations,
/// and so entities of one's own, are refused.
AuthorizationResponseReading read_authorization_response(std::string_view text);

}  // namespace oa
