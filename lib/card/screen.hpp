#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"

namespace oa {

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

/// Display Stored Value Cards Screen (Stored Value Card Purchase and Activation): the number by the user's
/// authority to A88 and B14. Each access stands in the Credit Card Audit table before this returns; a dry run
/// writes none and shows no number. It takes no lock of the company: an inquiry waits for no job. `code` gets
/// kRowsLeft when a number cannot be read. Error kNoPermission without a user, kNoInput when there is no such
/// order or no card of it was billed.
std::vector<DisplayedCard> display_cards(const SessionOptions& options, const Clock& clock,
                                         const CardSelection& selection, const std::string& user, Log& log,
                                         ExitCode& code);

}  // namespace oa
