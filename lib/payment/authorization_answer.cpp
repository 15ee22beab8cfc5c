#include "payment/authorization_answer.hpp"

#include <chrono>
#include <string>

#include "base/date.hpp"
#include "card/answer.hpp"

namespace oa {

void approve_authorization(Session& session, CardPayments& payments, Authorizations& authorizations,
                           Authorization authorization, std::string_view activity_id,
                           std::string_view orce_response) {
    const Date today = date_of(session.clock().now());
    const auto payment = payments.payment(authorization.payment);
    authorization.status = "A";
    authorization.authorization_number = activity_id;
    authorization.authorization_date = to_string(today);
    authorization.answered_at = to_string(session.clock().now());
    if (payment && payment->reauthorization_days > 0) {
        const auto day = std::chrono::local_days(today) + std::chrono::days(payment->reauthorization_days);
        authorization.expiration_date = to_string(Date(day));
    }
    if (!orce_response.empty()) {
        authorization.response_code =
            svc_response_code(session.database(), session.company(), authorization.auth_service,
                              {authorization.authorization_number, std::string(orce_response)});
    }
    authorizations.update(authorization);
    payments.release_insufficient_funds(authorization.payment);
}

}  // namespace oa
