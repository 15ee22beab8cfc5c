#include "card/stored_value_card_rows.hpp"

#include "card/trigger_key.hpp"
#include "unit/card/card_support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// Every field has a value of its own.
StoredValueCard full_card() {
    StoredValueCard card;
    card.key = {7, 5001, 1, 2, 3};
    card.card_number = kCardNumber;
    card.card_fingerprint = "print";
    card.card_type = "E";
    card.issue_date = "2010-11-21";
    card.issue_amount = Money::hundredths(2550);
    card.activation_date = "2010-11-22";
    card.activation_time = "08:15:30";
    card.email_sent_date = "2010-11-23";
    card.notice_due = "N";
    card.auth_service = "RLT";
    card.response_code = "APPROVED";
    card.authorization_number = "A1";
    card.id_number = "ID1";
    return card;
}

void check_same(const StoredValueCard& card, const StoredValueCard& wanted) {
    CHECK(card.key == wanted.key);
    CHECK(card.card_number == wanted.card_number);
    CHECK(card.card_fingerprint == wanted.card_fingerprint);
    CHECK(card.card_type == wanted.card_type);
    CHECK(card.issue_date == wanted.issue_date);
    CHECK(card.issue_amount == wanted.issue_amount);
    CHECK(card.activation_date == wanted.activation_date);
    CHECK(card.activation_time == wanted.activation_time);
    CHECK(card.email_sent_date == wanted.email_sent_date);
    CHECK(card.notice_due == wanted.notice_due);
    CHECK(card.auth_service == wanted.auth_service);
    CHECK(card.response_code == wanted.response_code);
    CHECK(card.authorization_number == wanted.authorization_number);
    CHECK(card.id_number == wanted.id_number);
}

}  // namespace

TEST_CASE("a card is stored whole, changed whole, and alone", "[card/stored_value_card_rows]") {
    CardStore store;
    const StoredValueCard other = store.add_card(5001, 1, 2, 2, "6006491286999902");
    StoredValueCard card = full_card();
    add_stored_value_card(store.database, card);
    check_same(stored_value_card(store.database, card.key).value(), card);
    CHECK(card.is_activated());

    card.card_number = "REMOVED BY SYSTEM";
    card.card_fingerprint = "";
    card.activation_date = "";
    card.activation_time = "";
    card.email_sent_date = "";
    card.notice_due = "Y";
    card.auth_service = "IL";
    card.response_code = "DECLINED";
    card.authorization_number = "";
    card.id_number = "ID2";
    card.issue_amount = Money::hundredths(1);
    update_stored_value_card(store.database, card);
    check_same(stored_value_card(store.database, card.key).value(), card);
    CHECK_FALSE(card.is_activated());
    CHECK(store.list("SELECT COUNT(*) AS t FROM stored_value_card WHERE activation_date IS NULL AND "
                     "email_sent_date IS NULL") == "2");
    check_same(stored_value_card(store.database, other.key).value(), other);
}

TEST_CASE("a card that is not there", "[card/stored_value_card_rows]") {
    CardStore store;
    store.add_card(5001, 1, 1, 1, kCardNumber);
    for (const StoredValueCardKey& key :
         {StoredValueCardKey{8, 5001, 1, 1, 1}, StoredValueCardKey{7, 5002, 1, 1, 1},
          StoredValueCardKey{7, 5001, 2, 1, 1}, StoredValueCardKey{7, 5001, 1, 2, 1},
          StoredValueCardKey{7, 5001, 1, 1, 2}}) {
        CHECK_FALSE(stored_value_card(store.database, key).has_value());
    }
    CHECK_ERROR(store.add_card(5001, 1, 1, 1, kCardNumber), ExitCode::kInputData, "UNIQUE");
    CHECK_ERROR(store.add_card(5001, 3, 1, 1, kCardNumber), ExitCode::kInputData, "FOREIGN KEY");
}

TEST_CASE("the cards of an order, by their keys", "[card/stored_value_card_rows]") {
    CardStore store;
    store.add_card(5001, 2, 1, 1, "");
    store.add_card(5001, 1, 2, 1, "");
    store.add_card(5001, 1, 1, 10, "");
    store.add_card(5001, 1, 1, 9, "");
    store.add_card(5002, 1, 1, 1, "");
    std::string keys;
    for (const StoredValueCard& card : stored_value_cards(store.database, 7, 5001)) {
        keys += format_svc_trigger_key(card.key) + ' ';
    }
    CHECK(keys ==
          "007000050010010000100009 007000050010010000100010 007000050010010000200001 "
          "007000050010020000100001 ");
    CHECK(stored_value_cards(store.database, 7, 5003).empty());
    CHECK(stored_value_cards(store.database, 8, 5001).empty());
}

