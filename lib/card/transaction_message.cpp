#include "card/transaction_message.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace oa::svc {

void fill_generate_card(Element element, std::string_view prefix, std::string_view series,
                        std::string_view location, std::string_view currency) {
    element.add("cardPrefix", prefix);
    element.add("cardSeriesSequence", series);
    element.add_unless_empty("locationId", location);
    element.add("currencyId", currency);
}

namespace {

void fill_info(Element element, const TransactionInfo& info) {
    Element block = element.child("TransactionInfo");
    block.add("RTPTransactionID", info.transaction_id);
    block.add_unless_empty("LocationID", info.location);
    block.add_unless_empty("TransactionDateTime", info.time);
    block.add_unless_empty("BusinessDate", info.business_date);
    Element amount = block.child("RTPAmount");
    amount.add("CurrencyID", info.currency);
    amount.add("Amount", to_string(info.amount));
}

}  // namespace

void fill_funding(Element element, std::string_view card_number, std::string_view prefix,
                  std::string_view series, const TransactionInfo& info) {
    element.add("cardNumber", card_number);
    element.add_unless_empty("cardPrefix", prefix);
    element.add_unless_empty("cardSeriesSequence", series);
    fill_info(element, info);
}

void fill_authorized(Element element, std::string_view card_number, std::string_view activity_id,
                     const TransactionInfo& info) {
    element.add("cardNumber", card_number);
    element.add("preAuthActivityId", activity_id);
    fill_info(element, info);
}

void fill_inquiry(Element element, std::string_view card_number, std::string_view currency) {
    element.add("cardNumber", card_number);
    element.add("currencyId", currency);
}

std::string read_generated_card(const XmlElement& answer) {
    return answer.child("Instrument").text_of("CardNumber");
}

bool Funding::says_approved() const {
    return to_upper(response_code) == "APPROVED" && error_code.empty();
}

bool Funding::says_declined() const {
    const std::string code = to_upper(response_code);
    if (code == "APPROVED") return false;
    // Any other code declines where nothing speaks for an approval.
    return code == "DECLINED" || !error_code.empty() || (!code.empty() && activity_id.empty());
}

Funding read_funding(const XmlElement& answer) {
    return {answer.child("Instrument").text_of("CardNumber"), answer.text_of("accountActivityId"),
            std::string(trim(answer.attribute("ResponseCode"))), answer.text_of("ErrorCode"),
            answer.text_of("ResponseDescription")};
}

bool Activity::is_declined() const {
    return to_upper(response_code) == "DECLINED";
}

bool Activity::may_be_approved() const {
    return response_code.empty() || to_upper(response_code) == "APPROVED";
}

std::vector<Activity> Card::activities_of(std::string_view transaction_id) const {
    std::vector<Activity> found;
    std::ranges::copy_if(activities, std::back_inserter(found),
                         [&](const Activity& activity) { return activity.transaction_id == transaction_id; });
    return found;
}

std::optional<Card> read_card(const XmlElement& answer) {
    Card card;
    if (const std::string code = answer.text_of("ErrorCode"); !code.empty()) {
        card.refusal = Refusal{code, answer.text_of("ResponseDescription")};
        return card;
    }
    const XmlElement& flag = answer.child("Instrument").child("ActiveFlag");
    if (!flag.is_true() && flag.text != "false" && flag.text != "0") return std::nullopt;
    card.card_number = answer.child("Instrument").text_of("CardNumber");
    card.is_active = flag.is_true();
    const XmlElement& amount = answer.child("Balance").child("Amount");
    card.tells_balance = static_cast<bool>(amount);
    card.balance = amount ? parse_money(amount.text) : Money();
    card.currency = answer.child("Balance").text_of("CurrencyID");
    const XmlElement& available = answer.child("AvailableBalance").child("Amount");
    if (available) card.available = parse_money(available.text);
    card.expiration_date = answer.text_of("ExpirationDate");
    const XmlElement& list = answer.child("AccountActivityList");
    card.tells_activities = static_cast<bool>(list);
    for (const XmlElement* node : list.all("AccountActivity")) {
        card.activities.push_back({node->text_of("accountActivityId"), node->text_of("RTPTransactionID"),
                                   node->text_of("Amount"), node->text_of("ResponseCode")});
    }
    return card;
}

}  // namespace oa::svc
