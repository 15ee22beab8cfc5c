#include "payment/reversal_rows.hpp"

#include <string>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle Retail
// Customer Engagement: Authorization Reversal.

namespace {

constexpr const char* kToday = "2010-11-23";

/// Orders 101 to 108, each with one payment of 40.00 and an authorization of 40.00 that is good until today.
struct ReversalStore : TestStore {
    ReversalStore() : authorizations(database, 7), reversals(database, 7) {
        database.execute(R"(
INSERT INTO pay_type (company, pay_type, description, pay_category) VALUES (7, 99, 'CARD', 4);
INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 999001);
WITH RECURSIVE number (n) AS (SELECT 101 UNION ALL SELECT n + 1 FROM number WHERE n < 108)
INSERT INTO order_header (company, order_number, customer_number, order_date) SELECT 7, n, 999001, '2010-11-20' FROM number;
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type, card_number, amount_to_charge)
SELECT 7, order_number, 1, 99, '6006491234560001', 4000 FROM order_header WHERE customer_number = 999001;
INSERT INTO authorization_history (company, order_number, opm_sequence, authorization_sequence, status, auth_service, amount,
                                   currency_code, expiration_date, sent_at)
SELECT 7, order_number, 1, 1, 'A', 'RLT', 4000, 'USD', '2010-11-23', '2010-11-16' FROM order_header WHERE customer_number = 999001;)");
    }

    std::vector<std::int64_t> exceeding(std::int64_t limit = 100, const char* today = kToday,
                                        CardPaymentKey after = {}) {
        std::vector<std::int64_t> orders;
        for (const auto& key : reversals.exceeding_after(after, "RLT", today, limit)) {
            orders.push_back(key.order_number);
        }
        return orders;
    }

    Authorization authorization_of(std::int64_t order) {
        return authorizations.authorization({order, 1}, 1).value();
    }

    Authorizations authorizations;
    Reversals reversals;
};

using Orders = std::vector<std::int64_t>;

}  // namespace

TEST_CASE_METHOD(ReversalStore, "Authorizations that exceed the need of their payment",
                 "[payment/reversal_rows]") {
    CHECK(exceeding() == Orders{});
    database.execute(R"(
UPDATE order_header SET status = 'X' WHERE order_number = 101;
UPDATE order_payment_method SET status = 'D' WHERE order_number = 102;
UPDATE order_payment_method SET amount_to_charge = 3999 WHERE order_number = 103;
UPDATE order_payment_method SET amount_charged = 1 WHERE order_number = 104;
UPDATE order_payment_method SET amount_to_charge = NULL WHERE order_number = 105;
UPDATE order_header SET status = 'X' WHERE order_number IN (106, 107);
UPDATE authorization_history SET auth_service = 'XYZ' WHERE order_number = 106;
UPDATE authorization_history SET deposited_amount = 1000, reversed_amount = 3000 WHERE order_number = 107;
UPDATE order_header SET status = 'H' WHERE order_number = 108;)");
    CHECK(exceeding() == Orders{101, 102, 103, 104});
    CHECK(exceeding(2) == Orders{101, 102});
    CHECK(exceeding(2, kToday, {102, 1}) == Orders{103, 104});
    CHECK(exceeding(100, "2010-11-24") == Orders{});
    database.execute("UPDATE authorization_history SET expiration_date = NULL WHERE order_number = 103");
    CHECK(exceeding(100, "2010-11-24") == Orders{103});
}

TEST_CASE_METHOD(ReversalStore, "A new reversal sets its amount aside", "[payment/reversal_rows]") {
    Authorization first = authorization_of(101);
    reversals.add(authorizations, first, kReversedByDeposit, Money::hundredths(1500), "2010-11-23T09:21:41");
    Authorization second = authorization_of(102);
    reversals.add(authorizations, second, kReversedByCancellation, Money::hundredths(4000),
                  "2010-11-23T09:21:41");
    CHECK(authorization_of(101).open() == Money::hundredths(2500));
    CHECK(authorization_of(102).open() == Money());
    CHECK(reversals.is_waited_for(first));

    const auto open = reversals.open_after(0, "RLT", 100);
    REQUIRE(open.size() == 2);
    CHECK(open[0].number == 1);
    CHECK(open[0].reason == "J");
    CHECK(open[0].status == "R");
    CHECK(open[0].attempts == 0);
    CHECK(open[1].payment == CardPaymentKey{102, 1});
    CHECK(reversals.open_after(1, "RLT", 100).size() == 1);
    CHECK(reversals.open_after(0, "XYZ", 100).empty());

    Reversal done = open[0];
    done.status = "C";
    done.activity_id = "900001";
    reversals.update(done);
    CHECK_FALSE(reversals.is_waited_for(first));
    CHECK(reversals.open_after(0, "RLT", 100).size() == 1);
    CHECK(reversals.reversal(1).value().activity_id == "900001");
}
