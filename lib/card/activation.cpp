#include "card/activation.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/answer.hpp"
#include "card/authorization_service_rows.hpp"
#include "card/currency.hpp"
#include "card/integration_layer.hpp"
#include "card/notice_rows.hpp"
#include "card/number_rows.hpp"
#include "card/payment_link.hpp"
#include "card/trigger_key.hpp"

namespace oa {

namespace {

constexpr std::int64_t kTriggersAtOnce = 100;

/// A card that can be sent, and its number as it is sent.
struct ReadyCard {
    StoredValueCard card;
    std::string number;
    std::string currency;
};

AuthorizationService bureau_of(Database& database, int company, const Settings& settings) {
    AuthorizationService bureau = required_authorization_service(
        database, company, settings.required_system_control_value("I26", "to activate stored value cards"));
    if (bureau.is_payment_link() && bureau.service_code != kCustomerEngagementBureau) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format("the service bureau {} of I26 has communication type Payment Link, but only {} "
                        "(Customer Engagement) can be asked by Payment Link; set I26 to it, or the "
                        "bureau to Integration Layer (WASV)",
                        bureau.service_code, kCustomerEngagementBureau));
    }
    return bureau;
}

class SvcActivationRun {
  public:
    SvcActivationRun(Session& session, const ConnectionOptions& options, SvcActivationResult& result)
        : session_(session),
          options_(options),
          result_(result),
          settings_(session.database(), session.company()),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          shared_(session.database(), session.company()),
          bureau_(bureau_of(session.database(), session.company(), settings_)) {}

    ExitCode run() {
        open_ways();
        if (layer_ && !session_.dry_run()) result_.left_behind += take_answers();
        ExitCode code = send_triggers();
        if (code == ExitCode::kTryLater || session_.dry_run()) return code;
        const ExitCode notices = send_notices();
        if (code == ExitCode::kDone) code = notices;
        const bool is_all_done = result_.left_behind == 0 && result_.declined == 0;
        return code == ExitCode::kDone && !is_all_done ? ExitCode::kRowsLeft : code;
    }

  private:
    /// The way to the service bureau of I26 must be there; one that earlier requests went is opened if it
    /// can be.
    void open_ways() {
        if (bureau_.is_payment_link()) {
            open_payment_link();
        } else {
            open_layer();
        }
        const ProcessControls controls(session_.database(), session_.company(), kSvcProcess);
        if (layer_ || !controls.has_open_requests()) return;
        try {
            open_layer();
        } catch (const Error& error) {
            if (error.code() != ExitCode::kConfiguration) throw;
            layer_problem_ = error.what();
        }
    }

    void open_payment_link() { link_.emplace(session_, settings_, shared_, options_); }

    void open_layer() {
        layer_.emplace(session_.database(), layer_options(), shared_, session_.clock(), session_.log());
    }

    ExitCode send_triggers() {
        return each_trigger([&](const SvcTrigger& trigger, const ReadyCard& ready) {
            const bool is_new = trigger.sent_at.empty() && !trigger.is_at_integration_layer;
            if (session_.dry_run() && is_new) shared_.require_fundable(ready.card.key, ready.number);
            // What left stays with the service bureau that it was sent to, whatever I26 says now.
            const bool is_by_layer = is_new ? !bureau_.is_payment_link() : trigger.is_at_integration_layer;
            if (is_by_layer) {
                request(trigger, ready);
            } else {
                activate(trigger, ready);
            }
        });
    }

    void request(const SvcTrigger& trigger, const ReadyCard& ready) {
        if (!layer_) {
            left_behind(trigger, fmt::format("its request waits for the answer of the Integration Layer: {}",
                                             layer_problem_));
            return;
        }
        if (session_.dry_run()) {
            ++(layer_->is_requested(trigger) ? result_.waiting : result_.to_send);
            return;
        }
        const IntegrationLayerRequest request =
            layer_->request(activation_of(ready, trigger, bureau_), trigger, bureau_);
        ++(request == IntegrationLayerRequest::kPut ? result_.requested : result_.waiting);
    }

