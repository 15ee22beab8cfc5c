#include "card/money_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/date.hpp"
#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

/// How soon a signal is seen while nothing else happens.
constexpr std::chrono::milliseconds kLongestWait{200};
/// That many in a row without an answer: the service is down, the others are not tried.
constexpr int kMostUnanswered = 3;

}  // namespace

MoneyRun::MoneyRun(Session& session, const Settings& settings, const MoneyRunOptions& options)
    : session_(session),
      room_(static_cast<std::size_t>(options.connections)),
      connections_(options.connection.http, options.connections, session.log()),
      services_(read_svc_services_settings(session.database(), session.company(), settings,
                                           options.connection.http),
                options.connection.http, options.connection.retry, connections_, session.log()),
      exchange_(services_, connections_, options.connection.retry, session.clock(), session.log()) {}

bool MoneyRun::is_ending() const {
    return failure_ || StopSignals::requested();
}

bool MoneyRun::has_turn(bool more) const {
    const bool has_ended = std::ranges::any_of(
        under_way_, [](const UnderWay& each) { return each.task && each.task->is_done(); });
    return has_ended || (more && under_way_.size() < room_);
}

ExitCode MoneyRun::run(MoneyJob& job, Progress& progress) {
    const StopSignals signals;
    bool more = job.read_ahead();
    while (more || !under_way_.empty()) {
        if (has_turn(more)) more = turn(job, progress);
        connections_.send_out();
        if (more && !is_ending()) more = job.read_ahead();
        if (under_way_.empty()) continue;
        connections_.run_once(kLongestWait);
        if (is_ending()) connections_.cut_pauses_short();
    }
    if (failure_) throw Error(*failure_);
    return StopSignals::requested() ? ExitCode::kTryLater : ExitCode::kDone;
}

bool MoneyRun::turn(MoneyJob& job, Progress& progress) {
    std::list<UnderWay> leaving;
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    take_ended(job, progress, leaving);
    const bool more = !is_ending() && begin(job, leaving);
    transaction.commit();
    kill_point("payment-recorded");
    for (UnderWay& each : leaving) {
        // What may have left before is asked about first; what was recorded now is sent.
        const bool is_asked = !each.item.sent_at.empty();
        SvcTransaction sent = each.item.transaction;
        const auto sent_at = parse_timestamp(each.item.sent_at).value_or(session_.clock().now());
        each.task.emplace(is_asked ? exchange_.ask(std::move(sent), sent_at)
                                   : exchange_.send(std::move(sent)));
    }
    for (UnderWay& each : leaving) each.task->start();
    under_way_.splice(under_way_.end(), leaving);
    return more;
}

void MoneyRun::take_ended(MoneyJob& job, Progress& progress, std::list<UnderWay>& leaving) {
    for (auto each = under_way_.begin(); each != under_way_.end();) {
        const auto current = each++;
        if (!current->task->is_done()) continue;
        MoneyOutcome outcome = current->task->result();
        kill_point("payment-answered");
        if (outcome.kind == Kind::kNotDone && !is_ending()) {
            job.record(current->item, to_string(session_.clock().now()));
            current->item.sent_at.clear();
            current->task.reset();
            leaving.splice(leaving.end(), under_way_, current);
            continue;
        }
        if (outcome.kind == Kind::kNotDone) outcome.kind = Kind::kUnanswered;
        note(current->item, outcome);
        job.take(current->item, outcome);
        progress.advance();
        under_way_.erase(current);
    }
}

bool MoneyRun::begin(MoneyJob& job, std::list<UnderWay>& leaving) {
    while (under_way_.size() + leaving.size() < room_) {
        std::optional<MoneyItem> item = job.next();
        if (!item) return true;
        if (item->sent_at.empty()) job.record(*item, to_string(session_.clock().now()));
        leaving.push_back({std::move(*item), std::nullopt});
    }
    return true;
}

void MoneyRun::note(const MoneyItem& item, const MoneyOutcome& outcome) {
    const bool has_answer =
        outcome.kind == Kind::kApproved || outcome.kind == Kind::kDeclined || outcome.kind == Kind::kUntold;
    unanswered_ = has_answer ? 0 : unanswered_ + 1;
    if (!outcome.problem.empty()) session_.log().write(Severity::kWarning, item.subject, outcome.problem);
    if (failure_) return;
    if (outcome.refuses_everything) failure_.emplace(*outcome.refuses_everything);
    if (unanswered_ >= kMostUnanswered) failure_.emplace(ExitCode::kUnavailable, outcome.problem);
}

}  // namespace oa
