#include "card/transaction_message.hpp"

namespace oa::svc {

namespace {

std::string text_at(const pugi::xml_node& node, const char* name) {
    return node.child(name).text().get();
}

std::string code_of(const pugi::xml_node& answer) {
    std::string code = text_at(answer, "ErrorCode");
    return code.empty() ? answer.attribute("ResponseCode").value() : code;
}

}  // namespace

void fill_generate_card(Element element, std::string_view prefix, std::string_view series,
                        std::string_view location, std::string_view currency) {
    element.add("cardPrefix", prefix);
    element.add("cardSeriesSequence", series);
    element.add_unless_empty("locationId", location);
    element.add("currencyId", currency);
}

void fill_funding(Element element, std::string_view card_number, std::string_view prefix,
                  std::string_view series, const TransactionInfo& info) {
    element.add("cardNumber", card_number);
    element.add_unless_empty("cardPrefix", prefix);
    element.add_unless_empty("cardSeriesSequence", series);
    Element block = element.child("TransactionInfo");
    block.add("RTPTransactionID", info.transaction_id);
    block.add_unless_empty("LocationID", info.location);
    block.add_unless_empty("TransactionDateTime", info.time);
    block.add_unless_empty("BusinessDate", info.business_date);
    Element amount = block.child("RTPAmount");
    amount.add("CurrencyID", info.currency);
    amount.add("Amount", to_string(info.amount));
}

void fill_inquiry(Element element, std::string_view card_number, std::string_view currency) {
    element.add("cardNumber", card_number);
    element.add("currencyId", currency);
}

std::string read_generated_card(const pugi::xml_node& answer) {
    return text_at(answer.child("Instrument"), "CardNumber");
}

Funding read_funding(const pugi::xml_node& answer) {
    return {text_at(answer, "accountActivityId"), code_of(answer), text_at(answer, "ResponseDescription")};
}

const Activity* Card::activity_of(std::string_view transaction_id) const {
    for (const Activity& activity : activities) {
        if (activity.transaction_id == transaction_id) return &activity;
    }
    return nullptr;
}

std::optional<Card> read_card(const pugi::xml_node& answer) {
    Card card;
    if (const std::string code = text_at(answer, "ErrorCode"); !code.empty()) {
        card.refusal = Refusal{code, text_at(answer, "ResponseDescription")};
        return card;
    }
    const pugi::xml_node flag = answer.child("Instrument").child("ActiveFlag");
    if (!flag) return std::nullopt;
    card.is_active = flag.text().as_bool();
    const pugi::xml_node amount = answer.child("Balance").child("Amount");
    card.balance = amount ? parse_money(amount.text().get()) : Money();
    for (const auto& node : answer.child("AccountActivityList").children("AccountActivity")) {
        card.activities.push_back({text_at(node, "accountActivityId"), text_at(node, "RTPTransactionID")});
    }
    return card;
}

}  // namespace oa::svc
