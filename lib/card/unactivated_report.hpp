#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/error.hpp"
#include "base/log.hpp"
#include "card/report_rows.hpp"

namespace oa {

/// Why a card is on the Unactivated Stored Value Card Report: declined, no number, not answered.
std::string unactivated_reason(const StoredValueCard& card);

struct UnactivatedResult {
    std::int64_t orders = 0;
    std::int64_t declined = 0;
    std::int64_t unanswered = 0;
    std::int64_t without_number = 0;
    std::int64_t unreadable = 0;  ///< among the others

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("declined", declined);
        visit("not_answered", unanswered);
        visit("without_number", without_number);
        visit("unreadable", unreadable);
    }
};

/// Unactivated Stored Value Card Report (UNACTSVC, PFR0075; Stored Value Card Purchase and Activation, What
/// Happens When the Stored Value Card Activation is Declined?): each order with its cards; their numbers are
/// masked. It reads only, from one snapshot, and is not a job: it takes no lock of the company. Answers
/// kRowsLeft when a number cannot be read.
ExitCode report_unactivated_cards(Database& database, int company, Log& log,
                                  const std::function<void(const UnactivatedOrder&)>& row,
                                  UnactivatedResult& result);
std::string summary_of(const UnactivatedResult& result);

}  // namespace oa
