#include "payment/deposit.hpp"

#include <fmt/format.h>

#include <memory>
#include <vector>

#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
#include "payment/authorizing.hpp"
#include "payment/depositing.hpp"
#include "payment/layer_run.hpp"

namespace oa {

namespace {

constexpr std::int64_t kPaymentsAtOnce = 200;

/// What is due must be covered; a payment that is held for a person is not asked for again.
AuthorizationNeeds needs_of_due(Database& database, int company, const std::string& service) {
    const auto deposits = std::make_shared<Deposits>(database, company);
    AuthorizationNeeds needs;
    needs.payments_after = [deposits, service, last = InvoicePaymentKey()](const CardPaymentKey&) mutable {
        return deposits->payments_due_after(last, service, kPaymentsAtOnce);
    };
    needs.need = [deposits](const CardPayment& payment) {
        return payment.waits_for_a_person() ? Money() : deposits->due(payment.key);
    };
    return needs;
}

/// One pass over what a service deposits.
ExitCode deposit_by(Session& session, const Settings& settings, const MoneyRunOptions& options,
                    const AuthorizationService& bureau, DepositResult& result) {
    Authorizing authorizing(session, settings, bureau,
                            needs_of_due(session.database(), session.company(), bureau.service_code),
                            result.authorizations);
    Depositing depositing(session, settings, bureau, result);
    if (session.dry_run()) {
        authorizing.count();
        depositing.count();
        return ExitCode::kDone;
    }
    const ExitCode code = run_money_job(session, settings, options, bureau, kAuthorizationProcess,
                                        authorizing, result.authorizations.left_behind);
    if (code != ExitCode::kDone) return code;
    return run_money_job(session, settings, options, bureau, kDepositProcess, depositing, result.left_behind);
}

}  // namespace

ExitCode run_deposit(Session& session, const MoneyRunOptions& options, DepositResult& result) {
    const Settings settings(session.database(), session.company());
    if (!session.dry_run()) {
        Transaction transaction(session.database(), Transaction::Kind::kWrite);
        result.passed_over = Deposits(session.database(), session.company()).pass_over();
        transaction.commit();
    }
    auto bureaus = bureaus_of(session, "deposit_service", kDepositProcess);
    std::erase_if(bureaus, [](const AuthorizationService& each) { return !each.is_selected_for_deposit; });
    if (bureaus.empty()) {
        session.log().info(
            "no stored value card pay type of company {} is deposited by a service that is "
            "Selected for deposit",
            session.company());
    }
    for (const AuthorizationService& bureau : bureaus) {
        const ExitCode code = deposit_by(session, settings, options, bureau, result);
        if (code != ExitCode::kDone) return code;
    }
    const AuthorizeResult& authorizations = result.authorizations;
    if (!session.dry_run() && result.unanswered + authorizations.unanswered > 0) {
        return ExitCode::kUnavailable;
    }
    const std::int64_t left = result.rejected + result.held + result.left_behind + authorizations.declined +
                              authorizations.held + authorizations.left_behind;
    return left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const DepositResult& result, bool dry_run) {
    std::string text = dry_run ? fmt::format("would send {}: {} to deposit, {} to credit",
                                             counted(result.to_send, "request"), to_string(result.deposited),
                                             to_string(result.credited))
                               : fmt::format("{} of {} in all, {} of {}", counted(result.deposits, "deposit"),
                                             to_string(result.deposited), counted(result.credits, "credit"),
                                             to_string(result.credited));
    if (result.new_cards > 0) {
        text += fmt::format(", {} with {}", counted(result.new_cards, "new card"),
                            to_string(result.on_new_cards));
    }
    const AuthorizeResult& authorizations = result.authorizations;
    const std::int64_t authorized = dry_run ? authorizations.to_send : authorizations.authorized;
    if (authorized > 0) {
        text += fmt::format(", {} of {} first", counted(authorized, "authorization"),
                            to_string(authorizations.amount));
    }
    if (authorizations.declined > 0) text += fmt::format(", {} declined", authorizations.declined);
    if (result.rejected > 0) text += fmt::format(", {} rejected", result.rejected);
    return text + in_words(result + authorizations);
}

}  // namespace oa
