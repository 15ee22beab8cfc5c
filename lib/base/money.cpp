#include "base/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

namespace oa {

namespace {

[[noreturn]] void overflow() {
    throw AmountOverflow("the amount is too large");
}

}  // namespace

Money Money::abs() const {
    return is_negative() ? -*this : *this;
}

Money Money::operator-() const {
    Money result;
    return result -= *this;
}

Money& Money::operator+=(Money other) {
    if (__builtin_add_overflow(hundredths_, other.hundredths_, &hundredths_)) overflow();
    return *this;
}

Money& Money::operator-=(Money other) {
    if (__builtin_sub_overflow(hundredths_, other.hundredths_, &hundredths_)) overflow();
    return *this;
}

Money operator*(Money unit, std::int64_t count) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(unit.hundredths_, count, &product)) overflow();
    return Money::hundredths(product);
}

std::optional<Money> parse_money(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);

    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string digits(whole);
    if (point != std::string_view::npos) {
        const std::string_view decimals = text.substr(point + 1);
        if (decimals.empty() || decimals.size() > 2) return std::nullopt;
        digits += decimals;
        digits.append(2 - decimals.size(), '0');
    } else {
        digits += "00";
    }
    if (whole.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    if (negative) digits.insert(digits.begin(), '-');

    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return Money::hundredths(value);
}

std::string to_string(Money amount) {
    const auto value = amount.hundredths();
    // Negated as unsigned, so that the smallest 64-bit value prints too.
    const auto magnitude =
        value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

std::vector<Money> prorate(Money total, std::span<const Money> shares) {
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (const Money share : shares) {
        if ((sum < 0 && share.hundredths() > 0) || (sum > 0 && share.hundredths() < 0)) {
            throw std::invalid_argument("shares of both signs cannot be prorated");
        }
        sum += share.hundredths();
    }
    if (sum == 0) throw std::invalid_argument("there is nothing to prorate by");

    const Wide magnitude = sum < 0 ? -sum : sum;
    const Wide wanted = total.is_negative() ? -Wide(total.hundredths()) : Wide(total.hundredths());
    std::vector<Wide> parts;
    std::vector<Wide> remainders;
    Wide left = wanted;
    for (const Money share : shares) {
        const Wide weight = share.is_negative() ? -Wide(share.hundredths()) : Wide(share.hundredths());
        const Wide part = wanted * weight / magnitude;
        parts.push_back(part);
        remainders.push_back(wanted * weight % magnitude);
        left -= part;
    }

    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i]];

    std::vector<Money> result;
    result.reserve(parts.size());
    for (const Wide part : parts) {
        result.push_back(Money::hundredths(static_cast<std::int64_t>(total.is_negative() ? -part : part)));
    }
    return result;
}

}  // namespace oa
