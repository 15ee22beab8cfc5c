#include "card/loaded_cards.hpp"

#include "unit/card/card_support.hpp"

using namespace oa;
using namespace oa::test;

// What a load brings to the tables of Stored Value Card Purchase and Activation.

namespace {

struct LoadStore : CardStore {
    LoadedCards cards{database};

    /// What is wrong with a row of these fields, in the order of the columns.
    std::string problem(const std::string& table, const std::vector<std::string>& names,
                        const std::vector<std::string>& fields) {
        std::vector<TableColumn> columns;
        for (const std::string& name : names) columns.push_back({.name = name});
        return cards.problem_with(table, columns, fields).value_or("");
    }

    std::string problem_with(const std::string& number, const std::string& company = "7") {
        return problem("virtual_card_number", {"company", "card_number", "sequence_number"},
                       {company, number, "1"});
    }
};

const std::vector<std::string> kCardColumns = {"company",     "order_number",        "ship_to_number",
                                               "line_number", "svc_sequence_number", "card_number",
                                               "issue_amount"};

}  // namespace

TEST_CASE("loaded numbers are ones that a card can have", "[card/loaded_cards]") {
    LoadStore store;
    CHECK(store.problem_with(kCardNumber).empty());
    CHECK(
        contains(store.problem_with("600649128699990"), "card_number ***********9990 is not a card number"));
    CHECK(contains(store.problem_with("4788000000000001"),
                   "card_number ************0001 is not a card number"));
    CHECK(contains(store.problem_with("60064912869999O1"), "other than digits"));
    CHECK(contains(store.problem_with(" 6006491286999901"), "other than digits"));
    CHECK(store.problem_with("") == "card_number is blank");
    CHECK(contains(store.problem_with("REMOVED BY SYSTEM"), "is not a card number"));
    CHECK(contains(store.problem_with("v1:00"), "cannot be decrypted"));
    // No message has a number in full.
    CHECK_FALSE(contains(store.problem_with("4788000000000001"), "4788000000000001"));
}

TEST_CASE("a number is loaded once, whatever the table, plain or encrypted", "[card/loaded_cards]") {
    const Cipher cipher(kCardKey);
    for (const bool is_encrypted : {false, true}) {
        for (const std::string table :
             {"pick_stored_value_card", "stored_value_card", "virtual_card_number"}) {
            CAPTURE(table, is_encrypted);
            LoadStore store;
            store.set_key(kCardKey);
            const CardNumbers numbers = is_encrypted ? CardNumbers{cipher} : CardNumbers{std::nullopt};
            store.add_number(table, 3, numbers.to_store(kCardNumber));
            CHECK(store.problem_with(kCardNumber) == "card_number ************9901 is used already");
            CHECK(store.problem_with(cipher.encrypt(kCardNumber)) ==
                  "card_number ************9901 is used already");
            CHECK(store.problem_with("6006491286999902").empty());
        }
    }
}

TEST_CASE("a number that was taken away is not loaded again", "[card/loaded_cards]") {
    LoadStore store;
    const CardNumbers plain{std::nullopt};
    store.add_number("stored_value_card", 1,
                     {"REMOVED BY SYSTEM", plain.lasting_fingerprint(store.database, 7, {kCardNumber, ""})});
    CHECK(store.problem_with(kCardNumber) == "card_number ************9901 is used already");
}

TEST_CASE("a row that is loaded again has its own number", "[card/loaded_cards]") {
    LoadStore store;
    store.add_number("virtual_card_number", 1, {kCardNumber, ""});
    CHECK(store.problem_with(kCardNumber).empty());
    store.add_number("stored_value_card", 2, {"6006491286999902", ""});
    const auto card = [&](const std::string& line, const std::string& number) {
        return store.problem("stored_value_card", kCardColumns,
                             {"7", "5001", "1", line, "2", number, "1.00"});
    };
    CHECK(card("1", "6006491286999902").empty());
    CHECK(card("2", "6006491286999902") == "card_number ************9902 is used already");
    CHECK(card("1", kCardNumber) == "card_number ************9901 is used already");
}

TEST_CASE("billed cards may have no number, or one that was taken away, but no negative amount",
          "[card/loaded_cards]") {
    LoadStore store;
    const auto card = [&](const std::string& number, const std::string& amount) {
        return store.problem("stored_value_card", kCardColumns, {"7", "5001", "1", "1", "1", number, amount});
    };
    for (const std::string number : {"", "REMOVED BY SYSTEM", "************9901", "6006491286999901"}) {
        CAPTURE(number);
        CHECK(card(number, "50.00").empty());
        CHECK(card(number, "0").empty());
        CHECK(card(number, "-0.01") == "issue_amount -0.01 is negative");
    }
    CHECK(contains(card("12", "50.00"), "card_number"));
    CHECK(store.problem("stored_value_card", {"company"}, {"7"}).empty());
    CHECK(contains(
        store.problem("pick_stored_value_card", {"company", "card_number"}, {"7", "************9901"}),
        "is not a card number"));
    CHECK(store.problem("pick_control_detail", {"company", "quantity"}, {"7", "-1"}) ==
          "quantity is negative");
    CHECK(store.problem("item", {"company", "item"}, {"7", "123"}).empty());
}

TEST_CASE("units on printed pick slips are reserved once they are loaded", "[card/loaded_cards]") {
    LoadStore store;
    store.database.execute(
        "INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, "
        "ship_to_number, status) VALUES (7, 902, 1001, 5001, 1, ''), (7, 903, 1001, 5001, 2, 'V');"
        "INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, "
        "quantity) VALUES (7, 902, 1, 1, 2), (7, 902, 2, 2, 3), (7, 903, 1, 1, 4);"
        "UPDATE order_detail SET quantity_reserved = 7 WHERE line_number = 2");
    const std::string reserved =
        "SELECT quantity_reserved AS t FROM order_detail WHERE company = 7 AND order_number IN (5001, 5002) "
        "ORDER BY order_number, ship_to_number, line_number";
    store.cards.written();
    CHECK(store.list(reserved) == "0,7,0,0");
    store.problem("pick_control_detail", {"company", "quantity"}, {"7", "1"});
    store.cards.written();
    // Nine units on pick 901, two on pick 902.
    CHECK(store.list(reserved) == "11,7,0,0");
}
