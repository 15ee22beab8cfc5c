#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "card/pick_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

// Billing a Stored Value Card (Stored Value Card Purchase and Activation).

inline const JobName kSvcBillJob = {"SVCBILL", ""};
inline const JobName kSvcConfirmJob = {"MCON", ""};
inline const JobName kSvcNumberJob = {"SVCNUMBER", ""};

/// Stored Value Card Activation Pricing Method (I25): with OFFER the offer price, with ORDER or blank the
/// order line price; the other one where that is 0.00.
Money svc_issue_amount(std::string_view pricing_method, Money offer_price, Money order_line_price);

struct SvcBillResult {
    std::int64_t picks = 0;           ///< whose cards were billed
    std::int64_t open = 0;            ///< of the picks: those with other items, which are not billed here
    std::int64_t cards = 0;           ///< Stored Value Card rows
    std::int64_t without_number = 0;  ///< of the cards
    std::int64_t left = 0;            ///< picks that were not billed

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("picks", picks);
        visit("open", open);
        visit("cards", cards);
        visit("without_number", without_number);
        visit("left", left);
    }
};

std::string summary_of(const SvcBillResult& result, bool dry_run);

/// A pick that can be voided or decreased. Error kNoInput when it is not there, kInputData when it is billed
/// or voided, its stored value cards are billed, or it holds none; the sentence says "it" for the pick, whose
/// number the caller puts before it.
SvcPick require_unbilled_pick(SvcPicks& picks, std::int64_t number);

/// One that can be given numbers, billed or reprinted too. Error kInputData also when it holds physical and
/// virtual stored value cards.
SvcPick require_printed_pick(SvcPicks& picks, std::int64_t number);

/// Bills picks, each within a write transaction of the caller.
class SvcBilling {
  public:
    SvcBilling(Session& session, const Settings& settings, std::string_view user);

    /// Of a physical pick: its units become Stored Value Card rows. Error kInputData, too, where the amount
    /// to put on a card would be negative.
    void bill_physical(const SvcPick& pick, SvcBillResult& result);

    /// One line of a virtual pick, a number for each unit.
    void bill_virtual(const SvcPick& pick, const SvcPickLine& line,
                      const std::vector<StoredCardNumber>& numbers, SvcBillResult& result);

    /// All of the pick's cards are billed: status B, unless it has lines with other items.
    void close(const SvcPick& pick, SvcBillResult& result);

  private:
    void bill_line(const SvcPick& pick, const SvcPickLine& line, const std::vector<StoredCardNumber>& numbers,
                   SvcBillResult& result);
    void add_cards(const SvcPick& pick, const SvcPickLine& line, const std::vector<StoredCardNumber>& numbers,
                   SvcBillResult& result);
    void add_tickler(const StoredValueCardKey& key);

    Session& session_;
    SvcPicks picks_;
    std::string pricing_method_;
    bool has_workflow_;
    bool writes_invoices_;
    std::string user_;
};

struct SvcBillOptions {
    std::vector<std::int64_t> picks;
    /// Manually Confirming Shipments (MCON): refused while a number is missing.
    bool is_confirmation = false;
    std::string user;
};

/// Bills physical picks, each as a whole; one that cannot be billed is reported and left.
ExitCode bill_picks(Session& session, const SvcBillOptions& options, SvcBillResult& result);

/// SV (SVC Number Assignment) Event Processing: a number for a card that was billed without one, and the
/// trigger that it did not get then; its SV tickler is resolved by `user`. Error kNoInput when there is no
/// such card, kInputData when it has a number or cannot have this one.
void assign_billed_card(Session& session, const StoredValueCardKey& key, std::string_view number,
                        std::string_view user);

}  // namespace oa