    void activate(const SvcTrigger& trigger, const ReadyCard& ready) {
        if (session_.dry_run()) {
            ++result_.to_send;
            return;
        }
        std::optional<AuthorizationService> bureau = bureau_;
        if (!bureau_.is_payment_link()) {
            bureau = authorization_service(session_.database(), session_.company(),
                                           std::string(kCustomerEngagementBureau));
        }
        if (!link_) {
            try {
                open_payment_link();
            } catch (const Error& error) {
                if (error.code() != ExitCode::kConfiguration) throw;
                left_behind(trigger,
                            fmt::format("its request to Customer Engagement had no answer, which only "
                                        "Customer Engagement can give now: {}",
                                        error.what()));
                return;
            }
        }
        const auto answer =
            link_->activate(trigger, activation_of(ready, trigger, bureau.value_or(AuthorizationService())));
        if (answer) return store(trigger, *answer, ready.card);
        ++result_.unanswered;
        stays_ready(trigger, Severity::kWarning, link_->problem());
    }

    /// Whatever is wrong with the notices, it neither blocks an activation nor hides what became of one.
    ExitCode send_notices() {
        try {
            return send_svc_notices(session_, {options_, "SVC_OUT"}, result_.notices);
        } catch (const Error& error) {
            session_.log().write(
                Severity::kError, {},
                fmt::format("no more notices can be sent, those that are due stay so: {}", error.what()));
            result_.notices.remaining = svc_notices_due_count(session_.database(), session_.company());
            return ExitCode::kRowsLeft;
        }
    }

    std::string queue_directory(const std::string& property) const {
        std::string directory = settings_.required_property(
            property, "for a service bureau with communication type Integration Layer");
        std::error_code ignored;
        if (!std::filesystem::is_directory(directory, ignored)) {
            throw Error(ExitCode::kConfiguration,
                        fmt::format("{} ({}) is no directory", property, directory));
        }
        return directory;
    }

    IntegrationLayerOptions layer_options() const {
        IntegrationLayerOptions options{session_.company(), queue_directory("SVC_QUEUE_OUT_DIRECTORY"),
                                        queue_directory("SVC_QUEUE_IN_DIRECTORY")};
        if (std::filesystem::equivalent(options.request_directory, options.answer_directory)) {
            throw Error(ExitCode::kConfiguration,
                        "SVC_QUEUE_OUT_DIRECTORY and SVC_QUEUE_IN_DIRECTORY are one directory; the requests "
                        "would be taken for answers");
        }
        return options;
    }

