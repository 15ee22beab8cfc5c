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
//     preAuthorization = cardNumber, TransactionInfo, securityUserId
//     postAuth, releaseAuth = cardNumber, preAuthActivityId, TransactionInfo, securityUserId
//     inquiry = cardNumber, currencyId, securityUserId
//     its answer = return/(dateTime?, Instrument/(CardNumber?, ActiveFlag), Balance?, AvailableBalance?,
//                          ExpirationDate?, AccountActivityList?/AccountActivity*/(accountActivityId,
//                          TransactionType?, RTPTransactionID?, Amount?, ResponseCode?), ErrorCode?,
//                          ResponseDescription?, @ResponseCode?)
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

/// Of postAuth and releaseAuth; `activity_id` is that of the preauthorization.
void fill_authorized(Element element, std::string_view card_number, std::string_view activity_id,
                     const TransactionInfo& info);

void fill_inquiry(Element element, std::string_view card_number, std::string_view currency);

/// The card number of a generateCard answer; blank when there is none.
std::string read_generated_card(const XmlElement& answer);

/// A refusal within an answer, by its ErrorCode.
struct Refusal {
    std::string code, description;
};

/// What an answer says of a funding; blank where it says nothing.
struct Funding {
    std::string card_number;
    std::string activity_id;
    std::string response_code;
    std::string error_code;
    std::string description;

    /// Every request is given an activity, successful or not: its ID alone approves nothing.
    bool says_approved() const;
    bool says_declined() const;
    const std::string& code() const { return error_code.empty() ? response_code : error_code; }
};

Funding read_funding(const XmlElement& answer);

struct Activity {
    std::string activity_id, transaction_id;
    std::string amount;         ///< as it stands there; blank where it is not told
    std::string response_code;  ///< blank where it is not told

    /// A declined request leaves an activity, too.
    bool is_declined() const;
    /// What it says of its outcome, if anything, is that it was approved.
    bool may_be_approved() const;
};

/// A card as an inquiry shows it.
struct Card {
    std::string card_number;  ///< blank where it is not told
    bool is_active = false;
    bool tells_balance = false;
    std::optional<Money> balance;    ///< nothing for text that is not an amount; zero when it is not told
    std::string currency;            ///< of the balance
    std::optional<Money> available;  ///< less what is held; nothing where it is not told, or not an amount
    std::string expiration_date;     ///< as it stands there; blank where it is not told
    bool tells_activities = false;
    std::vector<Activity> activities;
    std::optional<Refusal> refusal;

    /// What this transaction did.
    std::vector<Activity> activities_of(std::string_view transaction_id) const;
};

/// Nothing when the answer holds neither a refusal nor a card that is active or not.
std::optional<Card> read_card(const XmlElement& answer);

}  // namespace oa::svc
