#include "payment/inquire.hpp"

#include <fmt/format.h>

#include <optional>

#include "card/authorization_service_rows.hpp"
#include "card/currency.hpp"
#include "card/number_rows.hpp"
#include "card/pay_type_rows.hpp"
#include "card/report_rows.hpp"
#include "card/services.hpp"
#include "net/wait.hpp"
#include "store/authority.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

constexpr const char* kSeeNumbers = "A88";
constexpr const char* kProgram = "oa-payment";

void require_user(const std::string& user) {
    if (user.empty()) {
        throw Error(
            ExitCode::kNoPermission,
            "a balance inquiry needs a user: authority (A88) decides who may ask, and each inquiry is "
            "written down; give --user USER or set OA_USER");
    }
}

void require_payment_link(Database& database, int company) {
    const AuthorizationService bureau =
        required_authorization_service(database, company, std::string(kCustomerEngagementBureau));
    if (bureau.is_payment_link()) return;
    throw Error(ExitCode::kConfiguration,
                fmt::format("the service bureau {} of company {} has communication type {}; balances are "
                            "asked for by Payment Link (P) alone",
                            kCustomerEngagementBureau, company, bureau.communication_type));
}

/// The access is written down before anything is asked; without authority, that it was refused.
void require_authority(Database& database, const SessionOptions& session, const Clock& clock,
                       const std::string& user) {
    const bool may_ask = has_authority(database, session.company, user, kSeeNumbers);
    if (!session.dry_run) {
        Transaction transaction(database, Transaction::Kind::kWrite);
        add_credit_card_audit(database, {to_string(clock.now()), user, kProgram, may_ask ? "L" : "N"},
                              {session.company, 0, 0, 0, 0});
        transaction.commit();
    }
    if (may_ask) return;
    throw Error(ExitCode::kNoPermission,
                fmt::format("user {} has no authority to stored value card numbers (A88)", user));
}

CardBalance balance_of(const svc::Card& card, std::string masked) {
    CardBalance balance;
    balance.card_number = std::move(masked);
    balance.is_active = card.is_active;
    if (card.tells_balance && card.balance) balance.balance = to_string(*card.balance);
    if (card.available) balance.available = to_string(*card.available);
    balance.currency = card.currency;
    balance.expiration_date = card.expiration_date;
    return balance;
}

std::optional<svc::Card> look_up(Database& database, const SessionOptions& session,
                                 const InquireOptions& options, Log& log) {
    const Settings settings(database, session.company);
    const std::string currency = card_currency(database, settings, session.company, 0);
    HttpConnections connections(options.connection.http, 1, log);
    SvcServices services(
        read_svc_services_settings(database, session.company, settings, options.connection.http),
        options.connection.http, options.connection.retry, connections, log);
    try {
        return wait_for(connections, services.look_up(options.card_number, currency));
    } catch (const NetworkError& error) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("SU RELATE SERVICE IS UNAVAILABLE: {}", error.what()));
    } catch (const RelateProcessingException& refusal) {
        throw Error(ExitCode::kUnavailable,
                    fmt::format("Customer Engagement refuses the inquiry: {}", refusal.what()));
    }
}

}  // namespace

CardBalance inquire_balance(const SessionOptions& session, const Clock& clock, const InquireOptions& options,
                            Log& log) {
    require_user(options.user);
    Database database = open_store(session.db, session.dry_run ? Access::kReadOnly : Access::kReadWrite);
    require_company(database, session.company);
    require_payment_link(database, session.company);
    const SvcPayTypes pay_types(database, session.company);
    if (const auto problem = pay_types.problem_with(options.card_number)) {
        throw Error(ExitCode::kInputData, fmt::format("this is not a card number: {}", *problem));
    }
    require_authority(database, session, clock, options.user);
    const SvcPayType& pay_type = pay_types.of(options.card_number);
    std::string masked =
        masked_card_number(options.card_number, pay_type.first_digits_shown, pay_type.last_digits_shown);
    if (session.dry_run) {
        CardBalance checked;
        checked.card_number = std::move(masked);
        return checked;
    }
    const std::optional<svc::Card> card = look_up(database, session, options, log);
    if (!card) {
        throw Error(ExitCode::kNoInput, fmt::format("Customer Engagement does not know the card {}", masked));
    }
    if (!matches_card_number(card->card_number, options.card_number)) {
        throw Error(ExitCode::kUnavailable, "the answer of Customer Engagement is about another card");
    }
    return balance_of(*card, std::move(masked));
}

}  // namespace oa
