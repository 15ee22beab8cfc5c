#include "payment/money_counts.hpp"

#include <fmt/format.h>

namespace oa {

void MoneyCounts::count(MoneyOutcome::Kind kind) {
    using Kind = MoneyOutcome::Kind;
    switch (kind) {
        case Kind::kApproved:
        case Kind::kDeclined: return;
        case Kind::kRequested: ++requested; return;
        case Kind::kWaiting: ++waiting; return;
        case Kind::kUntold: ++held; return;
        case Kind::kNotSent:
        case Kind::kUnanswered:
        case Kind::kNotDone: ++unanswered; return;
    }
}

MoneyCounts operator+(const MoneyCounts& left, const MoneyCounts& right) {
    return {left.requested + right.requested, left.waiting + right.waiting,
            left.unanswered + right.unanswered, left.held + right.held, left.left_behind + right.left_behind};
}

std::string in_words(const MoneyCounts& counts) {
    std::string text;
    if (counts.requested > 0) text += fmt::format(", {} requested", counts.requested);
    if (counts.waiting > 0) text += fmt::format(", {} waiting", counts.waiting);
    if (counts.unanswered > 0) text += fmt::format("; no answer for {}", counts.unanswered);
    if (counts.held > 0) text += fmt::format("; {} to be found out", counts.held);
    if (counts.left_behind > 0) text += fmt::format("; {} left behind", counts.left_behind);
    return text;
}

}  // namespace oa
