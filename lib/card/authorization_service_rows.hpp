#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// The service bureau that is Customer Engagement, and the only one that the suite reaches by Payment Link
/// (Customer Engagement Integration, Customer Engagement Service Bureau Setup).
inline constexpr std::string_view kCustomerEngagementBureau = "RLT";

/// A service bureau (Defining Authorization Services, WASV; Customer Engagement Integration, Customer
/// Engagement Service Bureau Setup).
struct AuthorizationService {
    std::string service_code;
    std::string communication_type;  ///< P = Payment Link, I = Integration Layer
    std::string merchant_id;
    std::string presenters_id;             ///< RLT: the card prefix
    std::string submitters_id;             ///< RLT: the card series sequence number
    bool sends_reversals = false;          ///< Send reversal
    std::string batch_online;              ///< B = Batch, O = Online, C = both; blank: neither
    bool is_selected_for_deposit = false;  ///< Selected for deposit

    bool is_payment_link() const { return communication_type == "P"; }
};

/// The communication type of a bureau that is asked at once.
inline constexpr std::string_view kPaymentLink = "P";

/// Nothing when the company has no such service.
std::optional<AuthorizationService> authorization_service(Database& database, int company,
                                                          const std::string& service_code);

/// Those that authorize (`authorization_service`) or settle (`deposit_service`, the column of Work with Pay
/// Types) payments by stored value cards, in order of their codes.
std::vector<AuthorizationService> payment_services(Database& database, int company, std::string_view column);

/// The same as authorization_service(); Error kConfiguration when there is none.
AuthorizationService required_authorization_service(Database& database, int company,
                                                    const std::string& service_code);

/// Error kConfiguration for one by Payment Link that is not Customer Engagement. `named_by` and `remedy`
/// stand in the message: `I26`, `set I26 to it`.
void require_reachable(const AuthorizationService& service, std::string_view named_by,
                       std::string_view remedy);

/// Vendor response code to which a code of Customer Engagement is mapped (Defining Vendor Response Codes,
/// field ORCE response; Customer Engagement Integration, Response codes). Nothing when it is not.
std::optional<std::string> vendor_response_code(Database& database, int company,
                                                const std::string& service_code,
                                                std::string_view orce_response);

}  // namespace oa
