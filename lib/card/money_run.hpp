#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "base/task.hpp"
#include "card/money_exchange.hpp"
#include "card/services.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// A request that is about to leave, or left before without an answer.
struct MoneyItem {
    std::int64_t id = 0;  ///< the job's own
    std::string subject;  ///< `order 1234 payment 1`
    SvcTransaction transaction;
    std::string sent_at;  ///< when it left before; blank: it never did
    std::int64_t order_number = 0, opm_sequence = 0;
    std::int64_t authorization_sequence =
        0;                            ///< of the authorization it makes, deposits or reverses; 0: none
    std::int64_t invoice_number = 0;  ///< of a deposit or credit
};

/// What is sent, and what becomes of it: authorizations, deposits, reversals.
class MoneyJob {
  public:
    virtual ~MoneyJob() = default;

    /// Reads ahead what may be to be sent, outside of any transaction, unless something read before is left;
    /// false when nothing is.
    virtual bool read_ahead() = 0;
    /// Within a write transaction: the next of what was read ahead that is still to be sent or asked about;
    /// nothing when another read_ahead is due.
    virtual std::optional<MoneyItem> next() = 0;
    /// Within a write transaction, before it leaves: the store says that it did. A new item gets its
    /// transaction ID here.
    virtual void record(MoneyItem& item, const std::string& sent_at) = 0;
    /// Within a write transaction. kNotDone never comes here.
    virtual void take(const MoneyItem& item, const MoneyOutcome& outcome) = 0;
};

struct MoneyRunOptions {
    ConnectionOptions connection;
    int connections = 8;
};

/// Sends what a job has over several connections (Customer Engagement Integration, Customer Engagement Stored
/// Value Card Integration). One transaction takes the answers that are there and records what leaves next: a
/// request is on the disk before it is on the wire, and many share one wait for the disk.
class MoneyRun {
  public:
    /// Error kConfiguration when a setting of the stored value card services is missing.
    MoneyRun(Session& session, const Settings& settings, const MoneyRunOptions& options);

    /// kDone, kTryLater when a signal stopped it. Error kUnavailable, kNoPermission or kConfiguration when
    /// Customer Engagement refused everything or answered nothing several times in a row; what was under way
    /// is taken in first.
    ExitCode run(MoneyJob& job, Progress& progress);

  private:
    struct UnderWay {
        MoneyItem item;
        std::optional<Task<MoneyOutcome>> task;
    };

    bool is_ending() const;
    /// True when there is an answer to take, or room for more.
    bool has_turn(bool more) const;
    /// Within one transaction; false when the job has nothing left.
    bool turn(MoneyJob& job, Progress& progress);
    void take_ended(MoneyJob& job, Progress& progress, std::list<UnderWay>& leaving);
    bool begin(MoneyJob& job, std::list<UnderWay>& leaving);
    void note(const MoneyItem& item, const MoneyOutcome& outcome);

    Session& session_;
    std::size_t room_;
    HttpConnections connections_;
    SvcServices services_;
    MoneyExchange exchange_;
    std::optional<Error> failure_;
    int unanswered_ = 0;             ///< in a row
    std::list<UnderWay> under_way_;  // last: its tasks end before what they use
};

}  // namespace oa
