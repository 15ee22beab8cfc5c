#include "card_rules.hpp"

namespace oa::sandbox {

namespace {

constexpr const char* kCurrencyMismatch = "CURRENCY_MISMATCH";

bool is_other_currency(const Card& card, const CardOrder& order) {
    return !card.currency.empty() && card.currency != order.currency;
}

std::string ordered_decline(const Card& card, const CardRules& rules) {
    if (!card.decline.empty()) return card.decline;
    for (const auto& [ending, code] : rules.declines) {
        if (card.number.ends_with(ending)) return code;
    }
    return {};
}

bool is_possible_amount(const CardOrder& order) {
    // A card may be activated with nothing on it.
    return is_funding(order.operation) ? order.hundredths >= 0 : order.hundredths > 0;
}

std::string preauthorization_decline(const Card& card, const CardOrder& order) {
    if (!card.active) return "CARD_NOT_ACTIVE";
    if (is_other_currency(card, order)) return kCurrencyMismatch;
    return card.available() < order.hundredths ? "INSUFFICIENT_FUNDS" : "";
}

std::string hold_decline(Card& card, const CardOrder& order, const CardRules& rules) {
    const auto* hold = card.find_hold(order.hold_id);
    if (hold == nullptr) return "AUTHORIZATION_NOT_FOUND";
    if (hold->expired) return "AUTHORIZATION_EXPIRED";
    if (is_other_currency(card, order)) return kCurrencyMismatch;
    const auto is_whole = order.operation == CardOperation::kPostAuth && !rules.partial_redemption;
    const auto fits = is_whole ? order.hundredths == hold->open : order.hundredths <= hold->open;
    return fits ? "" : "AMOUNT_MISMATCH";
}

}  // namespace

std::string decline_of(Card& card, const CardOrder& order, const CardRules& rules) {
    if (auto code = ordered_decline(card, rules); !code.empty()) return code;
    if (!is_possible_amount(order)) return "INVALID_AMOUNT";
    switch (order.operation) {
        case CardOperation::kPreAuthorize: return preauthorization_decline(card, order);
        case CardOperation::kPostAuth:
        case CardOperation::kReleaseAuth: return hold_decline(card, order, rules);
        default: return {};
    }
}

void perform(Card& card, const CardOrder& order, const std::string& activity_id) {
    if (order.operation == CardOperation::kPreAuthorize) {
        card.add_hold({activity_id, order.transaction_id, order.hundredths, order.hundredths, order.day});
    } else if (auto* hold = card.find_hold(order.hold_id); hold != nullptr) {
        card.reduce(*hold, order.hundredths);
        if (order.operation == CardOperation::kPostAuth) card.balance -= order.hundredths;
    } else {
        card.active = true;
        card.currency = order.currency;
        card.balance += order.hundredths;
    }
}

}  // namespace oa::sandbox
