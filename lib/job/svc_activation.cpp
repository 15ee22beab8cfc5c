#include "job/svc_activation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "job/svc_answer.hpp"
#include "job/svc_integration_layer.hpp"
#include "job/svc_payment_link.hpp"
#include "job/svc_trigger_key.hpp"
#include "store/authorization_service.hpp"
#include "store/card_number.hpp"
#include "store/process_control.hpp"

namespace oa {

namespace {

constexpr std::int64_t kTriggersAtOnce = 100;
constexpr std::string_view kPaymentLink = "P";
/// What a pass could not do is tried again after ever longer waits, up to this: the log is not to fill with
/// it.
constexpr std::chrono::seconds kLongestPatience{600};

AuthorizationService bureau_of(Database& database, int company, const Settings& settings) {
    return required_authorization_service(
        database, company, settings.required_system_control_value("I26", "to activate stored value cards"));
}

class SvcActivationRun {
  public:
    SvcActivationRun(Session& session, const ConnectionOptions& options, SvcActivationResult& result)
        : session_(session),
          options_(options),
          result_(result),
          settings_(session.database(), session.company()),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          bureau_(bureau_of(session.database(), session.company(), settings_)) {}

    ExitCode run() {
        ExitCode code = activate();
        if (code == ExitCode::kTryLater) return code;
        // A mail that fails never blocks an activation, nor the other way round.
        if (!session_.dry_run()) {
            const ExitCode notices = send_svc_notices(session_, {options_, "SVC_OUT"}, result_.notices);
            if (code == ExitCode::kDone) code = notices;
        }
        if (code == ExitCode::kDone && result_.left_behind > 0) code = ExitCode::kRowsLeft;
        return code;
    }

  private:
    ExitCode activate() {
        if (session_.dry_run())
            return each_trigger([&](const SvcTrigger&, StoredValueCard&) { ++result_.activated; });
        if (bureau_.communication_type == kPaymentLink) {
            PaymentLink link(session_, settings_, options_);
            return each_trigger([&](const SvcTrigger& trigger, StoredValueCard& card) {
                const auto answer = link.activate(trigger, activation_of(card, trigger));
                if (answer) return store(trigger, *answer, card);
                ++result_.unanswered;
                stays_ready(trigger, Severity::kWarning, link.problem());
            });
        }
        IntegrationLayer layer(session_.database(), layer_options(), session_.clock(), session_.log());
        result_.left_behind += take_answers(layer);
        return each_trigger([&](const SvcTrigger& trigger, StoredValueCard& card) {
            const IntegrationLayerRequest request = layer.request(activation_of(card, trigger), trigger);
            ++(request == IntegrationLayerRequest::kPut ? result_.requested : result_.waiting);
        });
    }

    IntegrationLayerOptions layer_options() const {
        constexpr std::string_view kNeededFor =
            "for a service bureau with communication type Integration Layer";
        return {session_.company(),
                bureau_.service_code,
                bureau_.merchant_id,
                bureau_.presenters_id,
                bureau_.submitters_id,
                settings_.required_property("SVC_QUEUE_OUT_DIRECTORY", kNeededFor),
                settings_.required_property("SVC_QUEUE_IN_DIRECTORY", kNeededFor)};
    }

    /// How many answer files were rejected.
    std::int64_t take_answers(IntegrationLayer& layer) {
        const TakenAnswers taken = layer.take_answers([&](const IntegrationLayerAnswer& answer) {
            SvcTrigger trigger;
            trigger.trigger_number = answer.trigger_number;
            trigger.trigger_key = format_svc_trigger_key(answer.key);
            const auto card = stored_value_card(session_.database(), answer.key);
            if (!card) throw Error(ExitCode::kInputData, "there is no such stored value card");
            Transaction transaction(session_.database(), Transaction::Kind::kWrite);
            layer.record(answer);
            const SvcOutcome outcome = take_svc_answer(session_, settings_, trigger, answer.answer, *card);
            transaction.commit();
            kill_point("svc-stored");
            count(trigger, answer.answer, outcome);
        });
        return static_cast<std::int64_t>(taken.rejected);
    }

    /// The ready triggers whose card can be activated, in their order. A service bureau that gives no answer
    /// ends it.
    template <typename Action>
    ExitCode each_trigger(Action action) {
        std::int64_t last = 0;
        for (;;) {
            const auto triggers =
                ready_svc_triggers(session_.database(), session_.company(), last, kTriggersAtOnce);
            if (triggers.empty()) return result_.unanswered > 0 ? ExitCode::kUnavailable : ExitCode::kDone;
            for (const SvcTrigger& trigger : triggers) {
                last = trigger.trigger_number;
                if (StopSignals::requested()) return ExitCode::kTryLater;
                auto card = card_of(trigger);
                if (!card) continue;
                try {
                    action(trigger, *card);
                } catch (const Error& error) {
                    if (error.code() != ExitCode::kUnavailable) throw;
                    ++result_.unanswered;
                    stays_ready(trigger, Severity::kError, error.what());
                    return ExitCode::kUnavailable;
                }
            }
        }
    }

    void stays_ready(const SvcTrigger& trigger, Severity severity, std::string_view reason) {
        session_.log().write(severity, subject(trigger),
                             fmt::format("{}; it stays ready and goes with the next run", reason));
    }

    static std::string subject(const SvcTrigger& trigger) {
        return fmt::format("SVC trigger {}", trigger.trigger_key);
    }

