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

void write_balance(XmlText& xml, const Card& card, const std::string& currency) {
    xml.start("Balance");
    xml.element("CurrencyID", card.currency.empty() ? currency : card.currency);
    xml.element("Amount", amount_text(card.balance()));
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

std::string decline(const Card& card) {
    if (!card.declined_in_answer) throw RelateFault(card.decline, "The card is declined.");
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "DECLINED");
    xml.element("dateTime", timestamp_now());
    xml.element("ErrorCode", card.decline);
    xml.element("ResponseDescription", "The card is declined.");
    xml.end();
    return xml.written();
}

[[noreturn]] void refuse_unknown_card() {
    throw RelateFault("CARD_NOT_FOUND", "There is no such card.");
}

std::string fund(Sandbox& sandbox, const xmlNode& operation, FundingOrder order) {
    order.number = card_number_in(operation);
    order.transaction_id = text_at(operation, {"TransactionInfo", "RTPTransactionID"});
    order.currency = text_at(operation, {"TransactionInfo", "RTPAmount", "CurrencyID"});
    const auto amount = parse_hundredths(text_at(operation, {"TransactionInfo", "RTPAmount", "Amount"}));
    if (!amount || *amount < 0) throw RelateFault("INVALID_AMOUNT", "The amount cannot be negative.");
    order.hundredths = *amount;
    const auto card = sandbox.cards.fund(order);
    if (card.number.empty()) refuse_unknown_card();
    if (!card.decline.empty()) return decline(card);
    sandbox.svc_tally.count(&ServiceCounts::updated);
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "APPROVED");
    xml.element("dateTime", timestamp_now());
    xml.start("Instrument");
    xml.element("CardNumber", card.number);
    xml.end();
    xml.element("accountActivityId", card.fundings.back().activity_id);
    write_balance(xml, card, order.currency);
    xml.end();
    return xml.written();
}

std::string activate(Sandbox& sandbox, const xmlNode& operation) {
    FundingOrder order;
    order.type = "ACTIVATE";
    order.may_be_new = true;
    return fund(sandbox, operation, order);
}

std::string recharge(Sandbox& sandbox, const xmlNode& operation) {
    FundingOrder order;
    order.type = "RECHARGE";
    return fund(sandbox, operation, order);
}

std::string inquiry(Sandbox& sandbox, const xmlNode& operation) {
    const auto card = sandbox.cards.find(card_number_in(operation));
    if (card.number.empty()) refuse_unknown_card();
    XmlText xml;
    xml.start("return");
    xml.attribute("ResponseCode", "APPROVED");
    xml.element("dateTime", timestamp_now());
    xml.start("Instrument");
    xml.element("CardNumber", card.number);
    xml.element("ActiveFlag", card.active ? "true" : "false");
    xml.end();
    write_balance(xml, card, text_at(operation, {"currencyId"}));
    xml.start("AccountActivityList");
    for (const auto& funding : card.fundings) {
        xml.start("AccountActivity");
        xml.element("accountActivityId", funding.activity_id);
        xml.element("TransactionType", funding.type);
        xml.element("RTPTransactionID", funding.transaction_id);
        xml.element("Amount", amount_text(funding.hundredths));
        xml.end();
    }
    xml.end();
    xml.end();
    return xml.written();
}

constexpr std::array<SoapOperation, 4> kOperations = {{
    {"generateCard", "generate", generate},
    {"activateInstrument", "activate", activate},
    {"recharge", "recharge", recharge},
    {"inquiry", "inquiry", inquiry},
}};

}  // namespace

std::span<const SoapOperation> svc_operations() {
    return kOperations;
}

}  // namespace oa::sandbox
