#include "payment/vendor_response_rows.hpp"

#include "payment/payment_rows.hpp"

namespace oa {

std::string hold_reason_code(Database& database, int company, std::string_view service_code,
                             std::string_view orce_response) {
    if (orce_response == "INSUFFICIENT_FUNDS") return std::string(kInsufficientFundsHold);
    Statement query = database.prepare(
        "SELECT hold_reason_code FROM vendor_response WHERE company = ? AND service_code = ? AND "
        "orce_response = ? AND orce_response <> ''");
    query.bind(company, service_code, orce_response);
    return query.step() ? query.string(0) : "";
}

}  // namespace oa
