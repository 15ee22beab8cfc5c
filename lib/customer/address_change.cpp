#include "customer/address_change.hpp"

#include "customer/match_code.hpp"
#include "customer/match_code_rows.hpp"

namespace oa {

namespace {

constexpr std::int64_t kRowsAtOnce = 10'000;

void set_match_codes(Database& database, int company, MatchCodeTable table) {
    MatchCodeUpdate update(database, company, table, MatchCodeSelection::kNoted);
    while (update.next(kRowsAtOnce, &match_code, false)) {
    }
}

}  // namespace

void AddressChanges::keep(Date today, std::string_view user, bool history_is_given) {
    if (!history_is_given) before_.add_changes(to_string(today), user);
    before_.date_ship_tos(to_string(today));
    for (const int company : before_.companies()) {
        set_match_codes(database_, company, MatchCodeTable::kSoldTo);
        set_match_codes(database_, company, MatchCodeTable::kShipTo);
    }
    before_.clear();
}

}  // namespace oa
