#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "payment/reject_rows.hpp"
#include "store/session.hpp"

namespace oa {

// Manage Rejected Deposits (SRDP): a deposit or credit that was declined waits for a person. What is done to
// it stands in the order's transaction history.

inline const JobName kRejectedJob = {"SRDP", ""};

enum class RejectedAction {
    kChange,    ///< another Activity ID is entered for it
    kResubmit,  ///< it goes with the next run of the deposits
    kConfirm,   ///< it was deposited by other means: as if it were confirmed
    kWriteOff,  ///< it is given up
};

struct RejectedOptions {
    RejectedAction action = RejectedAction::kResubmit;
    std::vector<std::int64_t> numbers;  ///< none: those of the selection (resubmit)
    RejectedSelection selection;
    std::string activity_id;  ///< kChange
    std::string user;
};

struct RejectedResult {
    RejectedAction action = RejectedAction::kResubmit;
    std::int64_t done = 0;
    Money amount;
    std::int64_t left = 0;  ///< each was reported

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("done", done);
        visit("amount", amount);
        visit("left", left);
    }
};

/// Each in a transaction of its own; one that cannot be done is reported and left: kRowsLeft. A dry run
/// counts.
ExitCode change_rejected(Session& session, const RejectedOptions& options, RejectedResult& result);

std::string summary_of(const RejectedResult& result, bool dry_run);

/// `rejected`, `resubmitted`, `deposited`, `confirmed by hand`, `written off`, `rejected again`
std::string_view status_text(const RejectedDeposit& reject);

}  // namespace oa
