#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace oa {

/// Thrown by Money when a result does not fit; to a job it is a fault of the row, not of the run.
class AmountOverflow : public std::overflow_error {
  public:
    using std::overflow_error::overflow_error;
};

/// An amount in whole hundredths of its currency. Exact: no operation rounds, and one that does not
/// fit 64 bits throws AmountOverflow.
class Money {
  public:
    constexpr Money() = default;
    static constexpr Money hundredths(std::int64_t value) { return Money(value); }

    constexpr std::int64_t hundredths() const { return hundredths_; }
    constexpr bool is_zero() const { return hundredths_ == 0; }
    constexpr bool is_negative() const { return hundredths_ < 0; }
    Money abs() const;

    Money operator-() const;
    Money& operator+=(Money other);
    Money& operator-=(Money other);
    friend Money operator+(Money left, Money right) { return left += right; }
    friend Money operator-(Money left, Money right) { return left -= right; }
    friend Money operator*(Money unit, std::int64_t count);
    // clang-tidy 14 takes the comparison with 0 for one with a pointer.
    // NOLINTNEXTLINE(modernize-use-nullptr)
    friend constexpr auto operator<=>(Money, Money) = default;

  private:
    explicit constexpr Money(std::int64_t value) : hundredths_(value) {}
    std::int64_t hundredths_ = 0;
};

/// Reads `12`, `-12.3`, `+12.30`: an optional sign, digits, at most two decimals; nothing else.
/// Nothing is returned for other text or for an amount that does not fit.
std::optional<Money> parse_money(std::string_view text);

/// `-12.30`: always two decimals, a point, no grouping.
std::string to_string(Money amount);

/// Splits `total` in the proportion of `shares`, to the hundredth: the parts add up to `total` exactly, the
/// hundredths left over by rounding down go one each to the largest remainders (the first among equals).
/// Shares of all one sign (or zero) are required, and at least one that is not zero: otherwise
/// std::invalid_argument.
std::vector<Money> prorate(Money total, std::span<const Money> shares);

}  // namespace oa
