#include "payment/layer_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "card/integration_layer.hpp"
#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "delivery/outbound_trigger_rows.hpp"
#include "payment/authorization_rows.hpp"
#include "payment/deposit_rows.hpp"
#include "payment/layer_message.hpp"
#include "payment/reversal_rows.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

std::int64_t number_at(const std::string& key, std::size_t from, std::size_t length) {
    std::int64_t number = 0;
    if (key.size() >= from + length) {
        std::from_chars(key.data() + from, key.data() + from + length, number);
    }
    return number;
}

/// What the store says of an answered request with this trigger key.
std::optional<SvcAnswer> answered(Database& database, int company, const PaymentProcess& process,
                                  const std::string& key) {
    if (process.file_code == kAuthorizationProcess.file_code) {
        const CardPaymentKey payment{number_at(key, 3, 8), number_at(key, 11, 2)};
        const auto row = Authorizations(database, company).authorization(payment, number_at(key, 13, 3));
        if (row) return SvcAnswer{row->authorization_number, row->response_code};
    } else if (process.file_code == kDepositProcess.file_code) {
        const auto row = Deposits(database, company).deposit(number_at(key, 3, 12));
        if (row) return SvcAnswer{row->activity_id, row->response_code};
    } else if (const auto row = Reversals(database, company).reversal(number_at(key, 3, 12))) {
        return SvcAnswer{row->activity_id, row->response_code};
    }
    return std::nullopt;
}

LayerProcess layer_process(Database& database, int company, const PaymentProcess& process) {
    LayerProcess layer;
    layer.process = process.process;
    layer.request = process.request;
    layer.subject = "payment";
    layer.if_done = fmt::format("whether the {} was done", process.request);
    layer.if_twice = fmt::format("whether the {} was done twice", process.request);
    layer.is_deposit = process.file_code == kDepositProcess.file_code;
    layer.answered = [&database, company, process](const std::string& key) {
        return answered(database, company, process, key);
    };
    return layer;
}

/// The digits of the transaction ID.
std::string key_of(const MoneyItem& item) {
    return item.transaction.transaction_id.substr(1);
}

std::string file_name(int company, const MoneyItem& item, std::int64_t trigger_number) {
    return fmt::format(
        "{}_{:03}_{:09}.xml",
        is_deposit_request(item.transaction.operation) ? "CWDepositRequest" : "CWAuthorizationRequest",
        company, trigger_number);
}

}  // namespace

LayerRun::LayerRun(Session& session, const Settings& settings, AuthorizationService bureau,
                   const PaymentProcess& process)
    : session_(session),
      bureau_(std::move(bureau)),
      process_(process),
      controls_(session.database(), session.company(), std::string(process.process)),
      requests_(read_integration_layer_options(settings, session.company()).request_directory),
      answers_(session.database(), session.company(),
               read_integration_layer_options(settings, session.company()).answer_directory,
               layer_process(session.database(), session.company(), process), session.log()) {}

ExitCode LayerRun::run(MoneyJob& job, Progress& progress, std::int64_t& left_behind) {
    const StopSignals signals;
    find_answers();
    while (!StopSignals::requested() && job.read_ahead()) {
        while (!StopSignals::requested() && turn(job)) progress.advance();
    }
    left_behind += static_cast<std::int64_t>(answers_.counts().rejected);
    return StopSignals::requested() ? ExitCode::kTryLater : ExitCode::kDone;
}

void LayerRun::find_answers() {
    for (const std::string& file : answers_.list()) {
        if (const auto answer = answers_.open(file)) found_[answer->control.trigger_number].push_back(file);
    }
}

bool LayerRun::turn(MoneyJob& job) {
    Database& database = session_.database();
    Transaction transaction(database, Transaction::Kind::kWrite);
    auto item = job.next();
    if (!item) {
        transaction.commit();
        return false;
    }
    if (item->sent_at.empty()) {
        request(job, *item, transaction);
        return true;
    }
    const auto trigger = outbound_trigger(database, session_.company(), process_.file_code, key_of(*item));
    const auto control = trigger ? controls_.open_request(*trigger) : std::nullopt;
    if (!control) {
        session_.log().write(Severity::kWarning, item->subject,
                             fmt::format("its request was not made by the Integration Layer; set the service "
                                         "bureau {} to the communication type that it was sent by (WASV) "
                                         "until it is answered",
                                         bureau_.service_code));
        job.take(*item, {Kind::kUnanswered, "", "", ""});
        transaction.commit();
        return true;
    }
    if (take_answer(job, *item, *control, transaction)) return true;
    if (control->file_written) {
        job.take(*item, {Kind::kWaiting, "", "", ""});
        transaction.commit();
        return true;
    }
    transaction.commit();
    put(*control, *item);
    mark_written(job, *item, *control);
    return true;
}

