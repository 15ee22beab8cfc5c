#include "card/services.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/mask.hpp"
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

std::string masked(std::string_view text) {
    return masked_but({"RTPTransactionID", "accountActivityId"}, text, kShortestNumber);
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

/// A refusal of whoever asks says nothing of the card.
bool is_about_the_user(const RelateProcessingException& refusal) {
    return refusal.code().find("SECURITY") != std::string::npos;
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
    if (number.empty()) {
        const svc::Funding refusal = read(svc::read_funding);
        if (!refusal.response_code.empty()) {
            throw RelateProcessingException(masked_wholly(refusal.description), refusal.response_code);
        }
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
    std::string refusal_code;
    try {
        const XmlElement response = co_await call(operation, std::move(text));
        const svc::Funding funding = service_.reading(
            operation, [&] { return svc::read_funding(service_.return_of(response, operation)); });
        if (!funding.activity_id.empty()) {
            co_return SvcAnswer{funding.activity_id.substr(0, kLongestAuthorizationNumber),
                                response_code(funding.response_code)};
        }
        // Nothing at all is no answer: the card may have been funded.
        if (funding.response_code.empty() && funding.description.empty()) {
            throw service_.unusable(operation, "it neither approves nor declines");
        }
        refusal_code = funding.response_code;
    } catch (const RelateProcessingException& refusal) {
        refusal_code = refusal.code();
    }
    co_return SvcAnswer{"", response_code(refusal_code)};
}

Task<SvcInquiry> SvcServices::inquiry(SvcActivation activation) {
    std::string text = service_.envelope("inquiry", [&](Element element) {
        svc::fill_inquiry(element, activation.card_number, activation.currency);
    });
    SvcInquiry inquiry;
    try {
        const XmlElement response = co_await call("inquiry", std::move(text));
        const auto card = service_.reading(
            "inquiry", [&] { return svc::read_card(service_.return_of(response, "inquiry")); });
        if (!card) throw service_.unusable("inquiry", "it does not tell whether the card is active");
        if (card->refusal) {
            throw RelateProcessingException(masked_wholly(card->refusal->description), card->refusal->code);
        }
        if (!card->balance) throw service_.unusable("inquiry", "its balance is no amount");
        inquiry.is_active = card->is_active;
        inquiry.balance = *card->balance;
        if (const svc::Activity* activity = card->activity_of(activation.transaction_id)) {
            inquiry.authorization_number = activity->activity_id.substr(0, kLongestAuthorizationNumber);
            if (!inquiry.is_done()) throw service_.unusable("inquiry", "the activity has no activity ID");
        } else if (std::any_of(card->activities.begin(), card->activities.end(),
                               [](const svc::Activity& other) { return other.transaction_id.empty(); }) ||
                   (card->activities.empty() && !inquiry.balance.is_zero())) {
            throw service_.unusable("inquiry", "it does not tell which transaction funded the card");
        }
    } catch (const RelateProcessingException& refusal) {
        if (!says_not_found(refusal)) throw;
    }
    co_return inquiry;
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