    /// How many answer files were rejected.
    std::int64_t take_answers() {
        const TakenAnswers taken = layer_->take_answers([&](const IntegrationLayerAnswer& answer) {
            SvcTrigger trigger;
            trigger.trigger_number = answer.trigger_number;
            trigger.trigger_key = format_svc_trigger_key(answer.key);
            const auto card = stored_value_card(session_.database(), answer.key);
            if (!card) throw Error(ExitCode::kInputData, "there is no such stored value card");
            if (!answer.card_number.empty() &&
                !matches_card_number(answer.card_number, numbers_.from_store(card->card_number))) {
                throw Error(ExitCode::kInputData, "its ccAccountNumber is that of another card");
            }
            Transaction transaction(session_.database(), Transaction::Kind::kWrite);
            layer_->record(answer);
            const SvcOutcome outcome =
                take_svc_answer(session_, settings_, trigger, answer.service_code, answer.answer, *card);
            transaction.commit();
            kill_point("svc-stored");
            count(trigger, answer.service_code, answer.answer, outcome, *card);
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
                const auto ready = ready_card(trigger);
                if (!ready) continue;
                try {
                    action(trigger, *ready);
                } catch (const Error& error) {
                    if (error.code() == ExitCode::kInputData) {
                        left_behind(trigger, error.what());
                        continue;
                    }
                    if (!refuses_everything(error.code())) throw;
                    ++result_.unanswered;
                    stays_ready(trigger, Severity::kError, error.what());
                    return error.code();
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
    std::optional<ReadyCard> ready_card(const SvcTrigger& trigger) {
        const auto key = parse_svc_trigger_key(trigger.trigger_key);
        if (!key || key->company != session_.company()) {
            return left_behind(trigger, "its key is none of this company's cards; correct the trigger");
        }
        if (!is_leading(trigger)) return std::nullopt;
        auto card = stored_value_card(session_.database(), *key);
        if (!card) return left_behind(trigger, "there is no such stored value card; bill it first");
        if (card->is_activated()) {
            close(trigger, "C");
            return std::nullopt;
        }
        if (!card->response_code.empty()) {
            close(trigger, "E");
            return left_behind(trigger, fmt::format("the service bureau {} declined the card before ({}); a "
                                                    "declined card is not sent again: call the bureau",
                                                    card->auth_service, card->response_code));
        }
        if (card->card_number.empty()) {
            return left_behind(trigger, "the stored value card has no number; assign one with oa-svc number");
        }
        try {
            return ReadyCard{*card, numbers_.from_store(card->card_number),
                             card_currency(session_.database(), settings_, key->company, key->order_number)};
        } catch (const Error& error) {
            return left_behind(trigger, error.what());
        }
    }

    /// A card is asked for by one of its triggers; the others end as that one does.
    bool is_leading(const SvcTrigger& trigger) {
        const auto leading =
            leading_svc_trigger(session_.database(), session_.company(), trigger.trigger_key);
        if (!leading || leading->trigger_number == trigger.trigger_number) return leading.has_value();
        if (leading->status != "R") {
            left_behind(trigger, fmt::format("trigger {} of the same card had no answer to its request, and "
                                             "has status {}; set it to R to have it asked about",
                                             leading->trigger_number, leading->status));
        }
        return false;
    }

    std::optional<ReadyCard> left_behind(const SvcTrigger& trigger, std::string_view reason) {
        ++result_.left_behind;
        session_.log().write(Severity::kWarning, subject(trigger), reason);
        return std::nullopt;
    }

    void close(const SvcTrigger& trigger, std::string_view status) {
        if (session_.dry_run()) return;
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        close_ready_svc_triggers(session_.database(), session_.company(), trigger.trigger_key, status,
                                 to_string(session_.clock().now()));
        transaction.commit();
    }

    SvcActivation activation_of(const ReadyCard& ready, const SvcTrigger& trigger,
                                const AuthorizationService& bureau) const {
        const std::string now = to_string(session_.clock().now());
        SvcActivation activation;
        activation.card_number = ready.number;
        activation.is_virtual = ready.card.card_type == "V";
        activation.card_prefix = bureau.presenters_id;
        activation.card_series = bureau.submitters_id;
        activation.amount = ready.card.issue_amount;
        activation.currency = ready.currency;
        activation.location = settings_.system_control_value("K69");
        activation.transaction_id = trigger.trigger_key;
        activation.transaction_time = now;
        activation.business_date = to_string(date_of(session_.clock().now()));
        return activation;
    }

    void store(const SvcTrigger& trigger, const SvcAnswer& answer, const StoredValueCard& card) {
        const std::string bureau(kCustomerEngagementBureau);
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        const SvcOutcome outcome = take_svc_answer(session_, settings_, trigger, bureau, answer, card);
        transaction.commit();
        kill_point("svc-stored");
        count(trigger, bureau, answer, outcome, card);
    }

    /// `before` is the card as it was.
    void count(const SvcTrigger& trigger, std::string_view bureau, const SvcAnswer& answer,
               SvcOutcome outcome, const StoredValueCard& before) {
        if (outcome == SvcOutcome::kActivated) ++result_.activated;
        if (outcome == SvcOutcome::kUnchanged && answer.is_approved() &&
            answer.authorization_number != before.authorization_number) {
            left_behind(trigger,
                        fmt::format("the service bureau {} approves a card that was approved before, "
                                    "with another authorization number; ask it whether the card was "
                                    "funded twice",
                                    bureau));
        }
        if (outcome != SvcOutcome::kDeclined) return;
        ++result_.declined;
        session_.log().write(
            Severity::kWarning, subject(trigger),
            fmt::format("the service bureau {} declined it: {}; it is not sent again: call the bureau",
                        bureau, answer.response_code));
    }

    Session& session_;
    const ConnectionOptions& options_;
    SvcActivationResult& result_;
    Settings settings_;
    CardNumbers numbers_;
    SharedNumbers shared_;
    AuthorizationService bureau_;
    std::optional<PaymentLink> link_;
    std::optional<IntegrationLayer> layer_;
    std::string layer_problem_;  ///< why requests that wait there cannot be looked after
};

}  // namespace

ExitCode run_svc_activation(Session& session, const ConnectionOptions& options, SvcActivationResult& result) {
    return SvcActivationRun(session, options, result).run();
}

std::string summary_of(const SvcActivationResult& result, bool dry_run) {
    const std::int64_t cards = dry_run ? result.to_send : result.activated;
    std::string text =
        fmt::format("{} {}", dry_run ? "would send" : "activated", counted(cards, "stored value card"));
    if (result.declined > 0) text += fmt::format(", {} declined", result.declined);
    if (result.requested > 0) text += fmt::format(", {} requested", result.requested);
    if (result.waiting > 0) text += fmt::format(", {} waiting for their answer", result.waiting);
    if (result.unanswered > 0) text += fmt::format("; no answer for {}", result.unanswered);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    if (!dry_run) text += "; " + summary_of(result.notices, dry_run);
    return text;
}

}  // namespace oa
