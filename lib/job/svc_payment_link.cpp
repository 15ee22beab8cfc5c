#include "job/svc_payment_link.hpp"

#include <fmt/format.h>

#include "base/kill_point.hpp"
#include "net/wait.hpp"
#include "orce/customer_services.hpp"

namespace oa {

namespace {

/// What the card's response says when an answer that was lost is made good by an inquiry.
constexpr const char* kFoundByInquiry = "INQUIRY";

}  // namespace

PaymentLink::PaymentLink(Session& session, const Settings& settings, const ConnectionOptions& options)
    : session_(session),
      retry_(options.retry),
      connections_(options.http, 1, session.log()),
      services_(read_svc_services_settings(session.database(), session.company(), settings, options.http),
                options.http, options.retry, connections_, session.log()) {}

std::optional<SvcAnswer> PaymentLink::activate(const SvcTrigger& trigger, const SvcActivation& activation) {
    is_sent_ = !trigger.sent_at.empty();
    try {
        return with_retries(retry_, session_.log(), [&] { return send(trigger, activation); });
    } catch (const NetworkError& error) {
        problem_ = fmt::format("Customer Engagement gave no answer: {}", error.what());
    } catch (const RelateProcessingException& refusal) {
        // Of an inquiry alone: what became of the card is not known, so it must not be sent again.
        problem_ =
            fmt::format("Customer Engagement does not tell what became of the card: {}", refusal.what());
    }
    return std::nullopt;
}

SvcAnswer PaymentLink::send(const SvcTrigger& trigger, const SvcActivation& activation) {
    if (is_sent_) {
        const SvcInquiry inquiry = wait_for(connections_, services_.inquiry(activation));
        if (inquiry.is_done()) return {inquiry.authorization_number, kFoundByInquiry};
    }
    mark(trigger, to_string(session_.clock().now()));
    is_sent_ = true;
    kill_point("svc-marked");
    try {
        SvcAnswer answer = wait_for(connections_, services_.activate(activation));
        kill_point("svc-answered");
        return answer;
    } catch (const NetworkError& error) {
        is_sent_ = error.body_was_sent();
        if (!is_sent_) mark(trigger, "");
        throw;
    }
}

/// Committed before the request leaves.
void PaymentLink::mark(const SvcTrigger& trigger, const std::string& sent_at) {
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    mark_svc_trigger_sent(session_.database(), session_.company(), trigger.trigger_number, sent_at);
    transaction.commit();
}

}  // namespace oa
