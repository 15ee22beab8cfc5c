#include "payment/held.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "card/stored_value_card_rows.hpp"
#include "payment/authorization_answer.hpp"
#include "payment/deposit_answer.hpp"
#include "payment/reversal_rows.hpp"

namespace oa {

namespace {

constexpr const char* kAuthorization = "authorization";
constexpr const char* kReversal = "reversal";

std::string number_of(const Authorization& row) {
    return fmt::format("{}-{}-{}", row.payment.order_number, row.payment.opm_sequence, row.sequence);
}

void resolve_authorization(Session& session, const Authorization& held, const ResolveOptions& options) {
    CardPayments payments(session.database(), session.company());
    Authorizations authorizations(session.database(), session.company());
    if (!options.activity_id.empty()) {
        return approve_authorization(session, payments, authorizations, held, options.activity_id, "");
    }
    // It stays in the history, so that its transaction ID is not used again.
    Authorization not_done = held;
    not_done.status = "D";
    not_done.answered_at = to_string(session.clock().now());
    authorizations.update(not_done);
}

void resolve_deposit(Session& session, const Deposit& held, const ResolveOptions& options) {
    const Settings settings(session.database(), session.company());
    DepositAnswers answers(session, settings);
    if (options.activity_id.empty()) return answers.was_not_done(held);
    answers.confirm(held, options.activity_id, "");
}

void resolve_reversal(Session& session, Reversal held, const ResolveOptions& options) {
    Reversals reversals(session.database(), session.company());
    held.answered_at = to_string(session.clock().now());
    held.activity_id = options.activity_id;
    // One that was not done is ready again; another attempt is another transaction.
    held.status = options.activity_id.empty() ? "R" : "C";
    reversals.update(held);
    Authorizations authorizations(session.database(), session.company());
    auto authorization = authorizations.authorization(held.payment, held.authorization_sequence).value();
    if (!authorization.open().is_zero() || reversals.is_waited_for(authorization)) return;
    authorization.status = "V";
    authorizations.update(authorization);
}

void resolve(Session& session, const ResolveOptions& options) {
    Database& database = session.database();
    if (options.kind == kAuthorization) {
        for (const Authorization& each : Authorizations(database, session.company()).held()) {
            if (number_of(each) == options.number) resolve_authorization(session, each, options);
        }
    } else if (options.kind == kReversal) {
        for (const Reversal& each : Reversals(database, session.company()).held()) {
            if (std::to_string(each.number) == options.number) resolve_reversal(session, each, options);
        }
    } else {
        for (const Deposit& each : Deposits(database, session.company()).held()) {
            if (std::to_string(each.number) == options.number) resolve_deposit(session, each, options);
        }
    }
}

}  // namespace

std::vector<HeldRequest> held_requests(Database& database, int company) {
    std::vector<HeldRequest> held;
    for (const Authorization& each : Authorizations(database, company).held()) {
        held.push_back({kAuthorization, number_of(each), transaction_id(company, each),
                        each.payment.order_number, each.payment.opm_sequence, each.amount, each.sent_at});
    }
    for (const Deposit& each : Deposits(database, company).held()) {
        held.push_back({each.is_credit() ? "credit" : "deposit", std::to_string(each.number),
                        transaction_id(company, each), each.order_number, each.billed.opm_sequence,
                        each.amount, each.sent_at});
    }
    for (const Reversal& each : Reversals(database, company).held()) {
        held.push_back({kReversal, std::to_string(each.number), transaction_id(company, each),
                        each.payment.order_number, each.payment.opm_sequence, each.amount, each.sent_at});
    }
    return held;
}

ExitCode resolve_held(Session& session, const ResolveOptions& options, ResolveResult& result) {
    result = {options.kind, options.number, Money(), options.activity_id};
    Transaction transaction(session.database(),
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    const auto held = held_requests(session.database(), session.company());
    const auto found = std::ranges::find_if(held, [&](const HeldRequest& each) {
        return each.kind == options.kind && each.number == options.number;
    });
    if (found == held.end()) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("no {} {} is held; see `held list`", options.kind, options.number));
    }
    result.amount = found->amount;
    if (!session.dry_run()) {
        resolve(session, options);
        add_order_history(
            session.database(), session.company(), found->order_number, to_string(session.clock().now()),
            options.user,
            fmt::format(
                "{} {}, {}: {}", found->kind, found->number, to_string(found->amount),
                options.activity_id.empty() ? "was not done" : "was done, activity " + options.activity_id));
        kill_point("payment-held");
    }
    transaction.commit();
    return ExitCode::kDone;
}

std::string summary_of(const ResolveResult& result, bool dry_run) {
    return fmt::format("{} {}, {}: {}{}", result.kind, result.number, to_string(result.amount),
                       dry_run ? "would be resolved as " : "resolved as ",
                       result.activity_id.empty() ? "not done" : "done");
}

}  // namespace oa
