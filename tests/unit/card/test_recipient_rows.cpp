#include "card/recipient_rows.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "card/notice.hpp"
#include "card/notice_rows.hpp"
#include "card/number_rows.hpp"
#include "store/settings.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Stored Value Card Email Hierarchy.

namespace {

const StoredValueCardKey kKey = {7, 6676, 1, 1, 1};

/// Order 6676 of customer 100; customers 100 (sold to), 200 (recipient) and ship-to 300-2.
struct RecipientStore : TestStore {
    RecipientStore() {
        database.execute(R"(
INSERT INTO item (company, item) VALUES (7, 'CARD');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name) VALUES (7, 100, 'SOLD', 'TO'), (7, 200, 'RE', 'CIPIENT'), (7, 300, '', '');
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, company_name) VALUES (7, 300, 2, 'SHIP TO INC');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 100, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'CARD', 1, 5000, 5000);)");
    }
};

constexpr const char* kOrderShipTo =
    "UPDATE order_ship_to SET order_ship_to_address = 'Y', email_address = 'order@example.com';";
constexpr const char* kOrderShipToBlank = "UPDATE order_ship_to SET order_ship_to_address = 'Y';";
constexpr const char* kNotOrderShipTo =
    "UPDATE order_ship_to SET order_ship_to_address = 'N', email_address = 'order@example.com';";
constexpr const char* kCustomerShipTo =
    "UPDATE order_ship_to SET customer_number = 300, customer_ship_to_number = 2;";
constexpr const char* kRecipient = "UPDATE order_ship_to SET recipient_customer_number = 200;";

std::string ship_to_email(std::string_view opt) {
    return fmt::format("UPDATE customer_ship_to SET email_address = 'ship@example.com', opt_in_out = '{}';",
                       opt);
}
std::string sold_to_email(int number, std::string_view address, std::string_view opt) {
    return fmt::format(
        "UPDATE customer_sold_to SET email_address = '{}', opt_in_out = '{}' WHERE customer_number = {};",
        address, opt, number);
}
std::string primary_email(int number, std::string_view address, std::string_view opt,
                          std::string_view primary = "Y") {
    return fmt::format(
        "INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, "
        "opt_in_out) "
        "VALUES (7, {}, '{}', '{}', '{}');",
        number, address, primary, opt);
}

}  // namespace

TEST_CASE("Stored Value Card Email Hierarchy", "[card/recipient_rows]") {
    const std::string ship = kCustomerShipTo, to = kRecipient;
    const std::string all = ship + to + ship_to_email("O1") + sold_to_email(200, "re@example.com", "O1") +
                            sold_to_email(100, "sold@example.com", "O1");
    struct Row {
        std::string words;  ///< of the documentation
        std::string given;
        std::string address;  ///< or, after a `-`, why there is none
        std::string name;
    };
    const std::vector<Row> table = {
        {"Order ship to: the email address defined for the order ship to", all + kOrderShipTo,
         "order@example.com", ""},
        {"Order ship to: it exists, so the others are not asked", all + kOrderShipToBlank,
         "-the order ship to has no email address", ""},
        {"Order ship to: no opt in is asked", kOrderShipTo, "order@example.com", ""},
        {"If an order ship to does not exist: the customer ship to", all + kNotOrderShipTo,
         "ship@example.com", "SHIP TO INC"},
        {"Customer ship to: O1", ship + ship_to_email("O1"), "ship@example.com", "SHIP TO INC"},
        {"Customer ship to: O2", ship + ship_to_email("O2"), "ship@example.com", "SHIP TO INC"},
        {"Customer ship to: must allow for email delivery: O3", all + ship_to_email("O3"),
         "-the Opt in/opt out setting of the customer ship to 300-2 (O3)", ""},
        {"O4", all + ship_to_email("O4"), "-the customer ship to 300-2 (O4)", ""},
        {"blank", all + ship_to_email(""), "-the customer ship to 300-2 (blank)", ""},
        {"Customer ship to without an address", all + "UPDATE customer_ship_to SET email_address = ' ';",
         "-the customer ship to 300-2 has no email address", ""},
        {"Customer ship to that is not there", all + "UPDATE order_ship_to SET customer_ship_to_number = 9;",
         "-the customer ship to 300-9 does not exist", ""},
        {"If an order ship to or customer ship to does not exist: the recipient",
         to + sold_to_email(200, "re@example.com", "O2"), "re@example.com", "RE CIPIENT"},
        {"Recipient before sold to",
         to + sold_to_email(200, "re@example.com", "O1") + sold_to_email(100, "sold@example.com", "O1"),
         "re@example.com", "RE CIPIENT"},
        {"Recipient: opt out",
         to + sold_to_email(200, "re@example.com", "O3") + sold_to_email(100, "sold@example.com", "O1"),
         "-the Opt in/opt out setting of the recipient 200 (O3)", ""},
        {"Recipient without an address", to + sold_to_email(100, "sold@example.com", "O1"),
         "-the recipient 200 has no email address", ""},
        {"Recipient that is not there", "UPDATE order_ship_to SET recipient_customer_number = 999;",
         "-the recipient 999 does not exist", ""},
        {"If a ship to does not exist: the customer sold to", sold_to_email(100, " sold@example.com ", "O1"),
         "sold@example.com", "SOLD TO"},
        {"Sold to: O2", sold_to_email(100, "sold@example.com", "O2"), "sold@example.com", "SOLD TO"},
        {"Sold to: O4", sold_to_email(100, "sold@example.com", "O4"), "-the customer sold to 100 (O4)", ""},
        {"Sold to: its primary email", primary_email(100, "prime@example.com", "O1"), "prime@example.com",
         "SOLD TO"},
        {"Sold to: another email is none", primary_email(100, "other@example.com", "O1", "N"),
         "-the customer sold to 100 has no email address", ""},
        {"Sold to: opt out of the primary email", primary_email(100, "prime@example.com", "O3"),
         "-the customer sold to 100 (O3)", ""},
        {"Sold to: the opt in of its address' own row",
         sold_to_email(100, "sold@example.com", "") + primary_email(100, "sold@example.com", "O2", "N"),
         "sold@example.com", "SOLD TO"},
        {"Nothing at all", "", "-the customer sold to 100 has no email address", ""}};
    for (const Row& row : table) {
        CAPTURE(row.words);
        RecipientStore store;
        store.database.execute(row.given);
        const SvcRecipient recipient = svc_recipient(store.database, kKey);
        CAPTURE(recipient.email_address, recipient.reason);
        if (row.address.starts_with('-')) {
            CHECK(recipient.email_address.empty());
            CHECK(contains(recipient.reason, row.address.substr(1)));
        } else {
            CHECK(recipient.email_address == row.address);
            CHECK(recipient.reason.empty());
            CHECK(recipient.name == row.name);
        }
    }
    RecipientStore store;
    CHECK(svc_recipient(store.database, {7, 6676, 2, 1, 1}).reason ==
          "the ship-to of the order does not exist");
}

