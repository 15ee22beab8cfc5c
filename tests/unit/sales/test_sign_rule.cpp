#include "sales/sign_rule.hpp"

#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// A number with its TypeCode, as it is sent.
std::string sent(PoslogSigns signs, const std::string& amount) {
    const SignRule rule(signs);
    const Direction direction = direction_of(money(amount));
    const std::string type_code(rule.type_code(direction));
    return (type_code.empty() ? "" : type_code + " ") + to_string(rule.sent(money(amount), direction));
}

}  // namespace

TEST_CASE("the worked examples of the rule", "[sales/sign_rule]") {
    struct Case {
        std::string what, held, arts, as_signed;
    };
    const std::vector<Case> cases = {
        {"a sale's tender", "55.00", "Sale 55.00", "55.00"},
        {"a return's goods", "-20.00", "Refund 20.00", "-20.00"},
        {"a return's tax", "-2.00", "Refund 2.00", "-2.00"},
        {"the tender of an even exchange", "0.00", "Sale 0.00", "0.00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        CHECK(sent(PoslogSigns::kArts, c.held) == c.arts);
        CHECK(sent(PoslogSigns::kSigned, c.held) == c.as_signed);
    }
}

TEST_CASE("a number against its direction stays visible", "[sales/sign_rule]") {
    const SignRule rule;
    CHECK(rule.sent(money("5.00"), Direction::kReturn) == money("-5.00"));
    CHECK(rule.sent(std::int64_t{-2}, Direction::kReturn) == 2);
    CHECK(rule.sent(std::int64_t{2}, Direction::kSale) == 2);
    CHECK(SignRule(PoslogSigns::kSigned).sent(std::int64_t{-2}, Direction::kReturn) == -2);
}
