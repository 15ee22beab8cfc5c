#include <cstdint>
#include <functional>
#include <limits>
#include <random>

#include "base/money.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

std::vector<Money> amounts(const std::vector<std::int64_t>& hundredths) {
    std::vector<Money> result;
    result.reserve(hundredths.size());
    for (const std::int64_t value : hundredths) result.push_back(Money::hundredths(value));
    return result;
}

}  // namespace

TEST_CASE("an amount is read and printed exactly", "[base/money]") {
    struct Case {
        std::string text;
        std::int64_t hundredths;
        std::string printed;
    };
    const std::vector<Case> cases = {
        {"12", 1200, "12.00"},
        {"-12.3", -1230, "-12.30"},
        {"+12.30", 1230, "12.30"},
        {"0", 0, "0.00"},
        {"-0", 0, "0.00"},
        {"0.05", 5, "0.05"},
        {"-0.05", -5, "-0.05"},
        {"-1", -100, "-1.00"},
        {"007.10", 710, "7.10"},
        {"180667.75", 18066775, "180667.75"},
        {"92233720368547758.07", kMax, "92233720368547758.07"},
        {"-92233720368547758.08", kMin, "-92233720368547758.08"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const auto amount = parse_money(c.text);
        REQUIRE(amount.has_value());
        CHECK(amount->hundredths() == c.hundredths);
        CHECK(to_string(*amount) == c.printed);
    }
}

TEST_CASE("text that is no amount is not read", "[base/money]") {
    const std::vector<std::string> cases = {
        "",
        "-",
        "+",
        ".",
        "1.",
        ".5",
        "-.5",
        "1.234",
        "1,000",
        "1 ",
        " 1",
        "1e3",
        "0x10",
        "--1",
        "+-1",
        "-+1",
        "1-",
        "1.2.3",
        "1.-2",
        "1.+2",
        "12a",
        "a12",
        "nan",
        "inf",
        "1. 5",
        "1\n",
        "1\xC2\xA3",
        "92233720368547758.08",
        "-92233720368547758.09",
        "99999999999999999999",
        std::string("1\0", 2),
        std::string("1.0\0", 4),
    };
    for (const std::string& text : cases) {
        CAPTURE(text);
        CHECK_FALSE(parse_money(text).has_value());
    }
}

TEST_CASE("every amount comes back from its print", "[base/money]") {
    std::mt19937_64 random(20101123);
    for (int i = 0; i < 5000; ++i) {
        // Shifted, so that small amounts come as often as large ones.
        const auto value = static_cast<std::int64_t>(random()) >> (random() % 63);
        const Money amount = Money::hundredths(value);
        const std::string text = to_string(amount);
        CAPTURE(value, text);
        REQUIRE(parse_money(text) == amount);
    }
}

TEST_CASE("amounts are added, taken away and multiplied", "[base/money]") {
    CHECK(money("1.10") + money("2.20") == money("3.30"));
    CHECK(money("1.10") - money("2.20") == money("-1.10"));
    CHECK(money("19.99") * 3 == money("59.97"));
    CHECK(money("19.99") * -3 == money("-59.97"));
    CHECK(-money("0.01") == money("-0.01"));
    CHECK(money("-0.01").abs() == money("0.01"));
    CHECK(money("0.01").abs() == money("0.01"));
    CHECK(money("-0.01") < Money());
    CHECK(money("-0.01").is_negative());
    CHECK_FALSE(Money().is_negative());
    CHECK(Money().is_zero());
    CHECK(Money::hundredths(kMax - 1) + Money::hundredths(1) == Money::hundredths(kMax));
    CHECK(Money::hundredths(kMin + 1) - Money::hundredths(1) == Money::hundredths(kMin));
    CHECK(-Money::hundredths(kMax) == Money::hundredths(kMin + 1));
}

TEST_CASE("an amount that does not fit is an error, never a wrong amount", "[base/money]") {
    const Money largest = Money::hundredths(kMax);
    const Money smallest = Money::hundredths(kMin);
    const Money one = Money::hundredths(1);
    struct Case {
        std::string name;
        std::function<Money()> compute;
    };
    const std::vector<Case> cases = {
        {"largest + 1", [&] { return largest + one; }},
        {"smallest - 1", [&] { return smallest - one; }},
        {"smallest + smallest", [&] { return smallest + smallest; }},
        {"- smallest", [&] { return -smallest; }},
        {"|smallest|", [&] { return smallest.abs(); }},
        {"0 - smallest", [&] { return Money() - smallest; }},
        {"largest * 2", [&] { return largest * 2; }},
        {"smallest * -1", [&] { return smallest * -1; }},
        {"1 * 2^63 hundredths", [&] { return Money::hundredths(2) * (kMax / 2 + 1); }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK_THROWS_AS(c.compute(), AmountOverflow);
    }
}

TEST_CASE("prorate gives the hundredths left over to the largest remainders", "[base/money]") {
    struct Case {
        std::string name;
        std::int64_t total;
        std::vector<std::int64_t> shares;
        std::vector<std::int64_t> parts;
    };
    const std::vector<Case> cases = {
        {"all to one", 7, {5}, {7}},
        {"exact", 30, {100, 200}, {10, 20}},
        {"the larger remainder first", 100, {1, 2}, {33, 67}},
        {"a tie: the first", 100, {1, 1, 1}, {34, 33, 33}},
        {"two left over in a tie", 2, {1, 1, 1}, {1, 1, 0}},
        {"a negative total", -100, {1, 1, 1}, {-34, -33, -33}},
        {"a negative total by negative shares", -100, {-1, -2}, {-33, -67}},
        {"a positive total by negative shares", 100, {-1, -2}, {33, 67}},
        {"no total", 0, {3, 4}, {0, 0}},
        {"shares of nothing get nothing", 10, {0, 1, 1, 1, 0}, {0, 4, 3, 3, 0}},
        {"more shares than hundredths", 1, {1, 5, 1}, {0, 1, 0}},
        {"the largest amounts", kMax, {kMax, kMax}, {kMax / 2 + 1, kMax / 2}},
        {"the smallest amounts", kMin, {kMin, kMin}, {kMin / 2, kMin / 2}},
        {"the smallest amount to one", kMin, {1}, {kMin}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(prorate(Money::hundredths(c.total), amounts(c.shares)) == amounts(c.parts));
    }
}

TEST_CASE("prorate refuses shares that say nothing", "[base/money]") {
    const std::vector<std::vector<std::int64_t>> cases = {{},         {0},     {0, 0},  {1, -1}, {-1, 0, 1},
                                                          {3, 2, -1}, {-5, 3}, {-5, 1}, {5, -1}};
    for (const auto& shares : cases) {
        CAPTURE(shares);
        CHECK_THROWS_AS(prorate(Money::hundredths(100), amounts(shares)), std::invalid_argument);
    }
}

TEST_CASE("prorate adds up to the total and is fair, whatever the shares", "[base/money]") {
    __extension__ using Wide = __int128;
    std::mt19937_64 random(90210);
    const auto draw = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    for (int i = 0; i < 5000; ++i) {
        const std::int64_t largest = std::int64_t{1} << draw(0, 40);
        const std::int64_t sign = draw(0, 1) == 0 ? 1 : -1;
        std::vector<std::int64_t> shares = {sign * draw(1, largest)};
        while (draw(0, 3) != 0) shares.push_back(draw(0, 4) == 0 ? 0 : sign * draw(0, largest));
        std::shuffle(shares.begin(), shares.end(), random);
        const std::int64_t total = draw(-largest, largest);
        CAPTURE(i, total, shares);

        const std::vector<Money> parts = prorate(Money::hundredths(total), amounts(shares));
        REQUIRE(parts.size() == shares.size());
        Wide sum = 0;
        Money parts_sum;
        for (const std::int64_t share : shares) sum += share;
        for (std::size_t k = 0; k < parts.size(); ++k) {
            parts_sum += parts[k];
            // Each part is less than one hundredth away from what it would be without rounding.
            const Wide exact = Wide(total) * Wide(sign) * Wide(shares[k]);
            const Wide away = Wide(parts[k].hundredths()) * (sign * sum) - exact;
            REQUIRE(bool(away < sign * sum && -away < sign * sum));
            if (shares[k] == 0) REQUIRE(parts[k].is_zero());
        }
        REQUIRE(parts_sum == Money::hundredths(total));
    }
}
