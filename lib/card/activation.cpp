#include "card/activation.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/answer.hpp"
#include "card/notice_rows.hpp"
#include "card/number_rows.hpp"
#include "card/ready_cards.hpp"
#include "card/service_bureaus.hpp"
#include "card/trigger_key.hpp"

namespace oa {

namespace {

std::string subject(const SvcTrigger& trigger) {
    return fmt::format("SVC trigger {}", trigger.trigger_key);
}

/// Takes the answers that came, sends what is ready, and counts.
class SvcActivationRun {
  public:
    SvcActivationRun(Session& session, const ConnectionOptions& options, SvcActivationResult& result)
        : session_(session),
          options_(options),
          result_(result),
          settings_(session.database(), session.company()),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          shared_(session.database(), session.company()),
          bureaus_(session, settings_, shared_, options) {}

    ExitCode run() {
        if (bureaus_.layer() != nullptr && !session_.dry_run()) take_answers(*bureaus_.layer());
        ExitCode code = send_all();
        if (code == ExitCode::kTryLater || session_.dry_run()) return code;
        const ExitCode notices = send_notices();
        if (code == ExitCode::kDone) code = notices;
        const bool is_all_done = result_.left_behind == 0 && result_.declined == 0;
        return code == ExitCode::kDone && !is_all_done ? ExitCode::kRowsLeft : code;
    }

  private:
    /// The ready cards, in the order of their triggers. A service bureau that gives no answer ends it.
    ExitCode send_all() {
        ReadyCards cards(
            session_, settings_, numbers_,
            [&](const SvcTrigger& trigger, std::string_view reason) { left_behind(trigger, reason); });
        while (const auto trigger = cards.next()) {
            if (StopSignals::requested()) return ExitCode::kTryLater;
            const auto ready = cards.card_of(*trigger);
            if (!ready) continue;
            try {
                send(*ready);
            } catch (const Error& error) {
                if (error.code() == ExitCode::kInputData) {
                    left_behind(*trigger, error.what());
                    continue;
                }
                if (!refuses_everything(error.code())) throw;
                ++result_.unanswered;
                stays_ready(*trigger, Severity::kError, error.what());
                return error.code();
            }
        }
        return result_.unanswered > 0 ? ExitCode::kUnavailable : ExitCode::kDone;
    }

    void send(const ReadyCard& ready) {
        using Outcome = SentRequest::Outcome;
        const SentRequest sent = bureaus_.send(ready);
        switch (sent.outcome) {
            case Outcome::kWouldLeave: ++result_.to_send; break;
            case Outcome::kRequested: ++result_.requested; break;
            case Outcome::kWaiting: ++result_.waiting; break;
            case Outcome::kUnreachable: left_behind(ready.trigger, sent.problem); break;
            case Outcome::kUnknown:
                ++result_.unanswered;
                stays_ready(ready.trigger, Severity::kWarning, sent.problem);
                break;
            case Outcome::kAnswered:
                take(ready.trigger, std::string(kCustomerEngagementBureau), sent.answer, ready.card, [] {});
                break;
        }
    }

    void take_answers(IntegrationLayer& layer) {
        const TakenAnswers taken = layer.take_answers([&](const IntegrationLayerAnswer& answer) {
            const auto card = stored_value_card(session_.database(), answer.key);
            if (!card) throw Error(ExitCode::kInputData, "there is no such stored value card");
            if (!matches_card_number(answer.card_number, numbers_.from_store(card->card_number))) {
                throw Error(ExitCode::kInputData, "its ccAccountNumber is that of another card");
            }
            SvcTrigger trigger;
            trigger.trigger_number = answer.trigger_number;
            trigger.trigger_key = format_svc_trigger_key(answer.key);
            take(trigger, answer.service_code, answer.answer, *card, [&] { layer.record(answer); });
        });
        result_.left_behind += static_cast<std::int64_t>(taken.rejected);
    }

    /// `record` takes part in the transaction; `before` is the card as it was.
    template <typename Record>
    void take(const SvcTrigger& trigger, const std::string& bureau, const SvcAnswer& answer,
              const StoredValueCard& before, Record record) {
        Transaction transaction(session_.database(), Transaction::Kind::kWrite);
        record();
        const SvcOutcome outcome = take_svc_answer(session_, settings_, trigger, bureau, answer, before);
        transaction.commit();
        kill_point("svc-stored");
        count(trigger, bureau, answer, outcome, before);
    }

    void count(const SvcTrigger& trigger, std::string_view bureau, const SvcAnswer& answer,
               SvcOutcome outcome, const StoredValueCard& before) {
        if (outcome == SvcOutcome::kActivated) ++result_.activated;
        if (outcome == SvcOutcome::kUnchanged && answer.is_approved() &&
            answer.authorization_number != before.authorization_number) {
            left_behind(trigger,
                        fmt::format("the service bureau {} approves a card that was approved before, with "
                                    "another authorization number; ask it whether the card was funded twice",
                                    bureau));
        }
        if (outcome != SvcOutcome::kDeclined) return;
        ++result_.declined;
        session_.log().write(
            Severity::kWarning, subject(trigger),
            fmt::format("the service bureau {} declined it: {}; it is not sent again: call the bureau",
                        bureau, answer.response_code));
    }

    /// Whatever is wrong with the notices, it neither blocks an activation nor hides what became of one.
    ExitCode send_notices() {
        try {
            return send_svc_notices(session_, {options_, "SVC_OUT"}, result_.notices);
        } catch (const Error& error) {
            session_.log().write(
                Severity::kError, {},
                fmt::format("no more notices can be sent, those that are due stay due: {}", error.what()));
            result_.notices.remaining = svc_notices_due_count(session_.database(), session_.company());
            return ExitCode::kRowsLeft;
        }
    }

    void stays_ready(const SvcTrigger& trigger, Severity severity, std::string_view reason) {
        session_.log().write(severity, subject(trigger),
                             fmt::format("{}; it stays ready for the next run", reason));
    }

    void left_behind(const SvcTrigger& trigger, std::string_view reason) {
        ++result_.left_behind;
        session_.log().write(Severity::kWarning, subject(trigger), reason);
    }

    Session& session_;
    const ConnectionOptions& options_;
    SvcActivationResult& result_;
    Settings settings_;
    CardNumbers numbers_;
    SharedNumbers shared_;
    ServiceBureaus bureaus_;
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
