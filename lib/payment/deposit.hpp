#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/money.hpp"
#include "card/money_run.hpp"
#include "payment/authorize.hpp"
#include "payment/money_counts.hpp"
#include "store/session.hpp"

namespace oa {

// Deposit and Credit (Customer Engagement Integration, Transactions Processed Between Order Administration
// and Oracle Retail Customer Engagement; Processing Auto Deposits, SDEP).

inline const JobName kDepositJob = {"SDEP", ""};

struct DepositResult : MoneyCounts {
    AuthorizeResult authorizations;  ///< of amounts above what was authorized
    std::int64_t to_send = 0;        ///< in a dry run
    std::int64_t passed_over = 0;    ///< invoice payments that are not deposited here
    std::int64_t deposits = 0;       ///< confirmed
    Money deposited;                 ///< by those; in a dry run what is due
    std::int64_t credits = 0;
    Money credited;
    std::int64_t new_cards = 0;  ///< refunds for which a stored value card was added to the order
    Money on_new_cards;
    std::int64_t rejected = 0;

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("authorizations", authorizations);
        visit("to_send", to_send);
        visit("passed_over", passed_over);
        visit("deposits", deposits);
        visit("deposited", deposited);
        visit("credits", credits);
        visit("credited", credited);
        visit("new_cards", new_cards);
        visit("on_new_cards", on_new_cards);
        visit("rejected", rejected);
        MoneyCounts::fields(visit);
    }
};

/// Deposits what was billed of payments by stored value cards whose deposit service is Selected for deposit,
/// by Post Auths of their open authorizations, oldest first; where these do not reach, an authorization of
/// the shortfall is had first. Refunds go back to the same card (Recharge), or by a new card where the pay
/// type has an alternate that is one. Invoice payments of pay types without a deposit service are passed
/// over. What is declined becomes a rejected deposit. kRowsLeft when something was rejected, declined, held
/// or left behind, kUnavailable when there was no answer; errors as MoneyRun.
ExitCode run_deposit(Session& session, const MoneyRunOptions& options, DepositResult& result);

std::string summary_of(const DepositResult& result, bool dry_run);

}  // namespace oa
