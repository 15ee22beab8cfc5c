#include "card/unactivated_report.hpp"

#include "unit/card/billed_support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("cards that were billed and not activated are reported by order", "[card/unactivated_report]") {
    BilledCardStore store;
    store.database.execute(
        "UPDATE stored_value_card SET response_code = 'DECLINED' WHERE line_number = 1 AND "
        "svc_sequence_number = "
        "1 AND ship_to_number = 1; UPDATE stored_value_card SET activation_date = '2010-11-22', "
        "response_code = "
        "'APPROVED' WHERE svc_sequence_number = 2");
    store.add_card(5002, 1, 1, 1, kCardNumber);
    std::string text;
    UnactivatedResult result;
    QuietLog log;
    const auto report = [&] {
        return report_unactivated_cards(
            store.database, 7, log,
            [&](const UnactivatedOrder& order) {
                text += std::to_string(order.order_number) + ' ' + std::to_string(order.customer_number) +
                        ' ' + order.order_date + ":";
                for (const StoredValueCard& card : order.cards) {
                    text += ' ' + std::to_string(card.key.ship_to_number) + '/' +
                            std::to_string(card.key.line_number) + ' ' + card.card_number + ' ' +
                            unactivated_reason(card) + ',';
                }
                text += '\n';
            },
            result);
    };
    CHECK(report() == ExitCode::kDone);
    CHECK(text ==
          "5001 1001 2010-11-20: 1/1 600649********01 declined, 1/2  no number, 2/1 600649********02 not "
          "answered,\n"
          "5002 1002 2010-11-21: 1/1 600649********01 not answered,\n");
    CHECK(summary_of(result) ==
          "unactivated cards of 2 orders: 1 declined, 2 not answered, 1 without a number");
}
