#pragma once

#include <string_view>

#include "payment/authorization_rows.hpp"
#include "store/session.hpp"

namespace oa {

/// Within a write transaction: an authorization that was approved is good for the reauthorization days of its
/// pay type, and the payment's hold for insufficient funds is released.
void approve_authorization(Session& session, CardPayments& payments, Authorizations& authorizations,
                           Authorization authorization, std::string_view activity_id,
                           std::string_view orce_response);

}  // namespace oa
