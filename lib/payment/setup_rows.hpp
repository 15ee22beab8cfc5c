#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// A row by the names of its columns.
using SetupRow = std::map<std::string, std::string, std::less<>>;

/// The service bureaus with this code (Defining Authorization Services, WASV): one, or none.
std::vector<SetupRow> bureau_setup(Database& database, int company, std::string_view service_code);

/// The vendor responses of a bureau that have an ORCE response (Defining Vendor Response Codes).
std::vector<SetupRow> vendor_response_setup(Database& database, int company, std::string_view service_code);

/// The pay types of pay category 4 (Work with Pay Types, WPAY), and beside their columns: `authorized_by` and
/// `deposited_by`, the communication types of their services, blank where there is none;
/// `alternate_category`, the pay category of the alternate pay type, blank where there is none;
/// `refund_svc_type`, the SVC type of the item that a refund by a new card adds: of the alternate pay type,
/// else of the pay type itself.
std::vector<SetupRow> card_pay_type_setup(Database& database, int company);

}  // namespace oa
