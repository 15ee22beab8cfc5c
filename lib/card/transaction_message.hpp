#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "service/xml.hpp"
#include "service/xml_reader.hpp"

namespace oa::svc {

// The messages of the Stored Value Card Transaction Services. The fields of generateCard are the
// documentation's (Customer Engagement Integration, Customer Engagement generateCard Method), TransactionInfo
// is the contract's (Card, loyalty and stored value services). The contract leaves the rest open; chosen is
// what is nearest to those:
//
//     activateInstrument, recharge = cardNumber, cardPrefix?, cardSeriesSequence?, TransactionInfo,
//                                    securityUserId
//     their answers = return/(dateTime?, Instrument/CardNumber?, accountActivityId?, Balance?, ErrorCode?,
//                             ResponseDescription?, @ResponseCode?)
//     inquiry = cardNumber, currencyId, securityUserId
//     its answer = return/(dateTime?, Instrument/(CardNumber?, ActiveFlag), Balance?,
//                          AccountActivityList?/AccountActivity*/(accountActivityId, TransactionType?,
//                          RTPTransactionID?, Amount?), ErrorCode?, ResponseDescription?, @ResponseCode?)
//     Balance = CurrencyID, Amount
//
// The authorization number is the Activity ID, as it is for deposits ("enter the new Activity ID from
// Customer Engagement", Customer Engagement Integration).

/// What a card is funded by: the block TransactionInfo.
struct TransactionInfo {
    std::string transaction_id;  ///< RTPTransactionID
    std::string location;        ///< blank for none
    std::string time, business_date;
    std::string currency;
    Money amount;
};

void fill_generate_card(Element element, std::string_view prefix, std::string_view series,
                        std::string_view location, std::string_view currency);

/// Of activateInstrument and recharge; a blank prefix or series is left out.
void fill_funding(Element element, std::string_view card_number, std::string_view prefix,
                  std::string_view series, const TransactionInfo& info);

void fill_inquiry(Element element, std::string_view card_number, std::string_view currency);

/// The card number of a generateCard answer; blank when there is none.
std::string read_generated_card(const XmlElement& answer);

/// A refusal within an answer, by its ErrorCode.
struct Refusal {
    std::string code, description;
};

/// What an answer says of a funding; blank where it says nothing.
struct Funding {
    std::string activity_id;
    std::string response_code;  ///< ErrorCode or else ResponseCode
    std::string description;
};

Funding read_funding(const XmlElement& answer);

struct Activity {
    std::string activity_id, transaction_id;
};

/// A card as an inquiry shows it.
struct Card {
    bool is_active = false;
    std::optional<Money> balance;  ///< nothing for text that is no amount; zero when it is not told
    std::vector<Activity> activities;
    std::optional<Refusal> refusal;

    /// What this transaction did; null when it did nothing.
    const Activity* activity_of(std::string_view transaction_id) const;
};

/// Nothing when the answer holds neither a card nor a refusal.
std::optional<Card> read_card(const XmlElement& answer);

}  // namespace oa::svc
