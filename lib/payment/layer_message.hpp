#pragma once

#include <cstdint>
#include <string>

#include "card/authorization_message.hpp"
#include "card/services.hpp"

namespace oa {

/// What a message to a service bureau says of a payment: an authorization (CWAuthorizationRequest,
/// actionCode Authorization), its reversal (the same, Reversal), a deposit or a credit (CWDepositRequest).
struct PaymentRequest : ServiceBureauRequest {
    SvcTransaction::Operation operation = SvcTransaction::Operation::kPreAuthorization;
    std::int64_t opm_sequence = 0;
    std::int64_t authorization_sequence = 0;  ///< 0: none
    std::int64_t invoice_number = 0;          ///< of a deposit or credit
    std::string authorization_number;         ///< of what is deposited or reversed
};

/// True for what goes as a CWDepositRequest.
bool is_deposit_request(SvcTransaction::Operation operation);

/// The message, in UTF-8.
std::string payment_request_message(const PaymentRequest& request);

}  // namespace oa
