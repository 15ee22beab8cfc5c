#include "card/integration_layer.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/kill_point.hpp"
#include "base/mask.hpp"
#include "card/authorization_message.hpp"
#include "card/trigger_key.hpp"

namespace oa {

namespace {

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

LayerProcess activation_process(Database& database) {
    LayerProcess process{kSvcProcess, "activation", "card", "whether the card is activated",
                         "whether the card was funded twice"};
    process.answered = [&database](const std::string& trigger_key) -> std::optional<SvcAnswer> {
        const auto card = stored_value_card(database, key_of(trigger_key));
        if (!card) return std::nullopt;
        return SvcAnswer{card->authorization_number, card->response_code};
    };
    return process;
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
      controls_(database, options_.company, kSvcProcess),
      requests_(options_.request_directory),
      answers_(database, options_.company, options_.answer_directory, activation_process(database), log) {}

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
    const TakenAnswers before = answers_.counts();
    for (const std::string& file : answers_.list()) {
        const auto answer = answers_.open(file);
        if (!answer) continue;
        const ProcessControl& control = answer->control;
        try {
            on_answer({control.trigger_number, control.service_code, key_of(control.trigger_key),
                       answer->answer(), answer->response.card_number, file});
        } catch (const Error& error) {
            if (error.code() != ExitCode::kInputData) throw;
            answers_.reject(file, error.what());
            continue;
        }
        answers_.taken(*answer);
    }
    const TakenAnswers& now = answers_.counts();
    return {now.taken - before.taken, now.repeated - before.repeated, now.rejected - before.rejected};
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
