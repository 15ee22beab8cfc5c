#include "svc_operations.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "clock.hpp"
#include "text.hpp"
#include "xml_reader.hpp"
#include "xml_text.hpp"

namespace oa::sandbox {

namespace {

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string amount_text(long long hundredths) {
    const auto value = std::llabs(hundredths);
    return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", value / 100, value % 100);
}

void write_money(XmlText& xml, const char* name, long long hundredths, const std::string& currency) {
    xml.start(name);
    xml.element("CurrencyID", currency);
    xml.element("Amount", amount_text(hundredths));
    xml.end();
}

std::string card_number_in(const xmlNode& operation) {
    auto number = text_at(operation, {"cardNumber"});
    if (!is_number(number)) throw ClientFault("A card number has digits only.");
    return number;
}

std::string generate(Sandbox& sandbox, const xmlNode& operation) {
    const auto prefix = text_at(operation, {"cardPrefix"});
    const auto series = text_at(operation, {"cardSeriesSequence"});
    if (!is_number(prefix) || !is_number(series)) {
        throw RelateFault("INVALID_CARD_SERIES", "There is no such card series.");
    }
    const auto number = sandbox.cards.generate(prefix, series, text_at(operation, {"currencyId"}));
    sandbox.svc_tally.count(&ServiceCounts::created);
    XmlText xml;
    xml.start("return");
    xml.element("dateTime", timestamp_now());
    xml.start("cardSeries");
    xml.element("CardPrefix", prefix);
    xml.element("CardSeriesSequence", series);
    xml.end();
    xml.start("Instrument");
    xml.element("CardName", "Virtual Gift Card");
    xml.element("CardNumber", number);
    xml.element("BatchNumber", "1");
    xml.end();
    xml.end();
    return xml.written();
}

std::string decline(const CardAnswer& answer) {
    if (!answer.declined_in_answer) throw RelateFault(answer.decline, "The card is declined.");
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "DECLINED");
    xml.element("dateTime", timestamp_now());
    xml.element("ErrorCode", answer.decline);
    xml.element("ResponseDescription", "The card is declined.");
    xml.end();
    return xml.written();
}

[[noreturn]] void refuse_unknown_card() {
    throw RelateFault("CARD_NOT_FOUND", "There is no such card.");
}

CardOrder order_in(const xmlNode& operation) {
    CardOrder order;
    order.number = card_number_in(operation);
    order.transaction_id = text_at(operation, {"TransactionInfo", "RTPTransactionID"});
    order.hold_id = text_at(operation, {"preAuthActivityId"});
    order.currency = text_at(operation, {"TransactionInfo", "RTPAmount", "CurrencyID"});
    order.day = parse_day(text_at(operation, {"TransactionInfo", "TransactionDateTime"}));
    const auto amount = parse_hundredths(text_at(operation, {"TransactionInfo", "RTPAmount", "Amount"}));
    if (!amount) throw RelateFault("INVALID_AMOUNT", "The amount is not a number.");
    order.hundredths = *amount;
    return order;
}

template <CardOperation kOperation>
std::string move_money(Sandbox& sandbox, const xmlNode& operation) {
    auto order = order_in(operation);
    order.operation = kOperation;
    order.may_be_new = kOperation == CardOperation::kActivate;
    const auto answer = sandbox.cards.request(order);
    if (answer.activity_id.empty()) refuse_unknown_card();
    if (!answer.decline.empty()) return decline(answer);
    sandbox.svc_tally.count(&ServiceCounts::updated);
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "APPROVED");
    xml.element("dateTime", timestamp_now());
    xml.start("Instrument");
    xml.element("CardNumber", order.number);
    xml.end();
    xml.element("accountActivityId", answer.activity_id);
    write_money(xml, "Balance", answer.balance, answer.currency.empty() ? order.currency : answer.currency);
    xml.end();
    return xml.written();
}

void write_activities(XmlText& xml, const Card& card) {
    xml.start("AccountActivityList");
    for (const auto& activity : card.activities) {
        xml.start("AccountActivity");
        xml.element("accountActivityId", activity.activity_id);
        xml.element("TransactionType", type_name(activity.operation));
        xml.element("RTPTransactionID", activity.transaction_id);
        xml.element("Amount", amount_text(activity.hundredths));
        xml.element("ResponseCode", response_code(activity));
        xml.end();
    }
    xml.end();
}

std::string inquiry(Sandbox& sandbox, const xmlNode& operation) {
    const auto card = sandbox.cards.find(card_number_in(operation));
    if (card.number.empty()) refuse_unknown_card();
    const auto currency = card.currency.empty() ? text_at(operation, {"currencyId"}) : card.currency;
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "APPROVED");
    xml.element("dateTime", timestamp_now());
    xml.start("Instrument");
    xml.element("CardNumber", card.number);
    xml.element("ActiveFlag", card.active ? "true" : "false");
    xml.end();
    write_money(xml, "Balance", card.balance, currency);
    write_money(xml, "AvailableBalance", card.available(), currency);
    if (!card.expiration_date.empty()) xml.element("ExpirationDate", card.expiration_date);
    write_activities(xml, card);
    xml.end();
    return xml.written();
}

constexpr std::array<SoapOperation, 7> kOperations = {{
    {"generateCard", "generate", generate},
    {"activateInstrument", "activate", move_money<CardOperation::kActivate>},
    {"recharge", "recharge", move_money<CardOperation::kRecharge>},
    {"preAuthorization", "preauth", move_money<CardOperation::kPreAuthorize>},
    {"postAuth", "postauth", move_money<CardOperation::kPostAuth>},
    {"releaseAuth", "release", move_money<CardOperation::kReleaseAuth>},
    {"inquiry", "inquiry", inquiry},
}};

}  // namespace

std::span<const SoapOperation> svc_operations() {
    return kOperations;
}

}  // namespace oa::sandbox
