#include "card/card_invoice.hpp"

#include <fmt/format.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Billing a Stored Value Card.

TEST_CASE("an invoice is spread over the payments of its order", "[card/card_invoice]") {
    const auto money = [](std::int64_t hundredths) { return Money::hundredths(hundredths); };
    const auto spread = [&](const std::vector<OrderPayment>& payments, std::int64_t amount) {
        const auto shares = spread_over_payments(payments, money(amount));
        if (!shares) return std::string("cannot pay");
        std::string text;
        for (const InvoiceShare& share : *shares) {
            text +=
                fmt::format("{}{}={}", text.empty() ? "" : ",", share.opm_sequence, to_string(share.amount));
        }
        return text;
    };
    CHECK(spread({{1, std::nullopt}}, 4500) == "1=45.00");
    CHECK(spread({{2, money(3000)}, {1, std::nullopt}}, 4500) == "2=30.00,1=15.00");
    CHECK(spread({{2, money(4500)}, {1, std::nullopt}}, 4500) == "2=45.00");
    CHECK(spread({{2, money(0)}, {1, std::nullopt}}, 4500) == "1=45.00");
    CHECK(spread({{2, money(-100)}, {3, money(4500)}}, 4500) == "3=45.00");
    CHECK(spread({{2, money(4499)}}, 4500) == "cannot pay");
    CHECK(spread({}, 1) == "cannot pay");
}
