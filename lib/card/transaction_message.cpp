#include "card/transaction_message.hpp"

namespace oa::svc {

namespace {

std::string code_of(const XmlElement& answer) {
    const std::string& code = answer.text_of("ErrorCode");
    return code.empty() ? std::string(answer.attribute("ResponseCode")) : code;
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

std::string read_generated_card(const XmlElement& answer) {
    return answer.child("Instrument").text_of("CardNumber");
}

Funding read_funding(const XmlElement& answer) {
    return {answer.text_of("accountActivityId"), code_of(answer), answer.text_of("ResponseDescription")};
}

const Activity* Card::activity_of(std::string_view transaction_id) const {
    for (const Activity& activity : activities) {
        if (activity.transaction_id == transaction_id) return &activity;
    }
    return nullptr;
}

std::optional<Card> read_card(const XmlElement& answer) {
    Card card;
    if (const std::string code = answer.text_of("ErrorCode"); !code.empty()) {
        card.refusal = Refusal{code, answer.text_of("ResponseDescription")};
        return card;
    }
    const XmlElement& flag = answer.child("Instrument").child("ActiveFlag");
    if (!flag) return std::nullopt;
    card.is_active = flag.is_true();
    const XmlElement& amount = answer.child("Balance").child("Amount");
    card.balance = amount ? parse_money(amount.text) : Money();
    for (const XmlElement* node : answer.child("AccountActivityList").all("AccountActivity")) {
        card.activities.push_back({node->text_of("accountActivityId"), node->text_of("RTPTransactionID")});
    }
    return card;
}

}  // namespace oa::svc
