#include "card/money_exchange.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/number_rows.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

/// An inquiry tells nothing of a request that Customer Engagement still works on: until then it may not be
/// sent again.
constexpr std::chrono::minutes kLongestWork{5};
constexpr std::size_t kLongestActivityId = 20;
/// Customer Engagement Integration, Communication failure.
constexpr const char* kUnavailable = "SU RELATE SERVICE IS UNAVAILABLE";

MoneyOutcome without_answer(Kind kind, std::string problem) {
    return {kind, "", "", std::move(problem)};
}

MoneyOutcome unavailable(Kind kind, const Error& error) {
    MoneyOutcome outcome = without_answer(kind, fmt::format("{}: {}", kUnavailable, error.what()));
    if (kind == Kind::kNotSent) outcome.refuses_everything.emplace(error.code(), outcome.problem);
    return outcome;
}

MoneyOutcome outcome_of(const svc::Activity& activity, const SvcTransaction& transaction) {
    if (activity.is_declined()) return {Kind::kDeclined, "", activity.response_code, ""};
    if (activity.response_code.empty() || !activity.may_be_approved()) {
        return without_answer(Kind::kUntold,
                              "its activity does not tell whether it was approved or declined");
    }
    if (activity.activity_id.empty() || character_count(activity.activity_id) > kLongestActivityId) {
        return without_answer(
            Kind::kUntold,
            fmt::format("its activity has no activity ID of at most {} positions", kLongestActivityId));
    }
    if (!activity.amount.empty() && parse_money(activity.amount) != transaction.amount) {
        return without_answer(Kind::kUntold, "its activity has another amount");
    }
    return {Kind::kApproved, activity.activity_id, activity.response_code, ""};
}

}  // namespace

MoneyOutcome outcome_of(const svc::Card& card, const SvcTransaction& transaction) {
    if (!matches_card_number(card.card_number, transaction.card_number)) {
        return without_answer(Kind::kUntold, "the inquiry is about another card");
    }
    if (!card.tells_activities) {
        return without_answer(Kind::kUntold, "the inquiry does not tell the activities of the card");
    }
    const std::vector<svc::Activity> done = card.activities_of(transaction.transaction_id);
    if (done.size() > 1) {
        return without_answer(Kind::kUntold,
                              "it has several activities; find out whether money was moved twice");
    }
    if (done.size() == 1) return outcome_of(done.front(), transaction);
    const bool has_unknown = std::ranges::any_of(
        card.activities, [](const svc::Activity& other) { return other.transaction_id.empty(); });
    if (has_unknown) {
        return without_answer(Kind::kUntold,
                              "the inquiry has activities without a transaction; one of them may be its");
    }
    return without_answer(Kind::kNotDone, "Customer Engagement does not know of it");
}

Task<bool> MoneyExchange::wait_for_retry(RetryDelays& delays, const NetworkError& error) {
    if (!error.worth_retrying() || StopSignals::requested()) co_return false;
    const auto wait = delays.next(error.retry_after());
    if (!wait) co_return false;
    log_retry(log_, error.what(), *wait, delays);
    co_await connections_.pause_until(std::chrono::steady_clock::now() + *wait);
    co_return !StopSignals::requested();
}

Task<MoneyOutcome> MoneyExchange::send(SvcTransaction transaction) {
    std::optional<Timestamp> in_work_until;
    RetryDelays delays(retry_);
    for (;;) {
        std::optional<NetworkError> failure;
        try {
            SvcTransaction sent = transaction;
            in_work_until = clock_.now() + kLongestWork;
            SvcAnswer answer = co_await services_.transact(std::move(sent));
            if (answer.is_approved()) {
                co_return MoneyOutcome{Kind::kApproved, answer.authorization_number, answer.response_code,
                                       ""};
            }
            if (answer.unclear.empty()) {
                co_return MoneyOutcome{Kind::kDeclined, "", answer.response_code, ""};
            }
            log_.write(Severity::kWarning, transaction.transaction_id,
                       fmt::format("the answer of Customer Engagement is not clear: {}; it is asked about",
                                   answer.unclear));
            break;
        } catch (const NetworkError& error) {
            if (error.state() == RequestState::kAnswered) in_work_until.reset();
            if (error.body_was_sent()) break;
            failure = error;
        } catch (const Error& error) {
            if (!refuses_everything(error.code())) throw;
            co_return unavailable(Kind::kNotSent, error);
        }
        Task<bool> waiting = wait_for_retry(delays, *failure);
        if (!co_await std::move(waiting)) co_return unavailable(Kind::kNotSent, *failure);
    }
    Task<MoneyOutcome> asking = inquire(transaction, in_work_until);
    co_return co_await std::move(asking);
}

Task<MoneyOutcome> MoneyExchange::ask(SvcTransaction transaction, Timestamp sent_at) {
    std::optional<Timestamp> in_work_until = sent_at + kLongestWork;
    Task<MoneyOutcome> asking = inquire(std::move(transaction), in_work_until);
    co_return co_await std::move(asking);
}

Task<MoneyOutcome> MoneyExchange::inquire(SvcTransaction transaction,
                                          std::optional<Timestamp> in_work_until) {
    RetryDelays delays(retry_);
    for (;;) {
        std::optional<NetworkError> failure;
        try {
            std::string card_number = transaction.card_number;
            std::string currency = transaction.currency;
            const std::optional<svc::Card> card =
                co_await services_.look_up(std::move(card_number), std::move(currency));
            MoneyOutcome outcome =
                card ? outcome_of(*card, transaction)
                     : without_answer(Kind::kNotDone, "Customer Engagement does not know the card");
            if (outcome.kind == Kind::kNotDone && in_work_until && clock_.now() < *in_work_until) {
                outcome.kind = Kind::kUnanswered;
                outcome.problem = fmt::format(
                    "it had no clear answer, and Customer Engagement may still work on it; after {} it is "
                    "asked about, and sent again",
                    to_string(*in_work_until));
            }
            co_return outcome;
        } catch (const RelateProcessingException& refusal) {
            co_return without_answer(
                Kind::kUntold, fmt::format("Customer Engagement refuses the inquiry: {}", refusal.what()));
        } catch (const NetworkError& error) {
            failure = error;
        } catch (const Error& error) {
            if (!refuses_everything(error.code())) throw;
            MoneyOutcome outcome = unavailable(Kind::kUnanswered, error);
            outcome.refuses_everything.emplace(error.code(), outcome.problem);
            co_return outcome;
        }
        Task<bool> waiting = wait_for_retry(delays, *failure);
        if (!co_await std::move(waiting)) co_return unavailable(Kind::kUnanswered, *failure);
    }
}

}  // namespace oa
