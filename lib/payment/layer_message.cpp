#include "payment/layer_message.hpp"

#include <fmt/format.h>

namespace oa {

namespace {

using Operation = SvcTransaction::Operation;

const char* action_of(Operation operation) {
    switch (operation) {
        case Operation::kPreAuthorization: return "Authorization";
        case Operation::kReleaseAuth: return "Reversal";
        case Operation::kPostAuth: return "Deposit";
        case Operation::kReload: return "Credit";
    }
    return "";
}

}  // namespace

bool is_deposit_request(Operation operation) {
    return operation == Operation::kPostAuth || operation == Operation::kReload;
}

std::string payment_request_message(const PaymentRequest& request) {
    const bool is_deposit = is_deposit_request(request.operation);
    ServiceBureauMessage message{is_deposit ? "CWDepositRequest" : "CWAuthorizationRequest",
                                 is_deposit ? "DepositRequest" : "AuthRequest",
                                 is_deposit ? "depositAmount" : "authAmount",
                                 request.operation == Operation::kReload ? "Credit" : "Debit",
                                 {{"paymentID", fmt::format("{:02}", request.opm_sequence)}},
                                 {{"actionCode", action_of(request.operation)}}};
    if (request.authorization_sequence > 0) {
        message.keys.emplace_back("authID", fmt::format("{:03}", request.authorization_sequence));
    }
    if (is_deposit) message.keys.emplace_back("invoiceNumber", fmt::format("{}", request.invoice_number));
    if (!request.authorization_number.empty()) {
        message.action.emplace_back("authNumber", request.authorization_number);
    }
    return service_bureau_message(message, request);
}

}  // namespace oa
