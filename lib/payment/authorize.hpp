#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/money.hpp"
#include "card/money_run.hpp"
#include "payment/money_counts.hpp"
#include "store/session.hpp"

namespace oa {

// Authorization, online and batch (Customer Engagement Integration, Transactions Processed Between Order
// Administration and Oracle Retail Customer Engagement; Performing Batch Authorization, SATH).

inline const JobName kAuthorizeJob = {"SATH", ""};

struct AuthorizeResult : MoneyCounts {
    std::int64_t to_send = 0;  ///< in a dry run
    std::int64_t authorized = 0;
    Money amount;  ///< of those; in a dry run of those to be sent
    std::int64_t declined = 0;

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("to_send", to_send);
        visit("authorized", authorized);
        visit("amount", amount);
        visit("declined", declined);
        MoneyCounts::fields(visit);
    }
};

struct AuthorizeOptions {
    MoneyRunOptions run;
    std::int64_t order_number = 0;  ///< 0: the batch; else the payments of this order, held or not (online)
};

/// Authorizes what payments by stored value cards still need and no authorization covers: none yet, expired
/// by the reauthorization days of the pay type, or the amount grew. The shortfall alone is asked for.
/// Approved: the Activity ID is the authorization number, and a hold for insufficient funds is released.
/// Declined: the payment and its order are held by the hold reason of the vendor response, SV for
/// INSUFFICIENT_FUNDS. kRowsLeft when a payment was declined or left behind, kUnavailable when there was no
/// answer; errors as MoneyRun, kNoInput for an order that is not there, kConfiguration when a service bureau
/// is not set up.
ExitCode run_authorize(Session& session, const AuthorizeOptions& options, AuthorizeResult& result);

std::string summary_of(const AuthorizeResult& result, bool dry_run);

}  // namespace oa
