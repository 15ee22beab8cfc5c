#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/log.hpp"
#include "net/retry.hpp"

namespace oa {

/// A request that moves money - it funds a card, say -, and so is done once, whatever becomes of its answer.
/// MoneyRequests carries it out; what it is about, and what its answer said, is for who makes it.
class MoneyRequest {
  public:
    virtual ~MoneyRequest() = default;

    /// How the log names it: `SVC trigger 007000066760010000100001`.
    virtual std::string subject() const = 0;

    /// When it left, if its answer was not taken in so far.
    virtual std::optional<Timestamp> sent_at() const = 0;

    /// Commits that it leaves now. An Error keeps it from leaving.
    virtual void record(Timestamp now) = 0;

    /// Commits that it certainly did nothing: no request left.
    virtual void withdraw() = 0;

    /// Sends it, once. Blank when the answer is clear, whatever it says; else why it is not, as a clause.
    /// NetworkError when there is no answer.
    virtual std::string send() = 0;

    /// Asks what became of it; true when that is told (it was done, or declined), false when it certainly
    /// was neither, so far.
    /// RelateProcessingException or NetworkError when that is not told.
    virtual bool inquire() = 0;
};

/// The service that requests which move money are sent to, in messages.
struct MoneyService {
    std::string name;            ///< `Customer Engagement`
    std::string is_unavailable;  ///< what begins the message of a service that gives no answer
};

/// Carries out requests that move money, one after the other. Each is recorded before it leaves; where its
/// answer is lost or not clear, the service is asked what became of it before it may be sent again, and not
/// before the service can be done with it (five minutes). What is not told stays recorded, and is asked about
/// in the next run: it is never guessed.
class MoneyRequests {
  public:
    MoneyRequests(MoneyService service, const RetryPolicy& retry, const Clock& clock, Log& log);

    /// True when its outcome is known: by the answer of send(), or because inquire() found it. False
    /// when it is not, after all retries; problem() says why. Error kUnavailable when that holds for any
    /// request: the service is not reached, or answered none of several in a row. Other errors of the request
    /// pass through.
    bool carry_out(MoneyRequest& request);

    const std::string& problem() const { return problem_; }

  private:
    bool attempt(MoneyRequest& request);
    std::string send(MoneyRequest& request);

    MoneyService service_;
    RetryPolicy retry_;
    const Clock& clock_;
    Log& log_;
    bool is_sent_ = false;                    ///< the request in hand may have been done
    std::optional<Timestamp> in_work_until_;  ///< it may not be sent again before
    int unanswered_ = 0;                      ///< in a row
    std::string problem_;
};

}  // namespace oa
