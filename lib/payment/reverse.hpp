#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/money.hpp"
#include "card/money_run.hpp"
#include "payment/money_counts.hpp"
#include "store/session.hpp"

namespace oa {

// Stored Value Card Authorization Reversal, the batch (Customer Engagement Integration, Transactions
// Processed Between Order Administration and Oracle Retail Customer Engagement: Authorization Reversal;
// SVCREV).

inline const JobName kReverseJob = {"SVCREV", "PFR0077"};

struct ReverseResult : MoneyCounts {
    std::int64_t made = 0;      ///< reversals for what was cancelled or deactivated; in a dry run to be made
    std::int64_t to_send = 0;   ///< in a dry run, with those to be made
    std::int64_t reversed = 0;  ///< approved
    Money amount;               ///< of those; in a dry run of those to be sent
    std::int64_t declined = 0;  ///< the next run sends them again
    std::int64_t closed = 0;    ///< their authorization had expired

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("made", made);
        visit("to_send", to_send);
        visit("reversed", reversed);
        visit("amount", amount);
        visit("declined", declined);
        visit("closed", closed);
        MoneyCounts::fields(visit);
    }
};

/// Sets free what authorizations hold beyond what payments still need, where the service bureau has Send
/// reversal: of an order that was cancelled, wholly or in part, and of a payment that was deactivated. What
/// an invoice that is not deposited yet needs stays. The newest authorizations are reversed first, in whole
/// or in part; then every reversal that is ready is sent, those that deposits made (J20), too. Declined: it
/// stays ready, or is closed when the authorization has expired. I50 decides nothing: this is the batch, and
/// nothing else sends reversals. kRowsLeft when a reversal was declined, held or left behind, kUnavailable
/// when there was no answer; errors as MoneyRun.
ExitCode run_reverse(Session& session, const MoneyRunOptions& options, ReverseResult& result);

std::string summary_of(const ReverseResult& result, bool dry_run);

}  // namespace oa
