#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "card/report_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"

// Reading stored value cards and guarding their numbers (Stored Value Card Purchase and Activation, Reviewing
// Stored Value Card Activation Status).

namespace oa {

/// The removal of numbers after the retention days.
inline const JobName kPurgeNumbersJob{"SECRISK", ""};

/// `Physical card with email notification` for E.
std::string card_type_text(std::string_view card_type);

/// Which cards of an order the Display Stored Value Cards Screen shows; 0 for every ship-to, every line.
struct CardSelection {
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    std::int64_t line_number = 0;
};

/// A card on the Display Stored Value Cards Screen. Its card_number is what the user may see.
struct DisplayedCard {
    StoredValueCard card;
    std::string shown;  ///< F = the number in full, L = masked, N = nothing of it
    std::string note;   ///< why there is no number: not shown, none yet, cannot be read
};

/// Display Stored Value Cards Screen: the number by the user's authority to A88 and B14. Each access stands
/// in the Credit Card Audit table before this returns; a dry run writes none and shows no number. It takes no
/// lock of the company: an inquiry waits for no job. `code` gets kRowsLeft when a number cannot be read.
/// Error kNoPermission without a user, kNoInput when there is no such order or no card of it was billed.
std::vector<DisplayedCard> display_cards(const SessionOptions& options, const Clock& clock,
                                         const CardSelection& selection, const std::string& user, Log& log,
                                         ExitCode& code);

/// Why a card is on the Unactivated Stored Value Card Report: declined, no number, not answered.
std::string unactivated_reason(const StoredValueCard& card);

struct UnactivatedResult {
    std::int64_t orders = 0;
    std::int64_t declined = 0;
    std::int64_t unanswered = 0;
    std::int64_t without_number = 0;
    std::int64_t unreadable = 0;  ///< among the others
};

/// Unactivated Stored Value Card Report (UNACTSVC, PFR0075; Stored Value Card Purchase and Activation, What
/// Happens When the Stored Value Card Activation is Declined?): each order with its cards; their numbers are
/// masked. It reads only, from one snapshot, and is no job: it takes no lock of the company. Answers
/// kRowsLeft when a number cannot be read.
ExitCode report_unactivated_cards(Database& database, int company, Log& log,
                                  const std::function<void(const UnactivatedOrder&)>& row,
                                  UnactivatedResult& result);
std::string summary_of(const UnactivatedResult& result);

struct PurgeNumbersResult {
    std::string issued_before;  ///< the day by K65
    std::int64_t cards = 0;
    std::int64_t left = 0;
    bool stopped = false;
};

/// The number as SECRISK leaves it: the first 12 digits are asterisks.
std::string purged_card_number(std::string_view number);

/// SECRISK: replaces digits of activated cards older than the Credit Card Retention Days (K65). A card whose
/// notice is still due keeps its number, and is named, until the notice has left. In transactions of 10,000
/// cards. Error kConfiguration when K65 is blank or 0.
ExitCode purge_card_numbers(Session& session, PurgeNumbersResult& result);
std::string summary_of(const PurgeNumbersResult& result, bool dry_run);

}  // namespace oa
