#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/session.hpp"

namespace oa {

/// The removal of numbers after the retention days.
inline const JobName kPurgeNumbersJob{"SECRISK", ""};

struct PurgeNumbersResult {
    std::string issued_before;  ///< the day by K65
    std::int64_t cards = 0;
    std::int64_t left = 0;
    bool stopped = false;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("issued_before", issued_before);
        visit("cards", cards);
        visit("left", left);
    }
};

/// The number as SECRISK leaves it: the first 12 digits are asterisks.
std::string purged_card_number(std::string_view number);

/// SECRISK (Stored Value Card Purchase and Activation, "Remove Stored Value Card numbers from the database"):
/// replaces digits of activated cards older than the Credit Card Retention Days (K65). A card whose
/// notice is still due keeps its number, and is named, until the notice has left. In transactions of 10,000
/// cards. Error kConfiguration when K65 is blank or 0.
ExitCode purge_card_numbers(Session& session, PurgeNumbersResult& result);
std::string summary_of(const PurgeNumbersResult& result, bool dry_run);

}  // namespace oa
