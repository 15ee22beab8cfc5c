#include "card/integration_layer.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/kill_point.hpp"
#include "base/mask.hpp"
#include "card/answer.hpp"
#include "card/authorization_message.hpp"
#include "card/trigger_key.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

constexpr std::size_t kFileNameLength = 100;

/// The same for a trigger whenever its card is asked for again.
std::string request_file_name(int company, std::int64_t trigger_number) {
    return fmt::format("CWAuthorizationRequest_{:03}_{:09}.xml", company, trigger_number);
}

StoredValueCardKey key_of(const std::string& trigger_key) {
    const std::optional<StoredValueCardKey> key = parse_svc_trigger_key(trigger_key);
    if (!key) {
        throw Error(
            ExitCode::kInternal,
            fmt::format("'{}' is not the key of an SVC download trigger, but a request was made for it",
                        with_card_numbers_masked(trigger_key)));
    }
    return *key;
}

/// The other side names its files: what could be a card number in a name is not repeated.
std::string subject_of(const std::string& file) {
    return "answer file " + with_card_numbers_masked(file);
}

std::filesystem::path queue_directory(const Settings& settings, const std::string& property) {
    const std::string directory = settings.required_property(
        property, "for a service bureau with communication type Integration Layer");
    std::error_code ignored;
    if (std::filesystem::is_directory(directory, ignored)) return directory;
    throw Error(ExitCode::kConfiguration, fmt::format("{} ({}) is not a directory", property, directory));
}

}  // namespace

IntegrationLayerOptions read_integration_layer_options(const Settings& settings, int company) {
    IntegrationLayerOptions options{company, queue_directory(settings, "SVC_QUEUE_OUT_DIRECTORY"),
                                    queue_directory(settings, "SVC_QUEUE_IN_DIRECTORY")};
    if (std::filesystem::equivalent(options.request_directory, options.answer_directory)) {
        throw Error(ExitCode::kConfiguration,
                    "SVC_QUEUE_OUT_DIRECTORY and SVC_QUEUE_IN_DIRECTORY are the same directory; the requests "
                    "would be taken for answers");
    }
    return options;
}

IntegrationLayer::IntegrationLayer(Database& database, IntegrationLayerOptions options,
                                   const SharedNumbers& numbers, const Clock& clock, Log& log)
    : database_(database),
      options_(std::move(options)),
      numbers_(numbers),
      clock_(clock),
      log_(log),
      controls_(database, options_.company, kSvcProcess),
      requests_(options_.request_directory),
      answers_(options_.answer_directory) {}

IntegrationLayerRequest IntegrationLayer::request(const SvcActivation& activation, const SvcTrigger& trigger,
                                                  const AuthorizationService& bureau) {
    std::optional<ProcessControl> control = controls_.open_request(trigger.trigger_number);
    if (control && control->file_written) return IntegrationLayerRequest::kWaiting;
    if (!control) {
        const std::string now = to_string(clock_.now());
        Transaction transaction(database_, Transaction::Kind::kWrite);
        numbers_.require_fundable(key_of(trigger.trigger_key), activation.card_number);
        controls_.add(trigger.trigger_number, bureau.service_code,
                      request_file_name(options_.company, trigger.trigger_number), now);
        mark_svc_trigger_sent(database_, options_.company, trigger.trigger_number, now);
        transaction.commit();
        control = controls_.open_request(trigger.trigger_number);
        kill_point("svc-il-recorded");
    }
    put(control.value(), activation, trigger);
    kill_point("svc-il-put");
    Transaction transaction(database_, Transaction::Kind::kWrite);
    controls_.mark_written(control->control_number);
    transaction.commit();
    return IntegrationLayerRequest::kPut;
}

bool IntegrationLayer::is_requested(const SvcTrigger& trigger) const {
    const std::optional<ProcessControl> control = controls_.open_request(trigger.trigger_number);
    return control && control->file_written;
}

void IntegrationLayer::put(const ProcessControl& control, const SvcActivation& activation,
                           const SvcTrigger& trigger) const {
    const StoredValueCardKey key = key_of(trigger.trigger_key);
    const AuthorizationService bureau =
        required_authorization_service(database_, options_.company, control.service_code);
    AuthorizationRequest request;
    request.company = options_.company;
    request.service_code = bureau.service_code;
    request.merchant_id = bureau.merchant_id;
    request.presenters_id = bureau.presenters_id;
    request.submitters_id = bureau.submitters_id;
    request.transaction_number = trigger.trigger_number;
    request.reference = trigger.trigger_key;
    request.order_number = key.order_number;
    request.ship_to_number = key.ship_to_number;
    request.line_number = key.line_number;
    request.svc_sequence_number = key.svc_sequence_number;
    request.card_number = activation.card_number;
    request.is_virtual = activation.is_virtual;
    request.amount = activation.amount;
    request.currency = activation.currency;
    // Not the time of this run: put again, the file is the same.
    request.created_at = parse_timestamp(control.created_at).value_or(clock_.now());
    requests_.put(control.file_name, authorization_request_message(request));
}

