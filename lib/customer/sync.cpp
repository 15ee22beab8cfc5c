#include "customer/sync.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/exchange.hpp"
#include "customer/flagged.hpp"
#include "customer/search_rows.hpp"
#include "customer/services.hpp"
#include "customer/sync_answers.hpp"
#include "customer/sync_queue.hpp"
#include "customer/sync_rows.hpp"
#include "net/retry.hpp"

namespace oa {

namespace {

constexpr std::size_t kCustomersWaiting = 256;
// How soon a signal is seen while nothing else happens.
constexpr std::chrono::milliseconds kLongestWait{200};

/// One run over the flagged customers.
class CustomerSync {
  public:
    CustomerSync(Session& session, const CustomerSyncOptions& options, const CustomerRules& rules,
                 CustomerServicesSettings services, CustomerSyncResult& result)
        : session_(session),
          options_(options),
          rules_(rules),
          result_(result),
          customers_(session.database(), session.company(), options.customer_number,
                     CustomerSelection::kToSynchronize),
          answers_(session.database(), session.company(), session.log(), result),
          connections_(customer_services_http(options.http), options.connections, session.log()),
          services_(std::move(services), options.http, options.retry, connections_, session.log()),
          queue_(static_cast<std::size_t>(options.connections)) {
        if (options.rate > 0) services_.set_turn([this] { return next_turn(); });
    }

    /// Error kUnavailable when Customer Engagement does not answer; what was under way is ended first.
    void run() {
        const StopSignals signals;
        Progress progress(session_.log(), session_.progress(), "customers",
                          static_cast<std::uint64_t>(customers_.count()));
        bool more = begin_customers(progress);
        while (more || queue_.is_under_way()) {
            connections_.run_once(kLongestWait);
            if (is_ending()) connections_.cut_pauses_short();
            // The next requests are on their way while the disk is waited for.
            std::list<SyncWork> answered = queue_.take_ended();
            more = begin_customers(progress);
            connections_.send_out();
            store_answers(answered, progress);
        }
        result_.answers = services_.answer_count();
        result_.stopped = StopSignals::requested();
        if (failure_) throw Error(*failure_);
    }

  private:
    bool is_ending() const { return failure_ || StopSignals::requested(); }

    /// Begins as many as may be under way; false when there is none left to begin.
    bool begin_customers(Progress& progress) {
        if (is_ending()) return false;
        read_waiting(progress);
        queue_.begin([this](const SoldToCustomer& customer) { return exchange(customer); });
        return queue_.waiting() > 0;
    }

    void read_waiting(Progress& progress) {
        SoldToCustomer customer;
        while (queue_.waiting() < kCustomersWaiting && customers_.next(customer)) {
            if (const auto problem = problem_with(customer)) {
                leave_behind(session_.log(), customer.customer_number, *problem, result_);
                progress.advance();
            } else {
                queue_.add(customer);
            }
        }
    }

    /// The exchange about one customer, begun again from its start where no answer was had: it may have been
    /// done all the same.
    Task<SyncOutcome> exchange(const SoldToCustomer& customer) {
        RetryDelays delays(options_.retry);
        bool may_have_been_sent = false;
        for (;;) {
            SyncOutcome outcome;
            std::optional<std::chrono::milliseconds> wait;
            try {
                outcome.answer = co_await synchronize(services_, customer, rules_, may_have_been_sent);
                co_return outcome;
            } catch (const RelateProcessingException& refusal) {
                outcome.refusal = describe(refusal);
                co_return outcome;
            } catch (const NetworkError& error) {
                may_have_been_sent = true;
                if (error.worth_retrying() && !is_ending()) wait = delays.next(error.retry_after());
                if (!wait) {
                    fail(error);
                    co_return outcome;
                }
                log_retry(session_.log(), error.what(), *wait, delays);
            } catch (const Error& error) {
                fail(error);
                co_return outcome;
            }
            co_await connections_.pause_until(std::chrono::steady_clock::now() + *wait);
            if (is_ending()) co_return outcome;
        }
    }

    static std::string describe(const RelateProcessingException& refusal) {
        return fmt::format("Customer Engagement refused it: {}{}", refusal.what(),
                           refusal.code().empty() ? "" : fmt::format(" ({})", refusal.code()));
    }

    void fail(const Error& error) {
        if (!failure_) failure_ = error;
    }

    HttpConnections::Pause next_turn() {
        using Clock = std::chrono::steady_clock;
        const auto interval =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / options_.rate));
        turn_ = std::max(turn_ + interval, Clock::now());
        return connections_.pause_until(turn_);
    }

    /// Takes in all answers that are there in one transaction: each whole or not at all.
    void store_answers(std::list<SyncWork>& answered, Progress& progress) {
        if (answered.empty()) return;
        kill_point("customer_answered");
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        for (SyncWork& work : answered) {
            answers_.take(work.customer, work.task->result());
            progress.advance();
        }
        transaction.commit();
        kill_point("customer_synchronized");
    }

