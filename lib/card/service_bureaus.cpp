#include "card/service_bureaus.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "delivery/process_control_rows.hpp"

namespace oa {

namespace {

AuthorizationService bureau_of(Database& database, int company, const Settings& settings) {
    AuthorizationService bureau = required_authorization_service(
        database, company, settings.required_system_control_value("I26", "to activate stored value cards"));
    require_reachable(bureau, "I26", "set I26 to it");
    return bureau;
}

}  // namespace

ServiceBureaus::ServiceBureaus(Session& session, const Settings& settings, const SharedNumbers& numbers,
                               const ConnectionOptions& options)
    : session_(session),
      settings_(settings),
      numbers_(numbers),
      options_(options),
      bureau_(bureau_of(session.database(), session.company(), settings)) {
    if (!bureau_.is_payment_link()) {
        open_layer();
        return;
    }
    open_link();
    if (!ProcessControls(session_.database(), session_.company(), kSvcProcess).has_open_requests()) return;
    try {
        open_layer();
    } catch (const Error& error) {
        if (error.code() != ExitCode::kConfiguration) throw;
        layer_problem_ = error.what();
    }
}

void ServiceBureaus::open_link() {
    link_.emplace(session_, settings_, numbers_, options_);
}

void ServiceBureaus::open_layer() {
    layer_.emplace(session_.database(), read_integration_layer_options(settings_, session_.company()),
                   numbers_, session_.clock(), session_.log());
}

SentRequest ServiceBureaus::send(const ReadyCard& ready) {
    const SvcTrigger& trigger = ready.trigger;
    const bool is_new = trigger.sent_at.empty() && !trigger.is_at_integration_layer;
    if (session_.dry_run() && is_new) numbers_.require_fundable(ready.card.key, ready.number);
    const bool is_by_layer = is_new ? !bureau_.is_payment_link() : trigger.is_at_integration_layer;
    return is_by_layer ? send_by_layer(ready) : send_by_link(ready);
}

SentRequest ServiceBureaus::send_by_layer(const ReadyCard& ready) {
    using Outcome = SentRequest::Outcome;
    if (!layer_) {
        return {Outcome::kUnreachable,
                {},
                fmt::format("its request waits for the answer of the Integration Layer: {}", layer_problem_)};
    }
    if (session_.dry_run()) {
        return {layer_->is_requested(ready.trigger) ? Outcome::kWaiting : Outcome::kWouldLeave};
    }
    const auto request = layer_->request(activation_of(ready, bureau_), ready.trigger, bureau_);
    return {request == IntegrationLayerRequest::kPut ? Outcome::kRequested : Outcome::kWaiting};
}

SentRequest ServiceBureaus::send_by_link(const ReadyCard& ready) {
    using Outcome = SentRequest::Outcome;
    if (session_.dry_run()) return {Outcome::kWouldLeave};
    std::optional<AuthorizationService> bureau = bureau_;
    if (!bureau_.is_payment_link()) {
        bureau = authorization_service(session_.database(), session_.company(),
                                       std::string(kCustomerEngagementBureau));
    }
    try {
        if (!link_) open_link();
    } catch (const Error& error) {
        if (error.code() != ExitCode::kConfiguration) throw;
        return {
            Outcome::kUnreachable,
            {},
            fmt::format("its request to Customer Engagement had no answer, which only Customer Engagement "
                        "can give now: {}",
                        error.what())};
    }
    const auto answer =
        link_->activate(ready.trigger, activation_of(ready, bureau.value_or(AuthorizationService())));
    if (answer) return {Outcome::kAnswered, *answer};
    return {Outcome::kUnknown, {}, link_->problem()};
}

SvcActivation ServiceBureaus::activation_of(const ReadyCard& ready,
                                            const AuthorizationService& bureau) const {
    const Timestamp now = session_.clock().now();
    SvcActivation activation;
    activation.card_number = ready.number;
    activation.is_virtual = ready.card.card_type == "V";
    activation.card_prefix = bureau.presenters_id;
    activation.card_series = bureau.submitters_id;
    activation.amount = ready.card.issue_amount;
    activation.currency = ready.currency;
    activation.location = settings_.system_control_value("K69");
    activation.transaction_id = ready.trigger.trigger_key;
    activation.transaction_time = to_string(now);
    activation.business_date = to_string(date_of(now));
    return activation;
}

}  // namespace oa
