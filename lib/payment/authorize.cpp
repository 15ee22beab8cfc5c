#include "payment/authorize.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
#include "payment/authorizing.hpp"
#include "payment/layer_run.hpp"

namespace oa {

namespace {

constexpr std::int64_t kPaymentsAtOnce = 200;

AuthorizationNeeds needs_of_batch(Database& database, int company, const std::string& service,
                                  const std::string& today) {
    AuthorizationNeeds needs;
    needs.payments_after = [&database, company, service, today](const CardPaymentKey& after) {
        return Authorizations(database, company).uncovered_after(after, service, today, kPaymentsAtOnce);
    };
    needs.need = [](const CardPayment& payment) { return payment.need(); };
    return needs;
}

AuthorizationNeeds needs_of_order(Database& database, int company, std::int64_t order_number) {
    AuthorizationNeeds needs;
    needs.order_number = order_number;
    needs.payments_after = [&database, company, order_number](const CardPaymentKey& after) {
        return CardPayments(database, company).of_order_after(order_number, after.opm_sequence);
    };
    needs.need = [](const CardPayment& payment) { return payment.need(); };
    return needs;
}

/// Batch/online of Defining Authorization Services.
bool takes_batch(const AuthorizationService& bureau) {
    return bureau.batch_online == "B" || bureau.batch_online == "C";
}

void require_card_payment(Database& database, int company, std::int64_t order_number) {
    if (!CardPayments(database, company).of_order_after(order_number, -1).empty()) return;
    throw Error(
        ExitCode::kNoInput,
        fmt::format("company {} has no order {} with a payment by stored value card", company, order_number));
}

}  // namespace

ExitCode run_authorize(Session& session, const AuthorizeOptions& options, AuthorizeResult& result) {
    Database& database = session.database();
    const Settings settings(database, session.company());
    const bool is_batch = options.order_number == 0;
    if (!is_batch) require_card_payment(database, session.company(), options.order_number);
    const std::string today = to_string(date_of(session.clock().now()));
    const auto bureaus = bureaus_of(session, "authorization_service", kAuthorizationProcess);
    if (bureaus.empty()) {
        session.log().info("no stored value card pay type of company {} is authorized by a service",
                           session.company());
    }
    for (const AuthorizationService& bureau : bureaus) {
        const bool takes_new = !is_batch || takes_batch(bureau);
        // Answers to what was requested online come later.
        if (!takes_new && bureau.is_payment_link()) continue;
        AuthorizationNeeds needs =
            is_batch ? needs_of_batch(database, session.company(), bureau.service_code, today)
                     : needs_of_order(database, session.company(), options.order_number);
        if (!takes_new)
            needs.payments_after = [](const CardPaymentKey&) { return std::vector<CardPaymentKey>(); };
        Authorizing job(session, settings, bureau, std::move(needs), result);
        if (session.dry_run()) {
            job.count();
            continue;
        }
        const ExitCode code = run_money_job(session, settings, options.run, bureau, kAuthorizationProcess,
                                            job, result.left_behind);
        if (code != ExitCode::kDone) return code;
    }
    if (result.unanswered > 0 && !session.dry_run()) return ExitCode::kUnavailable;
    return result.declined + result.held + result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const AuthorizeResult& result, bool dry_run) {
    const std::int64_t count = dry_run ? result.to_send : result.authorized;
    std::string text = fmt::format("{} {}, {} in all", dry_run ? "would authorize" : "authorized",
                                   counted(count, "payment"), to_string(result.amount));
    if (result.declined > 0) text += fmt::format(", {} declined", result.declined);
    return text + in_words(result);
}

}  // namespace oa