    Session& session_;
    const CustomerSyncOptions& options_;
    const CustomerRules& rules_;
    CustomerSyncResult& result_;
    FlaggedCustomers customers_;
    SyncAnswers answers_;
    HttpConnections connections_;
    CustomerServices services_;
    HttpConnections::Time turn_{};
    std::optional<Error> failure_;
    SyncQueue queue_;  // last: its tasks end before what they use
};

/// Sets the flags that were asked for.
void flag_customers(Session& session, const CustomerSyncOptions& options, CustomerSyncResult& result) {
    Database& database = session.database();
    const int company = session.company();
    if (options.customer_number > 0) {
        if (SoldToCustomer customer;
            !CustomerReader(database, company).read(options.customer_number, customer)) {
            throw Error(ExitCode::kNoInput,
                        fmt::format("company {} has no customer {}", company, options.customer_number));
        }
        if (!has_customer(database, company, options.customer_number)) {
            throw Error(ExitCode::kInputData,
                        fmt::format("customer {} is a Ghost, which is not sent", options.customer_number));
        }
        if (!session.dry_run()) flag_customer(database, company, options.customer_number);
    } else if (options.flag_all && !session.dry_run()) {
        result.flagged = flag_all_customers(database, company);
    }
    if (const std::int64_t ghosts = flagged_ghosts(database, company); ghosts > 0) {
        session.log().info("{} {} not sent", counted(ghosts, "flagged Ghost"), ghosts == 1 ? "is" : "are");
    }
}

/// What a run would do, as far as it is known before Customer Engagement is asked.
void count_customers(Session& session, const CustomerSyncOptions& options, CustomerSyncResult& result) {
    FlaggedCustomers customers(
        session.database(), session.company(), options.customer_number,
        options.flag_all ? CustomerSelection::kAll : CustomerSelection::kToSynchronize);
    SoldToCustomer customer;
    while (customers.next(customer)) {
        if (const auto problem = problem_with(customer)) {
            leave_behind(session.log(), customer.customer_number, *problem, result);
            continue;
        }
        ++result.synchronized;
        const bool has_email = !trim(customer.email_address).empty();
        ++(has_ids(customer) ? result.by_ids : has_email ? result.by_email : result.created);
    }
}

}  // namespace

ExitCode run_customer_sync(Session& session, const CustomerSyncOptions& options, CustomerSyncResult& result) {
    Database& database = session.database();
    const Settings settings(database, session.company());
    require_interactive(settings, session.company(),
                        "the SYNCRDB periodic function synchronizes customer records");
    const CustomerRules rules = read_customer_rules(settings);
    if (session.dry_run()) {
        flag_customers(session, options, result);
        count_customers(session, options, result);
        return result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
    }
    CustomerServicesSettings services =
        read_customer_services_settings(database, session.company(), settings, options.http);
    flag_customers(session, options, result);

    CustomerFeed flagged(database, session.company(), CustomerSelection::kToSynchronize);
    try {
        CustomerSync(session, options, rules, std::move(services), result).run();
        result.remaining = flagged.count_after(0);
    } catch (const Error& error) {
        result.remaining = flagged.count_after(0);
        if (!refuses_everything(error.code())) throw;
        throw Error(error.code(),
                    fmt::format("{}; {} {} left flagged for the next run", error.what(),
                                counted(result.remaining, "customer"), result.remaining == 1 ? "is" : "are"));
    }
    if (result.stopped) return ExitCode::kTryLater;
    return result.left_behind + result.changed_meanwhile > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const CustomerSyncResult& result, bool dry_run) {
    if (dry_run) {
        return fmt::format(
            "would send {}: {} by Relate Id or e-commerce ID, {} to be searched by email address, {} with "
            "neither{}",
            counted(result.synchronized, "customer"), result.by_ids, result.by_email, result.created,
            result.left_behind > 0 ? fmt::format("; {} left behind", result.left_behind) : "");
    }
    std::string text = result.flagged > 0 ? fmt::format("flagged {}; ", result.flagged) : "";
    text += "synchronized " + counted(result.synchronized, "customer");
    if (result.created > 0) text += fmt::format(", {} of them created", result.created);
    if (result.relate_ids_replaced > 0)
        text += fmt::format("; Relate Ids replaced: {}", result.relate_ids_replaced);
    if (result.changed_meanwhile > 0) text += fmt::format("; {} changed meanwhile", result.changed_meanwhile);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    if (result.remaining > 0) text += fmt::format("; {} still flagged", result.remaining);
    if (result.stopped) text += "; stopped: run the same command again to go on";
    return text;
}

}  // namespace oa
