#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "card/services.hpp"
#include "net/http_connections.hpp"
#include "net/retry.hpp"

namespace oa {

/// How a request that moves money ended.
struct MoneyOutcome {
    enum class Kind {
        kApproved,
        kDeclined,
        kNotDone,     ///< it was asked about: nothing was done, and it may be sent again
        kNotSent,     ///< it certainly did nothing
        kUnanswered,  ///< it may have been done: the next run asks about it
        kRequested,   ///< at the Integration Layer now: the answer comes later
        kWaiting,     ///< the same, requested before
        kUntold,      ///< Customer Engagement cannot tell what became of it: a person must find out
    };

    Kind kind = Kind::kUnanswered;
    std::string activity_id;    ///< of what was approved
    std::string response_code;  ///< Customer Engagement's, at most 60 positions
    std::string problem;        ///< of what was neither approved nor declined
    /// Nothing else can be sent either: wrong password or address, no connection.
    std::optional<Error> refuses_everything = {};
};

/// Where a transaction's answer was lost, what became of it is asked before it is sent again, so that no
/// money is moved twice (Customer Engagement Integration, Customer Engagement Stored Value Card Integration;
/// Communication failure). Whoever calls has recorded that the request leaves.
class MoneyExchange {
  public:
    MoneyExchange(SvcServices& services, HttpConnections& connections, const RetryPolicy& retry,
                  const Clock& clock, Log& log)
        : services_(services), connections_(connections), retry_(retry), clock_(clock), log_(log) {}

    /// Sends it; after a lost or unclear answer asks about it. Never kNotDone while it may be in work.
    Task<MoneyOutcome> send(SvcTransaction transaction);

    /// What became of one that left at `sent_at`.
    Task<MoneyOutcome> ask(SvcTransaction transaction, Timestamp sent_at);

  private:
    /// Waits before another try; false when there is to be none.
    Task<bool> wait_for_retry(RetryDelays& delays, const NetworkError& error);
    /// `in_work_until`: before that it may yet be done.
    Task<MoneyOutcome> inquire(SvcTransaction transaction, std::optional<Timestamp> in_work_until);

    SvcServices& services_;
    HttpConnections& connections_;
    RetryPolicy retry_;
    const Clock& clock_;
    Log& log_;
};

/// What an inquiry tells of a transaction: kApproved, kDeclined, kNotDone or kUntold.
MoneyOutcome outcome_of(const svc::Card& card, const SvcTransaction& transaction);

}  // namespace oa
