#include "card_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace oa::sandbox {

namespace {

constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kGeneratedLength = 16;
constexpr std::size_t kShown = 4;
constexpr std::size_t kFirstActivity = 900000;

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// True within an element that holds an ID, which may begin with letters.
bool is_readable(std::string_view before) {
    const auto tag = before.find_last_of("<>");
    if (tag == std::string_view::npos) return false;
    before = before.substr(0, tag + 1);
    return before.ends_with("<RTPTransactionID>") || before.ends_with("<accountActivityId>") ||
           before.ends_with("<preAuthActivityId>");
}

}  // namespace

std::string with_cards_masked(const std::string& text) {
    auto masked = text;
    for (std::size_t begin = 0; begin < text.size();) {
        if (!is_digit(text[begin])) {
            ++begin;
            continue;
        }
        auto end = begin;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - begin >= kShortestNumber && !is_readable(std::string_view(text).substr(0, begin))) {
            masked.replace(begin, end - begin - kShown, end - begin - kShown, '*');
        }
        begin = end;
    }
    return masked;
}

void CardLedger::put(const CardSetup& setup) {
    const std::scoped_lock lock(mutex_);
    auto& card = cards_[setup.number];
    card.number = setup.number;
    if (setup.balance) {
        card.balance = *setup.balance;
        card.active = true;
    }
    card.active = setup.active.value_or(card.active);
    card.currency = setup.currency.value_or(card.currency);
    card.expiration_date = setup.expiration_date.value_or(card.expiration_date);
    card.decline = setup.decline;
    card.declined_in_answer = setup.declined_in_answer;
}

std::string CardLedger::generate(const std::string& prefix, const std::string& series,
                                 const std::string& currency) {
    const std::scoped_lock lock(mutex_);
    const auto head = prefix + series;
    const auto width = head.size() < kGeneratedLength ? kGeneratedLength - head.size() : 1;
    std::string number;
    do {
        number = fmt::format("{}{:0>{}}", head, ++generated_, width);
    } while (cards_.contains(number));
    auto& card = cards_[number];
    card.number = number;
    card.generated = true;
    card.currency = currency;
    return number;
}

CardAnswer CardLedger::request(const CardOrder& order) {
    const std::scoped_lock lock(mutex_);
    if (order.day) today_ = std::max(today_, order.day);
    CardAnswer answer;
    auto found = cards_.find(order.number);
    if (found == cards_.end() && !order.may_be_new) {
        answer.decline = "CARD_NOT_FOUND";
        return answer;
    }
    if (found == cards_.end()) {
        found = cards_.try_emplace(order.number).first;
        found->second.number = order.number;
    }
    auto& card = found->second;
    expire_holds(card);
    answer.activity_id = std::to_string(kFirstActivity + ++activities_);
    answer.decline = decline_of(card, order, rules_);
    const auto approved = answer.decline.empty();
    if (approved) perform(card, order, answer.activity_id);
    card.activities.push_back({answer.activity_id, order.transaction_id, order.operation, order.hold_id,
                               order.hundredths, approved});
    answer.declined_in_answer = card.declined_in_answer;
    answer.balance = card.balance;
    answer.currency = card.currency;
    return answer;
}

Card CardLedger::find(const std::string& number) const {
    const std::scoped_lock lock(mutex_);
    const auto found = cards_.find(number);
    if (found == cards_.end()) return {};
    auto card = found->second;
    expire_holds(card);
    return card;
}

std::vector<Card> CardLedger::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Card> all;
    all.reserve(cards_.size());
    for (const auto& [number, card] : cards_) {
        all.push_back(card);
        expire_holds(all.back());
    }
    return all;
}

void CardLedger::clear() {
    const std::scoped_lock lock(mutex_);
    cards_.clear();
    today_.reset();
    generated_ = 0;
    activities_ = 0;
}

/// A hold is good through the last of its days.
void CardLedger::expire_holds(Card& card) const {
    if (rules_.hold_days.count() > 0 && today_) card.expire_holds_before(*today_ - rules_.hold_days);
}

}  // namespace oa::sandbox
