#include "sales/tender_amounts.hpp"

#include <random>
#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

using Texts = std::vector<std::string>;

std::vector<Money> amounts(const Texts& texts) {
    std::vector<Money> result;
    for (const std::string& text : texts) result.push_back(money(text));
    return result;
}

}  // namespace

TEST_CASE("tenders are divided to what is sent", "[sales/tender_amounts]") {
    struct Case {
        std::string name;
        Texts paid;
        std::string grand;
        Texts sent;
    };
    const std::vector<Case> cases = {
        {"whole", {"-50.00", "-10.00"}, "-60.00", {"-50.00", "-10.00"}},
        {"whole, both signs", {"-50.00", "10.00"}, "-40.00", {"-50.00", "10.00"}},
        {"nothing", {"-50.00", "-10.00"}, "0.00", {"0.00", "0.00"}},
        {"a part of a refund", {"-50.00", "-10.00"}, "-30.00", {"-25.00", "-5.00"}},
        {"the last hundredth", {"-0.01", "-0.01", "-0.01"}, "-0.02", {"-0.01", "-0.01", "0.00"}},
        {"less comes back: the refund is less", {"-50.00", "10.00"}, "-20.00", {"-30.00", "10.00"}},
        {"two refunds are less in proportion",
         {"-60.00", "10.00", "-30.00"},
         "-50.00",
         {"-40.00", "10.00", "-20.00"}},
        {"more comes back: the payment is less", {"-50.00", "10.00"}, "-45.00", {"-50.00", "5.00"}},
        {"more comes back than the payments give", {"-50.00", "10.00"}, "-70.00", {"-70.00", "0.00"}},
        {"it becomes a payment", {"-50.00", "10.00"}, "5.00", {"-5.00", "10.00"}},
        {"it becomes a payment, more than there was", {"-50.00", "10.00"}, "25.00", {"0.00", "25.00"}},
        {"a refund becomes a payment", {"-50.00", "-25.00"}, "7.50", {"5.00", "2.50"}},
        {"refund and payment even out", {"-50.00", "50.00"}, "-20.00", {"-50.00", "30.00"}},
        {"a tender of nothing", {"0.00", "-50.00"}, "-20.00", {"0.00", "-20.00"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const auto sent = tender_amounts(amounts(c.paid), money(c.grand));
        REQUIRE(sent.has_value());
        CHECK(*sent == amounts(c.sent));
    }
    CHECK(tender_amounts({}, Money())->empty());
    CHECK_FALSE(tender_amounts({}, money("1.00")).has_value());
    CHECK_FALSE(tender_amounts({Money(), Money()}, money("1.00")).has_value());
}

TEST_CASE("divided tenders add up to what is sent, exactly", "[sales/tender_amounts]") {
    std::mt19937 random(7);
    const auto draw = [&random](int most) {
        return Money::hundredths(std::uniform_int_distribution<int>(-most, most)(random));
    };
    for (int round = 0; round < 2000; ++round) {
        std::vector<Money> paid = {draw(9999), draw(9999), draw(9999)};
        const Money grand = draw(20000);
        const auto sent = tender_amounts(paid, grand);
        REQUIRE(sent.has_value());
        REQUIRE(sent->size() == paid.size());
        Money sum;
        for (const Money amount : *sent) sum += amount;
        REQUIRE(sum == grand);
    }
}
