#include "card/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "base/mask.hpp"
#include "base/text.hpp"
#include "card/number_rows.hpp"
#include "card/transaction_message.hpp"
#include "service/sign_on.hpp"

namespace oa {

namespace {

constexpr std::string_view kNeededFor = "to reach the stored value card services";

/// "Enter a number between 10 and 16" (Customer Engagement Integration, Card Number Length); a pay type
/// allows 20.
constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kLongestNumber = 20;
constexpr std::size_t kLongestAuthorizationNumber = 20;
constexpr std::size_t kLongestResponseCode = 60;
/// It is stored whole or not at all: a deposit is to name it.
constexpr const char* kTooLongId = "its activity ID has more than 20 positions";

std::string masked(std::string_view text) {
    return masked_but({"RTPTransactionID", "accountActivityId", "preAuthActivityId"}, text, kShortestNumber);
}

std::string masked_wholly(std::string_view text) {
    return with_card_numbers_masked(text, kShortestNumber);
}

bool is_card_number(std::string_view text) {
    return text.size() >= kShortestNumber && text.size() <= kLongestNumber &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string response_code(std::string_view code) {
    return masked_wholly(code).substr(0, kLongestResponseCode);
}

/// Three outcomes: approved, declined, or not clear from the answer.
SvcAnswer answer_of(const svc::Funding& funding, const std::string& card_number) {
    const auto unclear = [](std::string why) { return SvcAnswer{"", "", std::move(why)}; };
    if (!matches_card_number(funding.card_number, card_number)) return unclear("it is about another card");
    if (funding.says_declined()) return {"", response_code(funding.code())};
    if (funding.says_approved() && funding.activity_id.empty()) {
        return unclear("it approves the card, but has no activity ID");
    }
    if (!funding.says_approved() && !funding.error_code.empty()) {
        return unclear("it approves the card, but has an error code");
    }
    if (!funding.says_approved() && !funding.activity_id.empty()) {
        return unclear("it has an activity ID, but does not say that the card is approved");
    }
    if (!funding.says_approved()) return unclear("it neither approves nor declines");
    if (character_count(funding.activity_id) > kLongestAuthorizationNumber) return unclear(kTooLongId);
    return {funding.activity_id, response_code(funding.response_code)};
}

/// A refusal of whoever asks says nothing of the card.
bool is_about_the_user(const RelateProcessingException& refusal) {
    return refusal.code().find("SECURITY") != std::string::npos;
}

/// Why an activation that was done is not told by its activity; blank when it is.
std::string problem_with(const svc::Activity& activity, const svc::Card& card, Money amount) {
    if (activity.activity_id.empty()) return "the activity has no activity ID";
    if (character_count(activity.activity_id) > kLongestAuthorizationNumber) return kTooLongId;
    if (!activity.may_be_approved()) {
        return "the activity of the transaction is neither approved nor declined";
    }
    // Where it does not tell its outcome, it may have been declined.
    if (!card.is_active) return "it has an activity of the transaction, but the card is not active";
    if (!activity.amount.empty() && parse_money(activity.amount) != amount) {
        return "the activity of the transaction has another amount";
    }
    return "";
}

/// Why an inquiry does not tell whether the activation was done; blank when it does.
std::string problem_with(const svc::Card& card, const SvcActivation& activation) {
    if (!matches_card_number(card.card_number, activation.card_number)) return "it is about another card";
    if (!card.balance) return "its balance is not an amount";
    std::vector<svc::Activity> done = card.activities_of(activation.transaction_id);
    const auto declined = std::erase_if(done, std::mem_fn(&svc::Activity::is_declined));
    if (done.size() > 1) {
        return "it has several activities of the transaction; find out whether the card was funded twice";
    }
    if (done.size() == 1) return problem_with(done.front(), card, activation.amount);
    const bool has_unknown =
        std::any_of(card.activities.begin(), card.activities.end(),
                    [](const svc::Activity& other) { return other.transaction_id.empty(); });
    if (has_unknown || (card.activities.empty() && !card.balance->is_zero())) {
        return "it does not tell which transaction funded the card";
    }
    if (!card.is_active || declined > 0) return "";
    if (!card.tells_balance || !card.tells_activities) {
        return "the card is active, and it does not tell by which transaction";
    }
    if (!card.currency.empty() && card.currency != activation.currency) {
        return fmt::format("its balance is not in {}", activation.currency);
    }
    return "";
}

}  // namespace

std::vector<NeededSetting> svc_services_settings() {
    return soap_service_settings(kSvcServicesNames, kNeededFor);
}

SoapServiceSettings read_svc_services_settings(Database& database, int company, const Settings& settings,
                                               const HttpOptions& http) {
    return read_soap_service_settings(database, company, settings, http, kSvcServicesNames, kNeededFor);
}

SvcServices::SvcServices(SoapServiceSettings settings, const HttpOptions& http, const RetryPolicy& retry,
                         HttpConnections& connections, Log& log)
    : service_(kSvcServicesNames, {masked, masked_wholly}, std::move(settings), http, retry, connections,
               log) {}

Task<std::string> SvcServices::generate_card(std::string prefix, std::string series, std::string location,
                                             std::string currency) {
    std::string text = service_.envelope("generateCard", [&](Element element) {
        svc::fill_generate_card(element, prefix, series, location, currency);
    });
    const XmlElement response = co_await call("generateCard", std::move(text));
    const auto read = [&](const auto& of_return) {
        return service_.reading("generateCard",
                                [&] { return of_return(service_.return_of(response, "generateCard")); });
    };
    std::string number = read(svc::read_generated_card);
    const svc::Funding said = read(svc::read_funding);
    if (!said.error_code.empty() || (number.empty() && !said.response_code.empty())) {
        throw RelateProcessingException(masked_wholly(said.description), said.code());
    }
    if (!is_card_number(number)) {
        throw service_.unusable("generateCard", "it has no card number of 10 to 20 digits");
    }
    co_return number;
}

Task<SvcAnswer> SvcServices::activate(SvcActivation activation) {
    const std::string operation = activation.is_virtual ? "recharge" : "activateInstrument";
    const svc::TransactionInfo info{activation.transaction_id,   activation.location,
                                    activation.transaction_time, activation.business_date,
                                    activation.currency,         activation.amount};
    std::string text = service_.envelope(operation, [&](Element element) {
        svc::fill_funding(element, activation.card_number, activation.card_prefix, activation.card_series,
                          info);
    });
    std::string card_number = activation.card_number;
    co_return co_await answer_to(operation, std::move(text), std::move(card_number));
}

Task<SvcAnswer> SvcServices::answer_to(std::string operation, std::string envelope, std::string card_number) {
    std::string refusal_code;
    try {
        const XmlElement response = co_await call(operation, std::move(envelope));
        co_return answer_of(svc::read_funding(service_.return_of(response, operation)), card_number);
    } catch (const XmlProblem& problem) {
        co_return SvcAnswer{"", "", problem.what()};
    } catch (const RelateProcessingException& refusal) {
        refusal_code = refusal.code();
    }
    co_return SvcAnswer{"", response_code(refusal_code)};
}

Task<SvcAnswer> SvcServices::transact(SvcTransaction transaction) {
    using Operation = SvcTransaction::Operation;
    const svc::TransactionInfo info{transaction.transaction_id,   transaction.location,
                                    transaction.transaction_time, transaction.business_date,
                                    transaction.currency,         transaction.amount};
    std::string operation = transaction.operation == Operation::kPreAuthorization ? "preAuthorization"
                            : transaction.operation == Operation::kPostAuth       ? "postAuth"
                            : transaction.operation == Operation::kReleaseAuth    ? "releaseAuth"
                                                                                  : "recharge";
    std::string text = service_.envelope(operation, [&](Element element) {
        if (transaction.operation == Operation::kPostAuth ||
            transaction.operation == Operation::kReleaseAuth) {
            svc::fill_authorized(element, transaction.card_number, transaction.authorization_number, info);
        } else {
            svc::fill_funding(element, transaction.card_number, "", "", info);
        }
    });
    std::string card_number = transaction.card_number;
    co_return co_await answer_to(std::move(operation), std::move(text), std::move(card_number));
}

Task<SvcInquiry> SvcServices::inquiry(SvcActivation activation) {
    std::string card_number = activation.card_number;
    std::string currency = activation.currency;
    const std::optional<svc::Card> card = co_await look_up(std::move(card_number), std::move(currency));
    SvcInquiry inquiry;
    if (!card) co_return inquiry;
    const std::string problem = problem_with(*card, activation);
    if (!problem.empty()) throw service_.unusable("inquiry", problem);
    inquiry.is_active = card->is_active;
    inquiry.balance = card->balance.value();
    for (const svc::Activity& activity : card->activities_of(activation.transaction_id)) {
        if (activity.is_declined()) {
            inquiry.decline_code = response_code(activity.response_code);
        } else {
            inquiry.authorization_number = activity.activity_id;
        }
    }
    co_return inquiry;
}

Task<std::optional<svc::Card>> SvcServices::look_up(std::string card_number, std::string currency) {
    std::string text = service_.envelope(
        "inquiry", [&](Element element) { svc::fill_inquiry(element, card_number, currency); });
    try {
        const XmlElement response = co_await call("inquiry", std::move(text));
        std::optional<svc::Card> card = service_.reading(
            "inquiry", [&] { return svc::read_card(service_.return_of(response, "inquiry")); });
        if (!card) throw service_.unusable("inquiry", "it does not tell whether the card is active");
        if (card->refusal) {
            throw RelateProcessingException(masked_wholly(card->refusal->description), card->refusal->code);
        }
        co_return card;
    } catch (const RelateProcessingException& refusal) {
        if (!says_not_found(refusal)) throw;
    }
    co_return std::nullopt;
}

Task<XmlElement> SvcServices::call(std::string operation, std::string envelope) {
    try {
        co_return co_await service_.call(std::move(operation), std::move(envelope));
    } catch (const RelateProcessingException& refusal) {
        if (!is_about_the_user(refusal)) throw;
        throw Error(
            ExitCode::kNoPermission,
            fmt::format("Customer Engagement refuses the user {} ({}): {}; check the property "
                        "ORCE_SECURITY_USER_ID",
                        service_.settings().security_user_id, masked_wholly(refusal.code()), refusal.what()));
    }
}

}  // namespace oa
