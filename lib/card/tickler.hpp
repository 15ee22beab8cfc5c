#pragma once

#include <cstdint>
#include <string>

#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kSvcTicklerJob = {"WWFM", ""};

struct ResolveTicklerOptions {
    StoredValueCardKey card;
    std::string event_code;  ///< SV or SD; blank for both
    std::string note;        ///< why, for the Tickler History
    std::string user;
};

/// SV (SVC Number Assignment) and SD (SVC Activation Decline) Event Processing (Stored Value Card Purchase
/// and Activation; Workflow Management, WWFM): the open ticklers of a card are resolved; answers how many.
/// Error kNoInput when it has none.
std::int64_t resolve_card_ticklers(Session& session, const ResolveTicklerOptions& options);

}  // namespace oa