TEST_CASE("triggers are numbered, taken in order, and closed", "[card/stored_value_card_rows]") {
    CardStore store;
    store.database.execute(
        "INSERT INTO company (company, description) VALUES (8, 'EIGHT');"
        "INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, "
        "status, "
        "created_at) VALUES (7, 1, 'CUS', 'x', 'A', 'R', '2010-01-01'), (7, 2, 'SVC', 'x', 'C', 'R', "
        "'2010-01-01'), (8, 9, 'SVC', 'x', 'A', 'R', '2010-01-01')");
    for (std::int64_t number = 3; number <= 6; ++number) {
        CHECK(add_svc_trigger(store.database, 7, "key" + std::to_string(number), "2010-11-23T09:21:41") ==
              number);
    }
    mark_svc_trigger_sent(store.database, 7, 4, "2010-11-23T10:00:00");
    mark_svc_trigger_sent(store.database, 7, 6, "2010-11-23T10:00:01");
    close_svc_trigger(store.database, 7, 5, "E", "2010-11-23T10:00:02");
    close_svc_trigger(store.database, 7, 6, "C", "2010-11-23T10:00:03");

    const auto ready = ready_svc_triggers(store.database, 7, 0, 10);
    REQUIRE(ready.size() == 2);
    CHECK(ready[0].trigger_number == 3);
    CHECK(ready[0].trigger_key == "key3");
    CHECK(ready[0].status == "R");
    CHECK(ready[0].sent_at.empty());
    CHECK(ready[1].trigger_number == 4);
    CHECK(ready[1].sent_at == "2010-11-23T10:00:00");
    CHECK(ready_svc_triggers(store.database, 7, 3, 10).size() == 1);
    CHECK(ready_svc_triggers(store.database, 7, 0, 1).size() == 1);
    CHECK(ready_svc_triggers(store.database, 7, 4, 10).empty());
    CHECK(store.list("SELECT trigger_number || status || processed_at || COALESCE(sent_at, '-') AS t FROM "
                     "il_outbound_trigger WHERE processed_at IS NOT NULL ORDER BY trigger_number") ==
          "5E2010-11-23T10:00:02-,6C2010-11-23T10:00:03-");
    CHECK(store.text("SELECT file_code || capture_type || created_at FROM il_outbound_trigger WHERE "
                     "trigger_number = 3") == "SVCA2010-11-23T09:21:41");
}

TEST_CASE("one of a card's triggers asks for it, and all end together", "[card/stored_value_card_rows]") {
    CardStore store;
    for (const std::string key : {"one", "one", "two", "one"}) {
        add_svc_trigger(store.database, 7, key, "2010-11-23T09:21:41");
    }
    const auto leading = [&](const std::string& key) {
        const auto trigger = leading_svc_trigger(store.database, 7, key);
        return trigger ? trigger->trigger_number : 0;
    };
    CHECK(leading("one") == 1);
    CHECK(leading("two") == 3);
    CHECK(leading("three") == 0);
    CHECK_FALSE(leading_svc_trigger(store.database, 8, "one").has_value());
    CHECK_FALSE(is_svc_request_under_way(store.database, 7, "one"));
    mark_svc_trigger_sent(store.database, 7, 2, "2010-11-23T10:00:00");
    CHECK(leading("one") == 2);
    CHECK(is_svc_request_under_way(store.database, 7, "one"));
    CHECK_FALSE(is_svc_request_under_way(store.database, 7, "two"));
    // Somebody took its status away: what became of the card is open all the same.
    store.database.execute("UPDATE il_outbound_trigger SET status = 'E' WHERE trigger_number = 2");
    CHECK(leading("one") == 2);
    CHECK(is_svc_request_under_way(store.database, 7, "one"));
    close_svc_trigger(store.database, 7, 2, "C", "2010-11-23T10:00:01");
    CHECK(leading("one") == 1);
    close_ready_svc_triggers(store.database, 7, "one", "E", "2010-11-23T10:00:02");
    CHECK(store.list("SELECT trigger_number || status AS t FROM il_outbound_trigger ORDER BY 1") ==
          "1E,2C,3R,4E");
    CHECK(leading("one") == 0);
}

TEST_CASE("an order's cards have its currency", "[card/stored_value_card_rows]") {
    CardStore store;
    CHECK(order_currency(store.database, 7, 5001).empty());
    store.database.execute(
        "INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 5001, 'CAD'), "
        "(7, 5002, ' ')");
    CHECK(order_currency(store.database, 7, 5001) == "CAD");
    CHECK(order_currency(store.database, 7, 5002).empty());
    store.database.execute(
        "UPDATE order_header_extended SET currency_code = 'eur' WHERE order_number = 5002");
    CHECK(order_currency(store.database, 7, 5002) == "EUR");
}

TEST_CASE("order history is numbered", "[card/stored_value_card_rows]") {
    CardStore store;
    add_order_history(store.database, 7, 5001, "2010-11-23T09:21:41", "MARY", "SVC Notice to a@b.example");
    add_order_history(store.database, 7, 5001, "2010-11-23T09:21:42", "", "SVC Notice to c@d.example");
    add_order_history(store.database, 7, 5002, "2010-11-23T09:21:43", "", "other");
    CHECK(store.list("SELECT order_number || '/' || sequence_number || user_id || message AS t FROM "
                     "order_transaction_history ORDER BY order_number, sequence_number") ==
          "5001/1MARYSVC Notice to a@b.example,5001/2SVC Notice to c@d.example,5002/1other");
}
