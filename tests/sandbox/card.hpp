#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace oa::sandbox {

/// What moves the money of a card.
enum class CardOperation { kActivate, kRecharge, kPreAuthorize, kPostAuth, kReleaseAuth };

/// The TransactionType of its activity, such as `POST_AUTH`.
const char* type_name(CardOperation operation);

/// It gives a card money.
bool is_funding(CardOperation operation);

/// A request that came for a card, approved or declined.
struct CardActivity {
    std::string activity_id;
    std::string transaction_id;
    CardOperation operation = CardOperation::kActivate;
    std::string hold_id;  ///< of a deposit or release: the activity ID of the preauthorization
    long long hundredths = 0;
    bool approved = false;

    bool is_approved_funding() const { return approved && is_funding(operation); }
    /// It was approved to take money that a hold had.
    bool is_deposit() const { return approved && operation == CardOperation::kPostAuth; }
};

/// APPROVED or DECLINED.
const char* response_code(const CardActivity& activity);

/// What a preauthorization holds of a card.
struct CardHold {
    std::string activity_id;
    std::string transaction_id;
    long long hundredths = 0;
    long long open = 0;                         ///< neither deposited nor released
    std::optional<std::chrono::sys_days> made;  ///< none where the request had no date: it never expires
    bool expired = false;
};

/// A stored value card of Customer Engagement.
struct Card {
    std::string number;
    bool active = false;
    bool generated = false;
    std::string currency;
    std::string expiration_date;      ///< blank for none
    std::string decline;              ///< the code it is declined with; blank when it is not
    bool declined_in_answer = false;  ///< by an answer that says so, else by a RelateProcessingException
    long long balance = 0;            ///< in hundredths: fundings less deposits
    long long held = 0;               ///< what the holds have open: the frozen balance
    std::vector<CardHold> holds;
    std::vector<CardActivity> activities;
    std::unordered_map<std::string, std::size_t> hold_places;  ///< by activity ID

    long long available() const { return balance - held; }
    CardHold* find_hold(const std::string& activity_id);
    void add_hold(CardHold hold);

    /// Takes so much from what a hold has open.
    void reduce(CardHold& hold, long long hundredths);

    /// Sets free what holds made before this day have open.
    void expire_holds_before(std::chrono::sys_days day);

    std::size_t fundings() const;
    std::size_t deposits() const;

    /// How often it was given money for a transaction that had given it before.
    std::size_t repeated_fundings() const;

    /// How often a hold, deposit or release was approved for a transaction that had been approved before.
    std::size_t repeated_spendings() const;
};

}  // namespace oa::sandbox
