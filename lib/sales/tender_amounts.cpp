#include "sales/tender_amounts.hpp"

#include <algorithm>

namespace oa {

namespace {

Money sum_of(const std::vector<Money>& amounts) {
    Money sum;
    for (const Money amount : amounts) sum += amount;
    return sum;
}

/// The amounts of one sign, zero in the places of the others.
std::vector<Money> of_sign(const std::vector<Money>& amounts, bool is_negative) {
    std::vector<Money> result = amounts;
    for (Money& amount : result) {
        if (amount.is_negative() != is_negative) amount = Money();
    }
    return result;
}

/// Divides `total` by the shares, all of one sign.
std::vector<Money> divide(Money total, const std::vector<Money>& shares) {
    return total.is_zero() ? std::vector<Money>(shares.size()) : prorate(total, shares);
}

}  // namespace

std::optional<std::vector<Money>> tender_amounts(std::vector<Money> paid, Money grand) {
    const Money difference = grand - sum_of(paid);
    if (difference.is_zero()) return paid;
    const std::vector<Money> reduced = of_sign(paid, !difference.is_negative());
    const std::vector<Money> others = of_sign(paid, difference.is_negative());
    const Money reduced_sum = sum_of(reduced);
    const Money other_sum = sum_of(others);
    if (reduced_sum.is_zero() && other_sum.is_zero()) return std::nullopt;

    std::vector<Money> parts;
    const bool is_enough = difference.abs() <= reduced_sum.abs();
    if (is_enough) {
        parts = divide(reduced_sum + difference, reduced);
        for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += others[i];
    } else {
        parts = divide(grand, other_sum.is_zero() ? reduced : others);
    }
    return parts;
}

}  // namespace oa
