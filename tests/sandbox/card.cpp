#include "card.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace oa::sandbox {

namespace {

std::size_t count_repeated(const std::vector<CardActivity>& activities, bool funding) {
    std::unordered_set<std::string_view> transactions;
    return static_cast<std::size_t>(std::ranges::count_if(activities, [&](const CardActivity& activity) {
        return activity.approved && is_funding(activity.operation) == funding &&
               !transactions.insert(activity.transaction_id).second;
    }));
}

}  // namespace

const char* type_name(CardOperation operation) {
    switch (operation) {
        case CardOperation::kActivate: return "ACTIVATE";
        case CardOperation::kRecharge: return "RECHARGE";
        case CardOperation::kPreAuthorize: return "PREAUTHORIZATION";
        case CardOperation::kPostAuth: return "POST_AUTH";
        case CardOperation::kReleaseAuth: return "RELEASE_AUTH";
    }
    return "";
}

bool is_funding(CardOperation operation) {
    return operation == CardOperation::kActivate || operation == CardOperation::kRecharge;
}

const char* response_code(const CardActivity& activity) {
    return activity.approved ? "APPROVED" : "DECLINED";
}

CardHold* Card::find_hold(const std::string& activity_id) {
    const auto found = hold_places.find(activity_id);
    return found == hold_places.end() ? nullptr : &holds[found->second];
}

void Card::add_hold(CardHold hold) {
    held += hold.open;
    hold_places[hold.activity_id] = holds.size();
    holds.push_back(std::move(hold));
}

void Card::reduce(CardHold& hold, long long hundredths) {
    hold.open -= hundredths;
    held -= hundredths;
}

void Card::expire_holds_before(std::chrono::sys_days day) {
    if (held == 0) return;
    for (auto& hold : holds) {
        if (hold.open == 0 || !hold.made || *hold.made >= day) continue;
        reduce(hold, hold.open);
        hold.expired = true;
    }
}

std::size_t Card::fundings() const {
    return static_cast<std::size_t>(std::ranges::count_if(activities, &CardActivity::is_approved_funding));
}

std::size_t Card::deposits() const {
    return static_cast<std::size_t>(std::ranges::count_if(activities, &CardActivity::is_deposit));
}

std::size_t Card::repeated_fundings() const {
    return count_repeated(activities, true);
}

std::size_t Card::repeated_spendings() const {
    return count_repeated(activities, false);
}

}  // namespace oa::sandbox