    /// Nothing for a trigger that cannot be sent: it is reported, or closed when the card is activated
    /// already.
    std::optional<StoredValueCard> card_of(const SvcTrigger& trigger) {
        const auto key = parse_svc_trigger_key(trigger.trigger_key);
        if (!key || key->company != session_.company()) {
            return left_behind(trigger, "its key is none of this company's cards; correct the trigger");
        }
        auto card = stored_value_card(session_.database(), *key);
        if (!card) return left_behind(trigger, "there is no such stored value card; bill it first");
        if (card->is_activated()) {
            close(trigger);
            return std::nullopt;
        }
        if (card->card_number.empty()) {
            return left_behind(trigger, "the stored value card has no number; assign one with oa-svc number");
        }
        try {
            numbers_.from_store(card->card_number);
        } catch (const Error& error) {
            return left_behind(trigger, error.what());
        }
        return card;
    }

    std::optional<StoredValueCard> left_behind(const SvcTrigger& trigger, std::string_view reason) {
        ++result_.left_behind;
        session_.log().write(Severity::kWarning, subject(trigger), reason);
        return std::nullopt;
    }

    void close(const SvcTrigger& trigger) {
        if (session_.dry_run()) return;
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        close_svc_trigger(session_.database(), session_.company(), trigger.trigger_number, "C",
                          to_string(session_.clock().now()));
        transaction.commit();
    }

    SvcActivation activation_of(const StoredValueCard& card, const SvcTrigger& trigger) const {
        const std::string now = to_string(session_.clock().now());
        SvcActivation activation;
        activation.card_number = numbers_.from_store(card.card_number);
        activation.is_virtual = card.card_type == "V";
        activation.card_prefix = bureau_.presenters_id;
        activation.card_series = bureau_.submitters_id;
        activation.amount = card.issue_amount;
        activation.currency = settings_.system_control_value("A55");
        activation.location = settings_.system_control_value("K69");
        activation.transaction_id = trigger.trigger_key;
        activation.transaction_time = now;
        activation.business_date = to_string(date_of(session_.clock().now()));
        return activation;
    }

    void store(const SvcTrigger& trigger, const SvcAnswer& answer, const StoredValueCard& card) {
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        const SvcOutcome outcome = take_svc_answer(session_, settings_, trigger, answer, card);
        transaction.commit();
        kill_point("svc-stored");
        count(trigger, answer, outcome);
    }

    void count(const SvcTrigger& trigger, const SvcAnswer& answer, SvcOutcome outcome) {
        if (outcome == SvcOutcome::kActivated) ++result_.activated;
        if (outcome != SvcOutcome::kDeclined) return;
        ++result_.declined;
        session_.log().write(
            Severity::kWarning, subject(trigger),
            fmt::format("the service bureau {} declined it: {}; it is not sent again: call the bureau",
                        bureau_.service_code, answer.response_code));
    }

    Session& session_;
    const ConnectionOptions& options_;
    SvcActivationResult& result_;
    Settings settings_;
    CardNumbers numbers_;
    AuthorizationService bureau_;
};

}  // namespace

ExitCode run_svc_activation(Session& session, const ConnectionOptions& options, SvcActivationResult& result) {
    return SvcActivationRun(session, options, result).run();
}

std::string summary_of(const SvcActivationResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} stored value card{}", dry_run ? "would send" : "activated",
                                   result.activated, result.activated == 1 ? "" : "s");
    if (result.declined > 0) text += fmt::format(", {} declined", result.declined);
    if (result.requested > 0) text += fmt::format(", {} requested", result.requested);
    if (result.waiting > 0) text += fmt::format(", {} waiting for their answer", result.waiting);
    if (result.unanswered > 0) text += fmt::format("; no answer for {}", result.unanswered);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    if (!dry_run) text += "; " + summary_of(result.notices, dry_run);
    return text;
}

SvcWork svc_work(Database& database, int company) {
    SvcWork work;
    work.rows = svc_rows_due(database, company);
    const std::filesystem::path answers = Settings(database, company).property("SVC_QUEUE_IN_DIRECTORY");
    if (!answers.empty()) work.answers = FileQueue(answers).list();
    return work;
}

ExitCode watch_svc_triggers(Database& database, int company, std::chrono::seconds delay, Log& log,
                            const std::function<ExitCode()>& pass) {
    if (Settings(database, company).is_selected("I50")) {
        throw Error(ExitCode::kConfiguration,
                    "Use Activation / Reversal Batch Processing (I50) is selected: activations are sent by "
                    "batch; run "
                    "oa-svc-activate without --watch");
    }
    const StopSignals signals;
    // The first pass looks at everything: what a killed one left, too.
    std::optional<SvcWork> left;
    std::chrono::seconds patience = delay;
    auto next_try = std::chrono::steady_clock::now();
    while (!StopSignals::requested()) {
        const auto now = std::chrono::steady_clock::now();
        const SvcWork work = svc_work(database, company);
        if (!left || (work != SvcWork() && (work != *left || now >= next_try))) {
            patience = left == work ? std::min(2 * patience, std::max(delay, kLongestPatience)) : delay;
            try {
                pass();
            } catch (const Error& error) {
                if (error.code() != ExitCode::kTryLater && error.code() != ExitCode::kUnavailable) throw;
                log.warning("{}", error.what());
            }
            left = svc_work(database, company);
            next_try = now + patience;
        }
        StopSignals::sleep_for(delay);
    }
    return ExitCode::kDone;
}

}  // namespace oa
