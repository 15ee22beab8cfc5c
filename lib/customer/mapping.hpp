#pragma once

#include <optional>
#include <string>

#include "customer/customer_message.hpp"
#include "customer/sold_to_rows.hpp"
#include "store/settings.hpp"

namespace oa {

/// What the third phone number is: Third Phone Number Type (L53).
enum class ThirdPhone { kFax, kMobile };

/// The settings that a customer is mapped by (Customer Engagement Integration, Customer Data Mapping between
/// Order Administration and Customer Engagement; Customer Engagement Properties).
struct CustomerRules {
    std::string default_location;    ///< K69; blank when it is not set
    bool send_profile_data = false;  ///< L51
    ThirdPhone third_phone = ThirdPhone::kMobile;
    std::string day_phone_label;         ///< ORCE_DAY_PHONE_LABEL
    std::string evening_phone_label;     ///< ORCE_EVE_PHONE_LABEL
    std::string fax_phone_label;         ///< ORCE_FAX_PHONE_LABEL
    std::string alternate_key_type;      ///< ORCE_ALT_ID_OROMS
    std::string web_alternate_key_type;  ///< ORCE_ALT_ID_WEB
};

/// Reads and checks them. Error kConfiguration, naming code and title, when one is missing or not valid.
CustomerRules read_customer_rules(const Settings& settings);

/// Whether Customer Engagement is told of a customer for the first time. Only then does the location go
/// along, "to prevent updating the existing store locations", and the source, which is a default for new
/// customers (Customer Engagement Integration, Customer Data Mapping: Retail Store ID, Source).
enum class CustomerIs { kNew, kKnown };

/// A sold-to customer as Customer Engagement is told of it: the whole mapping table of the documentation, the
/// same for the batch file and the interactive services. Text is in capitals, but the email address, the IDs
/// and the names of attributes; each field but the codes has at most its length in OA, counted in characters,
/// without trailing blanks.
customer::Customer map_customer(const SoldToCustomer& from, const CustomerRules& rules, CustomerIs is);

/// What keeps a customer from being sent, as a sentence; nothing when it can be. A country code must be of
/// two letters: one of three is not guessed at; state and postal code are never cut.
std::optional<std::string> problem_with(const SoldToCustomer& from);

}  // namespace oa
