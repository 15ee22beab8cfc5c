#include "card/authorization_message.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/mask.hpp"
#include "base/text.hpp"
#include "service/xml.hpp"
#include "service/xml_reader.hpp"

namespace oa {

namespace {

constexpr std::size_t kAuthorizationNumberLength = 20;
constexpr std::size_t kResponseCodeLength = 60;
constexpr const char* kResponse = "CWAuthorizationResponse";
constexpr const char* kDepositResponse = "CWDepositResponse";

/// `2010-11-23T09:21:41` as MMDDYYYY.
std::string message_date(const std::string& time) {
    return time.substr(5, 2) + time.substr(8, 2) + time.substr(0, 4);
}

/// ... and as HHMMSS.
std::string message_time(const std::string& time) {
    return time.substr(11, 2) + time.substr(14, 2) + time.substr(17, 2);
}

void fill_request(Element root, const ServiceBureauMessage& message, const ServiceBureauRequest& request) {
    const std::string company = fmt::format("{:03}", request.company);
    const std::string created_at = to_string(request.created_at);
    const std::string amount_text = fmt::format("{}Text", message.amount);
    root.attribute("source", "RDC").attribute("target", "IL").attribute("type", message.type);
    Element body = root.child(message.type).attribute("mode", "Online");
    body.child("Service").attribute("serviceID", request.service_code);
    body.child("Merchant")
        .attribute("companyID", company)
        .attribute("merchantID", request.merchant_id)
        .attribute("presentersID", request.presenters_id)
        .attribute("submittersID", request.submitters_id);
    Element asked = body.child(message.element);
    asked.attribute("companyID", company)
        .attribute("createDate", message_date(created_at))
        .attribute("createTime", message_time(created_at))
        .attribute("transactionType", message.transaction_type)
        .attribute("merchantReference", request.reference)
        .attribute("transactionSeqNumber", fmt::format("{:015}", request.transaction_number))
        .attribute("orderID", fmt::format("{:08}", request.order_number));
    for (const auto& [name, value] : message.keys) asked.attribute(name, value);
    asked.attribute("payCategory", "Stored Value Card");
    for (const auto& [name, value] : message.action) asked.attribute(name, value);
    asked.attribute("ccAccountNumber", request.card_number)
        .attribute(amount_text.c_str(), to_string(request.amount))
        .attribute(message.amount, fmt::format("{}", request.amount.hundredths()))
        .attribute("currencyCode", request.currency);
}

/// Digits and nothing else, as far as they fit.
template <typename Number>
bool read_number(std::string_view text, Number& number) {
    const std::string_view digits = trim(text);
    const char* const end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, number);
    return !digits.empty() && digits.front() != '-' && error == std::errc() && stopped == end;
}

AuthorizationResponseReading problem(std::string sentence) {
    return {std::nullopt, std::move(sentence)};
}

AuthorizationResponseReading missing(std::string_view attribute) {
    return problem(fmt::format("its {} is missing or wrong", attribute));
}

AuthorizationResponseReading read_response(const XmlElement& element) {
    AuthorizationResponse response;
    if (!read_number(element.attribute("companyID"), response.company)) return missing("companyID");
    if (!read_number(element.attribute("transactionSeqNumber"), response.transaction_number)) {
        return missing("transactionSeqNumber");
    }
    response.reference = trim(element.attribute("merchantReference"));
    if (response.reference.empty()) return missing("merchantReference");
    response.authorization_number = trim(element.attribute("authNumber"));
    if (character_count(response.authorization_number) > kAuthorizationNumberLength) {
        return missing("authNumber");
    }
    response.response_code = first_characters(
        with_card_numbers_masked(trim(element.attribute("responseCode"))), kResponseCodeLength);
    response.authorization_date = trim(element.attribute("authDate"));
    response.authorization_time = trim(element.attribute("authTime"));
    response.card_number = trim(element.attribute("ccAccountNumber"));
    const std::string code = to_upper(response.response_code);
    if (code == "DECLINED" && !response.authorization_number.empty()) {
        return problem("its responseCode declines the card, but it has an authNumber");
    }
    if (code == "APPROVED" && response.authorization_number.empty()) {
        return problem("its responseCode approves the card, but it has no authNumber");
    }
    return {std::move(response), ""};
}

}  // namespace

std::string service_bureau_message(const ServiceBureauMessage& message, const ServiceBureauRequest& request) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    write_element(
        "Message", 0, [&text](std::string_view piece) { text += piece; },
        [&](Element root) { fill_request(root, message, request); });
    return text;
}

std::string authorization_request_message(const AuthorizationRequest& request) {
    return service_bureau_message(
        {"CWAuthorizationRequest",
         "AuthRequest",
         "authAmount",
         "Debit",
         {{"shipToNumber", fmt::format("{:03}", request.ship_to_number)},
          {"orderLineNumber", fmt::format("{:05}", request.line_number)},
          {"svcSequenceNumber", fmt::format("{:05}", request.svc_sequence_number)}},
         {{"cardType", request.is_virtual ? "Virtual" : "Physical"}, {"actionCode", "Activation"}}},
        request);
}

AuthorizationResponseReading read_authorization_response(std::string_view text) {
    if (text.size() > kMaximumAuthorizationResponseBytes) {
        return problem(fmt::format("it has more than {} bytes", kMaximumAuthorizationResponseBytes));
    }
    XmlReading reading = read_xml(text);
    if (!reading.problem.empty()) return problem(reading.problem);
    const bool is_of_deposit = reading.root.attribute("type") == kDepositResponse;
    const char* const type = is_of_deposit ? kDepositResponse : kResponse;
    reading =
        read_xml_by_schema(text, is_of_deposit ? "cw-deposit-response.xsd" : "cw-authorization-response.xsd");
    const XmlElement& message = reading.root;
    if (message.name != "Message" || message.attribute("type") != type || message.all(type).empty()) {
        return problem(fmt::format("it is not a {} message", type));
    }
    if (std::string invalid = first_problem(message); !invalid.empty()) {
        return problem(fmt::format("it is not valid: {}", invalid));
    }
    auto response =
        read_response(message.child(type).child(is_of_deposit ? "DepositResponse" : "AuthResponse"));
    if (response.response) response.response->is_of_deposit = is_of_deposit;
    return response;
}

}  // namespace oa