void LayerRun::request(MoneyJob& job, MoneyItem& item, Transaction& transaction) {
    Database& database = session_.database();
    const std::string now = to_string(session_.clock().now());
    job.record(item, now);
    const std::int64_t trigger =
        add_outbound_trigger(database, session_.company(), process_.file_code, key_of(item), now);
    mark_svc_trigger_sent(database, session_.company(), trigger, now);
    controls_.add(trigger, bureau_.service_code, file_name(session_.company(), item, trigger), now);
    const ProcessControl control = controls_.open_request(trigger).value();
    transaction.commit();
    kill_point("payment-layer-recorded");
    put(control, item);
    mark_written(job, item, control);
}

void LayerRun::put(const ProcessControl& control, const MoneyItem& item) const {
    const SvcTransaction& transaction = item.transaction;
    PaymentRequest request;
    request.company = session_.company();
    request.service_code = bureau_.service_code;
    request.merchant_id = bureau_.merchant_id;
    request.presenters_id = bureau_.presenters_id;
    request.submitters_id = bureau_.submitters_id;
    request.transaction_number = control.trigger_number;
    request.reference = control.trigger_key;
    request.order_number = item.order_number;
    request.card_number = transaction.card_number;
    request.amount = transaction.amount;
    request.currency = transaction.currency;
    // Not the time of this run: put again, the file is the same.
    request.created_at = parse_timestamp(control.created_at).value_or(session_.clock().now());
    request.operation = transaction.operation;
    request.opm_sequence = item.opm_sequence;
    request.authorization_sequence = item.authorization_sequence;
    request.invoice_number = item.invoice_number;
    request.authorization_number = transaction.authorization_number;
    requests_.put(control.file_name, payment_request_message(request));
}

void LayerRun::mark_written(MoneyJob& job, const MoneyItem& item, const ProcessControl& control) {
    kill_point("payment-layer-put");
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    controls_.mark_written(control.control_number);
    job.take(item, {Kind::kRequested, "", "", ""});
    transaction.commit();
}

bool LayerRun::take_answer(MoneyJob& job, const MoneyItem& item, const ProcessControl& control,
                           Transaction& transaction) {
    const auto found = found_.find(control.trigger_number);
    if (found == found_.end()) return false;
    const std::vector<std::string> files = std::exchange(found->second, {});
    bool is_taken = false;
    for (const std::string& file : files) {
        // What comes after the first is an answer to a request that has one.
        const auto answer = answers_.open(file);
        if (!answer) continue;
        if (!matches_card_number(answer->response.card_number, item.transaction.card_number)) {
            answers_.reject(file, "its ccAccountNumber is that of another card");
            continue;
        }
        const SvcAnswer said = answer->answer();
        const std::string now = to_string(session_.clock().now());
        const std::string code =
            said.response_code.empty() && !said.is_approved() ? "DECLINED" : said.response_code;
        job.take(item, {said.is_approved() ? Kind::kApproved : Kind::kDeclined, said.authorization_number,
                        code, ""});
        controls_.answer(control.control_number, said.is_approved() ? "CMP" : "FLD", file, now);
        close_svc_trigger(session_.database(), session_.company(), control.trigger_number,
                          said.is_approved() ? "C" : "E", now);
        transaction.commit();
        kill_point("payment-layer-stored");
        answers_.taken(*answer);
        is_taken = true;
    }
    return is_taken;
}

ExitCode run_money_job(Session& session, const Settings& settings, const MoneyRunOptions& options,
                       const AuthorizationService& bureau, const PaymentProcess& process, MoneyJob& job,
                       std::int64_t& left_behind) {
    Progress progress(session.log(), session.progress(), fmt::format("{}s", process.request), 0);
    if (!bureau.is_payment_link()) {
        return LayerRun(session, settings, bureau, process).run(job, progress, left_behind);
    }
    const auto waited_for =
        ProcessControls(session.database(), session.company(), std::string(process.process))
            .services_waited_for();
    if (std::ranges::find(waited_for, bureau.service_code) != waited_for.end()) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("requests to the service bureau {} wait for the answers of the Integration "
                                "Layer; set it to Integration Layer (WASV) until they are answered",
                                bureau.service_code));
    }
    return MoneyRun(session, settings, options).run(job, progress);
}

std::vector<AuthorizationService> bureaus_of(Session& session, std::string_view column,
                                             const PaymentProcess& process) {
    Database& database = session.database();
    auto bureaus = payment_services(database, session.company(), column);
    for (const AuthorizationService& each : bureaus) {
        require_reachable(each, "a stored value card pay type", "set the pay type to it (WPAY)");
    }
    const ProcessControls controls(database, session.company(), std::string(process.process));
    for (const std::string& code : controls.services_waited_for()) {
        if (std::ranges::find(bureaus, code, &AuthorizationService::service_code) != bureaus.end()) continue;
        bureaus.push_back(required_authorization_service(database, session.company(), code));
    }
    return bureaus;
}

}  // namespace oa