TakenAnswers IntegrationLayer::take_answers(const OnAnswer& on_answer) {
    TakenAnswers answers;
    for (const std::string& file : answers_.list()) {
        switch (take(file, on_answer)) {
            case Outcome::kTaken: ++answers.taken; break;
            case Outcome::kRepeated: ++answers.repeated; break;
            case Outcome::kRejected: ++answers.rejected; break;
            case Outcome::kNotOurs: break;
        }
    }
    return answers;
}

IntegrationLayer::Outcome IntegrationLayer::take(const std::string& file, const OnAnswer& on_answer) {
    if (file.size() > kFileNameLength) {
        return reject(file, fmt::format("its name has more than {} positions", kFileNameLength));
    }
    std::string text;
    try {
        text = answers_.read(file, kMaximumAuthorizationResponseBytes);
    } catch (const Error& error) {
        if (error.code() == ExitCode::kInputData) return reject(file, error.what());
        // It may be a good answer on a bad disk: it stays where it is.
        log_.write(Severity::kWarning, subject_of(file),
                   fmt::format("{}; it stays in the queue, the next run tries again", error.what()));
        return Outcome::kRejected;
    }
    const AuthorizationResponseReading reading = read_authorization_response(text);
    if (!reading.response) return reject(file, reading.problem);
    const AuthorizationResponse& response = *reading.response;
    if (response.company != options_.company) {
        if (company_exists(database_, response.company)) return Outcome::kNotOurs;
        return reject(file, fmt::format("the store has no company {}", response.company));
    }
    const std::optional<ProcessControl> control = controls_.of_trigger(response.transaction_number);
    if (!control) {
        return reject(
            file, fmt::format("no request with transaction number {} was made", response.transaction_number));
    }
    if (response.reference != control->trigger_key) {
        return reject(file, fmt::format("its merchantReference is not that of request {}",
                                        response.transaction_number));
    }
    const SvcAnswer answer{response.authorization_number, response.response_code};
    if (control->status != "RDY") return take_again(file, *control, answer);
    try {
        on_answer({control->trigger_number, control->service_code, key_of(control->trigger_key), answer,
                   response.card_number, file});
    } catch (const Error& error) {
        if (error.code() != ExitCode::kInputData) throw;
        return reject(file, error.what());
    }
    if (!controls_.is_answered_by(control->trigger_number, file)) {
        throw Error(ExitCode::kInternal,
                    fmt::format("the answer to trigger {} was not recorded", control->trigger_number));
    }
    kill_point("svc-il-taken");
    answers_.remove(file);
    return Outcome::kTaken;
}

IntegrationLayer::Outcome IntegrationLayer::take_again(const std::string& file, const ProcessControl& before,
                                                       const SvcAnswer& answer) {
    const bool is_known = controls_.is_answered_by(before.trigger_number, file);
    if (is_known && says_the_same(before, answer)) {
        log_.debug("{} was taken for trigger {} before; removed", subject_of(file), before.trigger_number);
        answers_.remove(file);
        return Outcome::kRepeated;
    }
    if (is_known) {
        return reject(file, fmt::format("a file of this name was taken for trigger {} before, and said "
                                        "something else; ask the service bureau what became of the card",
                                        before.trigger_number));
    }
    const bool was_approved = before.status == "CMP";
    if (answer.is_approved()) {
        if (!was_approved) {
            return reject(file, fmt::format("it approves trigger {}, whose activation was declined; ask the "
                                            "service bureau whether the card is activated",
                                            before.trigger_number));
        }
        const std::optional<StoredValueCard> card = stored_value_card(database_, key_of(before.trigger_key));
        if (!card || card->authorization_number != answer.authorization_number) {
            return reject(file,
                          fmt::format("it approves trigger {} a second time, with another authorization "
                                      "number; ask the service bureau whether the card was funded twice",
                                      before.trigger_number));
        }
    }
    log_.write(Severity::kWarning, subject_of(file),
               fmt::format("it {} trigger {}, whose activation was {} before; nothing is changed",
                           answer.is_approved() ? "approves" : "declines", before.trigger_number,
                           was_approved ? "approved" : "declined"));
    answers_.remove(file);
    return Outcome::kRepeated;
}

bool IntegrationLayer::says_the_same(const ProcessControl& before, const SvcAnswer& answer) const {
    const std::optional<StoredValueCard> card = stored_value_card(database_, key_of(before.trigger_key));
    const bool is_of_one_kind = (before.status == "CMP") == answer.is_approved();
    return is_of_one_kind && card && card->authorization_number == answer.authorization_number &&
           card->response_code == svc_response_code(database_, options_.company, before.service_code, answer);
}

IntegrationLayer::Outcome IntegrationLayer::reject(const std::string& file, const std::string& reason) {
    const std::string target = answers_.reject(file).string();
    log_.write(Severity::kWarning, subject_of(file),
               fmt::format("{}; it was moved to {}: correct it and put it back, or delete it", reason,
                           with_card_numbers_masked(target)));
    return Outcome::kRejected;
}

void IntegrationLayer::record(const IntegrationLayerAnswer& answer) const {
    const std::optional<ProcessControl> control = controls_.open_request(answer.trigger_number);
    if (!control) {
        throw Error(ExitCode::kInternal,
                    fmt::format("trigger {} does not wait for an answer", answer.trigger_number));
    }
    controls_.answer(control->control_number, answer.answer.is_approved() ? "CMP" : "FLD", answer.file,
                     to_string(clock_.now()));
}

}  // namespace oa
