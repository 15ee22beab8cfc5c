#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "card/stored_value_card_rows.hpp"

namespace oa {

/// The Key of an SVC download trigger (Stored Value Card Purchase and Activation, Identifying SVC Download
/// Triggers): CCCOOOOOOOOSSSLLLLLNNNNN, company, order number, ship-to number, order detail line sequence
/// number, stored value card sequence number. 555000066760010000100004 is company 555, order 6676, ship-to 1,
/// line 1, card 4. Error kInternal for a key that does not fit the positions.
std::string format_svc_trigger_key(const StoredValueCardKey& key);

/// Nothing for text that is not such a key: 24 digits.
std::optional<StoredValueCardKey> parse_svc_trigger_key(std::string_view text);

}  // namespace oa
