#pragma once

#include <string>
#include <string_view>

#include "store/sqlite.hpp"

namespace oa {

/// The hold reason of an order whose authorization Customer Engagement declines so (Defining Vendor Response
/// Codes, field ORCE response; Customer Engagement Integration, Response codes): that of the vendor response,
/// SV for INSUFFICIENT_FUNDS whether it is mapped or not. Blank: the order is not held.
std::string hold_reason_code(Database& database, int company, std::string_view service_code,
                             std::string_view orce_response);

}  // namespace oa
