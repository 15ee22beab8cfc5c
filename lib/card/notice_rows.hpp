#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The cards whose notice is due, in the order of their keys.
std::vector<StoredValueCardKey> svc_notices_due(Database& database, int company);

/// How many they are.
std::int64_t svc_notices_due_count(Database& database, int company);

/// What a notice says of the order of a card.
struct SvcNoticeOrder {
    std::string order_date;
    std::string item, item_description;
    std::string sold_to_name, company_name;
};

SvcNoticeOrder svc_notice_order(Database& database, const StoredValueCardKey& key);

}  // namespace oa
