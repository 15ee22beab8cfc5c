#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "card.hpp"

namespace oa::sandbox {

/// A request that moves the money of a card.
struct CardOrder {
    CardOperation operation = CardOperation::kActivate;
    std::string number;
    std::string transaction_id;
    std::string hold_id;  ///< of a deposit or release
    std::string currency;
    long long hundredths = 0;
    std::optional<std::chrono::sys_days> day;  ///< of its TransactionDateTime
    bool may_be_new = false;                   ///< a physical card: its number was printed elsewhere
};

/// How the program of the cards is set up.
struct CardRules {
    std::map<std::string, std::string> declines;  ///< the code by the end of a card number
    std::chrono::days hold_days{0};               ///< how long a hold is good; 0 is for ever
    bool partial_redemption = true;               ///< a deposit may be less than what its hold has open
};

/// The code that a request is declined with; blank when it is approved.
std::string decline_of(Card& card, const CardOrder& order, const CardRules& rules);

/// Does what an approved request asks for.
void perform(Card& card, const CardOrder& order, const std::string& activity_id);

}  // namespace oa::sandbox
