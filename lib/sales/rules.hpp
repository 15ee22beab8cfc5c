#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "sales/sign_rule.hpp"
#include "store/settings.hpp"

namespace oa {

/// How ItemID is made: ORCE Integration Item ID (L38).
enum class ItemIdKind { kItem, kXref };

/// The settings that the sales feed goes by (Customer Engagement Integration, Customer Engagement Integration
/// Setup).
struct SalesRules {
    int company = 0;
    std::string default_location;                  ///< K69
    std::vector<std::string> cross_channel_types;  ///< L35
    std::string excluded_disposition_code;         ///< M22, blank for none
    bool merchandise_only = false;                 ///< L36
    std::string non_merchandise_item;              ///< L39
    ItemIdKind item_id_kind = ItemIdKind::kItem;   ///< L38
    std::string local_currency;                    ///< A55, blank for none
    bool local_currency_exists = true;             ///< it is in the Currency table
    Date today{};                                  ///< no invoice is later
    std::string alternate_key_type;                ///< ORCE_ALT_ID_OROMS
    SignRule sign_rule;                            ///< ORCE_POSLOG_SIGNS
};

/// Reads and checks them. Error kConfiguration, naming code and title, when K69 is missing, or L39 while L36
/// is unselected, or a value is not valid.
SalesRules read_sales_rules(const Settings& settings, int company);

/// The same, with what the store and the day say of them.
SalesRules read_sales_rules(Database& database, int company, Date today);

}  // namespace oa
