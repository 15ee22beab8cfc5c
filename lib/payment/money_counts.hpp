#pragma once

#include <cstdint>
#include <string>

#include "card/money_exchange.hpp"

namespace oa {

/// What every job that moves money counts of requests that were neither approved nor declined.
struct MoneyCounts {
    std::int64_t requested = 0;    ///< put at the Integration Layer: the answer comes later
    std::int64_t waiting = 0;      ///< the same, requested before
    std::int64_t unanswered = 0;   ///< the next run asks about them, or sends them
    std::int64_t held = 0;         ///< a person must find out what became of them
    std::int64_t left_behind = 0;  ///< what cannot be sent; each was reported

    /// One more of this kind, unless it was approved or declined.
    void count(MoneyOutcome::Kind kind);

    /// As base/fields says.
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("requested", requested);
        visit("waiting", waiting);
        visit("unanswered", unanswered);
        visit("held", held);
        visit("left_behind", left_behind);
    }
};

MoneyCounts operator+(const MoneyCounts& left, const MoneyCounts& right);

/// The end of a summary: what is not zero, `; no answer for 2`.
std::string in_words(const MoneyCounts& counts);

}  // namespace oa