TEST_CASE("the notice of an order of a customer that was merged goes to whom it became",
          "[card/recipient_rows]") {
    const std::string kSold = "UPDATE order_header SET customer_number = 90;";
    const std::string kTo = "UPDATE order_ship_to SET recipient_customer_number = 90;";
    const std::string kGhost =
        "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, ghost, "
        "ghost_target_customer_number) VALUES (7, 90, 'OLD', 'NAME', 'Y', 100);";
    const std::string kDeleted =
        "INSERT INTO customer_merged (company, source_customer_number, target_customer_number) VALUES "
        "(7, 90, 91), (7, 91, 100);";
    const std::string kChain =
        "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number) VALUES "
        "(7, 90, 'Y', 91), (7, 91, 'Y', 100);";
    for (const std::string& merges : {kGhost, kDeleted, kChain}) {
        for (const std::string& order : {kSold, kTo}) {
            CAPTURE(merges, order);
            RecipientStore store;
            store.database.execute(merges + order + sold_to_email(100, "sold@example.com", "O1"));
            const SvcRecipient recipient = svc_recipient(store.database, kKey);
            CAPTURE(recipient.reason);
            CHECK(recipient.email_address == "sold@example.com");
            CHECK(recipient.name == "SOLD TO");
            CHECK(svc_notice_order(store.database, kKey).sold_to_name == "SOLD TO");
        }
    }
    const auto reason_of = [](const std::string& given) {
        RecipientStore store;
        store.database.execute(given);
        return svc_recipient(store.database, kKey).reason;
    };
    // The target's own opt in decides.
    CHECK(reason_of(kGhost + kSold + sold_to_email(100, "sold@example.com", "O3")) ==
          "the Opt in/opt out setting of the customer sold to 100 (90 before its merge) (O3) does not "
          "allow "
          "for email delivery");
    CHECK(reason_of(kSold) == "the customer sold to 90 does not exist");
    CHECK(
        reason_of(kDeleted + "UPDATE order_ship_to SET customer_number = 90, customer_ship_to_number = 2;") ==
        "the customer ship to 90-2 does not exist; customer 90 is customer 100 now");
}

TEST_CASE("J22 removes a number when no notice is due, of a virtual card once one has left",
          "[card/recipient_rows]") {
    struct Row {
        std::string j22, type, activated, due, emailed, number;
        bool is_removed;
    };
    const std::string kBefore = "2010-11-22";
    const std::string kText = "4788250000121443";
    for (const auto& [j22, type, activated, due, emailed, number, is_removed] :
         std::vector<Row>{{"Y", "P", kBefore, "", "", kText, true},
                          {"Y", "E", kBefore, "N", "", kText, true},
                          {"Y", "E", kBefore, "Y", "", kText, false},
                          {"Y", "V", kBefore, "N", kBefore, kText, true},
                          {"Y", "V", kBefore, "Y", "", kText, false},
                          // No notice was ever due (I30 blank): its holder has not learned it.
                          {"Y", "V", kBefore, "N", "", kText, false},
                          {"Y", "P", "", "", "", kText, false},
                          {"N", "P", kBefore, "N", "", kText, false},
                          {"", "P", kBefore, "N", "", kText, false},
                          {"Y", "P", kBefore, "N", "", "", false},
                          {"Y", "P", kBefore, "N", "", "REMOVED BY SYSTEM", false}}) {
        CAPTURE(j22, type, activated, due, emailed, number);
        RecipientStore store;
        store_system_control_value(store.database, 7, "J22", j22);
        StoredValueCard card;
        card.key = kKey;
        card.card_type = type;
        card.issue_date = kBefore;
        card.card_number = number;
        card.card_fingerprint = "f";
        add_stored_value_card(store.database, card);
        card.activation_date = activated;
        card.notice_due = due;
        card.email_sent_date = emailed;
        CHECK(remove_card_number_if_due(store.database, Settings(store.database, 7), card) == is_removed);
        const StoredValueCard stored = *stored_value_card(store.database, kKey);
        CHECK(card.card_number == (is_removed ? kRemovedCardNumber : number));
        CHECK(stored.card_number == card.card_number);
        CHECK(stored.card_fingerprint == "f");
        CHECK(stored.activation_date == (is_removed ? activated : ""));
    }
}
