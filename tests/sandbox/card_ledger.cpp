#include "card_ledger.hpp"

#include <fmt/format.h>

#include <cctype>
#include <set>
#include <string_view>

namespace oa::sandbox {

namespace {

constexpr std::size_t kShortestNumber = 10;
constexpr std::size_t kGeneratedLength = 16;
constexpr std::size_t kShown = 4;

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool is_readable(std::string_view before) {
    return before.ends_with("<RTPTransactionID>") || before.ends_with("<accountActivityId>");
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

long long Card::balance() const {
    long long sum = 0;
    for (const auto& funding : fundings) sum += funding.hundredths;
    return sum;
}

std::size_t Card::repeated_fundings() const {
    std::set<std::string> transactions;
    std::size_t repeated = 0;
    for (const auto& funding : fundings) {
        if (!transactions.insert(funding.transaction_id).second) ++repeated;
    }
    return repeated;
}

void CardLedger::put(Card card) {
    const std::scoped_lock lock(mutex_);
    auto& known = cards_[card.number];
    known.number = card.number;
    known.active = known.active || card.active;
    known.decline = std::move(card.decline);
    known.declined_in_answer = card.declined_in_answer;
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

Card CardLedger::fund(const FundingOrder& order) {
    const std::scoped_lock lock(mutex_);
    if (!order.may_be_new && !cards_.contains(order.number)) return {};
    auto& card = cards_[order.number];
    card.number = order.number;
    if (auto code = decline_of(card); !code.empty()) {
        auto declined = card;
        declined.decline = std::move(code);
        return declined;
    }
    card.active = true;
    card.currency = order.currency;
    card.fundings.push_back(
        {order.transaction_id, std::to_string(900000 + ++activities_), order.type, order.hundredths});
    return card;
}

Card CardLedger::find(const std::string& number) const {
    const std::scoped_lock lock(mutex_);
    const auto found = cards_.find(number);
    return found == cards_.end() ? Card{} : found->second;
}

std::vector<Card> CardLedger::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Card> all;
    for (const auto& [number, card] : cards_) all.push_back(card);
    return all;
}

void CardLedger::clear() {
    const std::scoped_lock lock(mutex_);
    cards_.clear();
    generated_ = 0;
    activities_ = 0;
}

std::string CardLedger::decline_of(const Card& card) const {
    if (!card.decline.empty()) return card.decline;
    for (const auto& [ending, code] : declines_) {
        if (card.number.ends_with(ending)) return code;
    }
    return {};
}

}  // namespace oa::sandbox
