#include "card/payment_link.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/kill_point.hpp"
#include "card/trigger_key.hpp"
#include "net/wait.hpp"

namespace oa {

namespace {

/// What the card's response says when an answer that was lost is made good by an inquiry.
constexpr const char* kFoundByInquiry = "INQUIRY";
/// An inquiry tells nothing of a request that the service bureau still works on: until then it may not be
/// sent again.
constexpr std::chrono::minutes kLongestWork{5};
/// That many cards in a row without an answer: the service is down, the others are not tried.
constexpr int kMostUnanswered = 3;
/// Customer Engagement Integration, Communication failure.
constexpr const char* kUnavailable = "SU RELATE SERVICE IS UNAVAILABLE";

}  // namespace

PaymentLink::PaymentLink(Session& session, const Settings& settings, const SharedNumbers& numbers,
                         const ConnectionOptions& options)
    : session_(session),
      numbers_(numbers),
      retry_(options.retry),
      connections_(options.http, 1, session.log()),
      services_(read_svc_services_settings(session.database(), session.company(), settings, options.http),
                options.http, options.retry, connections_, session.log()) {}

std::optional<SvcAnswer> PaymentLink::activate(const SvcTrigger& trigger, const SvcActivation& activation) {
    is_sent_ = !trigger.sent_at.empty();
    const auto sent_at = parse_timestamp(trigger.sent_at);
    in_work_until_ = sent_at ? std::optional(*sent_at + kLongestWork) : std::nullopt;
    try {
        auto answer = with_retries(retry_, session_.log(), [&] { return send(trigger, activation); });
        unanswered_ = 0;
        return answer;
    } catch (const RelateProcessingException& refusal) {
        // Of an inquiry alone: what became of the card is not known, so it must not be sent again.
        problem_ =
            fmt::format("Customer Engagement does not tell what became of the card: {}", refusal.what());
        unanswered_ = 0;
    } catch (const NetworkError& error) {
        problem_ = fmt::format("{}: {}", kUnavailable, error.what());
        if (!error.body_was_sent() || ++unanswered_ == kMostUnanswered)
            throw Error(ExitCode::kUnavailable, problem_);
    }
    return std::nullopt;
}

std::optional<SvcAnswer> PaymentLink::ask(const SvcActivation& activation) {
    const SvcInquiry inquiry = wait_for(connections_, services_.inquiry(activation));
    if (!inquiry.is_done()) return std::nullopt;
    return SvcAnswer{inquiry.authorization_number, kFoundByInquiry};
}

std::optional<SvcAnswer> PaymentLink::send(const SvcTrigger& trigger, const SvcActivation& activation) {
    const Timestamp now = session_.clock().now();
    if (is_sent_) {
        if (auto found = ask(activation)) return found;
        if (in_work_until_ && now < *in_work_until_) {
            problem_ = fmt::format(
                "its request had no clear answer, and Customer Engagement may still work on it; "
                "after {} it is asked about, and sent again",
                to_string(*in_work_until_));
            return std::nullopt;
        }
    }
    mark(trigger, activation, to_string(now));
    is_sent_ = true;
    in_work_until_ = now + kLongestWork;
    kill_point("svc-marked");
    std::string unclear;
    try {
        SvcAnswer answer = wait_for(connections_, services_.activate(activation));
        kill_point("svc-answered");
        if (answer.unclear.empty()) return answer;
        unclear = answer.unclear;
    } catch (const NetworkError& error) {
        is_sent_ = error.body_was_sent();
        if (error.state() != RequestState::kInWork) in_work_until_.reset();
        if (!is_sent_) unmark(trigger);
        throw;
    } catch (const Error& error) {
        // The service refused whoever asks, before it looked at the card.
        if (refuses_everything(error.code())) unmark(trigger);
        throw;
    }
    session_.log().write(
        Severity::kWarning, fmt::format("SVC trigger {}", trigger.trigger_key),
        fmt::format("the answer of Customer Engagement is not clear: {}; the card is asked about", unclear));
    if (auto found = ask(activation)) return found;
    problem_ = fmt::format(
        "the answer of Customer Engagement is not clear: {}; an inquiry does not know of the activation: it "
        "is "
        "asked about again, and after {} sent again",
        unclear, to_string(*in_work_until_));
    return std::nullopt;
}

/// Committed before the request leaves.
void PaymentLink::mark(const SvcTrigger& trigger, const SvcActivation& activation,
                       const std::string& sent_at) {
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    numbers_.require_fundable(parse_svc_trigger_key(trigger.trigger_key).value(), activation.card_number);
    mark_svc_trigger_sent(session_.database(), session_.company(), trigger.trigger_number, sent_at);
    transaction.commit();
}

/// The request certainly did nothing.
void PaymentLink::unmark(const SvcTrigger& trigger) {
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    mark_svc_trigger_sent(session_.database(), session_.company(), trigger.trigger_number, "");
    transaction.commit();
}

}  // namespace oa
