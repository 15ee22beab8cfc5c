#include "customer/address_change.hpp"

#include <string>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// Customer 1 of company 7 with an address and its match code, and a writer of the 23rd of November.
struct Fixture {
    Fixture() {
        store.database.execute(
            "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, "
            "postal_code, country, match_code) VALUES (7, 1, 'ANNA', 'SAMPLE', '12 OAK ST', '02101', 'US', "
            "'old');"
            "INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2) VALUES (7, 1, "
            "'GATE C');"
            "INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES "
            "(7, 1, 'D', '6175550101');");
    }

    /// Notes customer 1, writes, and keeps.
    void write(const std::string& sql) {
        AddressChanges changes(store.database);
        Transaction transaction(store.database, Transaction::Kind::kWrite);
        changes.note(7, 1);
        store.database.execute(sql);
        changes.keep(parse_date("2010-11-23").value(), "MARIA");
        transaction.commit();
    }

    std::string text(const std::string& sql) { return query_text(store.database, sql); }
    std::string code() { return text("SELECT match_code FROM customer_sold_to WHERE customer_number = 1"); }
    std::int64_t changes() {
        return store.database.scalar(
            "SELECT COUNT(*) FROM customer_address_change WHERE customer_number = 1");
    }

    TestStore store;
};

}  // namespace

TEST_CASE("what a change of address is, and of match code", "[customer/address_change]") {
    struct Case {
        std::string written;
        bool changes_address;
        bool makes_code;
    };
    const std::vector<Case> cases = {
        {"UPDATE customer_sold_to SET last_name = 'OTHER'", true, true},
        {"UPDATE customer_sold_to SET street = '900 OAK ST'", true, true},
        {"UPDATE customer_sold_to SET city = 'BOSTON'", true, false},
        {"UPDATE customer_sold_to_extended SET address_line_2 = ''", true, false},
        {"DELETE FROM customer_sold_to_extended", true, false},
        {"UPDATE customer_sold_to_phone SET phone_number = '6175550102'", true, false},
        {"INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, "
         "1, 'E', "
         "'1')",
         true, false},
        // The same country by another code.
        {"UPDATE customer_sold_to SET country = 'USA'", false, true},
        {"UPDATE customer_sold_to SET email_address = 'anna@example.com', rent = 'Y'", false, false},
        {"UPDATE customer_sold_to SET last_name = last_name", false, false},
        // Who writes a code means it.
        {"UPDATE customer_sold_to SET last_name = 'OTHER', match_code = 'theirs'", true, false},
        {"UPDATE customer_sold_to SET match_code = ''", false, true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.written);
        Fixture fixture;
        fixture.write(c.written);
        CHECK(fixture.changes() == (c.changes_address ? 1 : 0));
        const std::string code = fixture.code();
        CHECK((code != "old" && code != "theirs") == c.makes_code);
    }
}

TEST_CASE("a change keeps what was before", "[customer/address_change]") {
    Fixture fixture;
    fixture.write(
        "UPDATE customer_sold_to SET first_name = 'EVE', street = '1 ELM ST' WHERE customer_number = 1;"
        "UPDATE customer_sold_to_extended SET address_line_2 = '';"
        "UPDATE customer_sold_to_phone SET phone_number = '1'");
    CHECK(
        fixture.text("SELECT sequence_number || ' ' || change_date || ' ' || user_id || ' ' || first_name || "
                     "' ' || street || ' ' || address_line_2 || ' ' || day_phone || ' ' || match_code FROM "
                     "customer_address_change") == "1 2010-11-23 MARIA ANNA 12 OAK ST GATE C 6175550101 old");
    fixture.write("UPDATE customer_sold_to SET first_name = 'ANNA'");
    CHECK(fixture.text("SELECT first_name FROM customer_address_change WHERE sequence_number = 2") == "EVE");
    CHECK(fixture.changes() == 2);
}

TEST_CASE("a new customer gets a match code, a Ghost none", "[customer/address_change]") {
    Fixture fixture;
    AddressChanges changes(fixture.store.database);
    Transaction transaction(fixture.store.database, Transaction::Kind::kWrite);
    for (const int number : {2, 3, 4}) changes.note(7, number);
    fixture.store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name, street, postal_code, country, "
        "ghost) VALUES (7, 2, 'OTHER', '1 ELM ST', '02101', 'US', ''), (7, 3, 'OTHER', '1 ELM ST', '02101', "
        "'US', 'Y')");
    changes.keep(parse_date("2010-11-23").value(), "");
    transaction.commit();
    CHECK(fixture.text("SELECT match_code FROM customer_sold_to WHERE customer_number = 2")
              .starts_with("US/02101/"));
    CHECK(fixture.text("SELECT match_code FROM customer_sold_to WHERE customer_number = 3").empty());
    CHECK(fixture.text("SELECT COUNT(*) FROM customer_address_change") == "0");
}

TEST_CASE("a ship-to gets a match code and its change date", "[customer/address_change]") {
    Fixture fixture;
    Database& database = fixture.store.database;
    database.execute(
        "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name, street, "
        "postal_code, match_code, change_date) VALUES (7, 1, 1, 'A', '1 ELM ST', '02101', 'old', "
        "'2009-01-01'), (7, 1, 2, 'A', '1 ELM ST', '02101', 'old', NULL), (7, 1, 3, 'A', '1 ELM ST', "
        "'02101', 'old', NULL)");
    AddressChanges changes(database);
    Transaction transaction(database, Transaction::Kind::kWrite);
    for (const int number : {1, 2, 3, 4}) changes.note_ship_to(7, 1, number);
    database.execute(
        "UPDATE customer_ship_to SET street = '2 ELM ST', change_date = '2010-01-01' WHERE ship_to_number = "
        "1;"
        "UPDATE customer_ship_to SET street = '2 ELM ST' WHERE ship_to_number = 2;"
        "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name, street, "
        "postal_code) VALUES (7, 1, 4, 'A', '1 ELM ST', '02101')");
    changes.keep(parse_date("2010-11-23").value(), "");
    transaction.commit();
    const auto dated = [&](int number) {
        return fixture.text(
            "SELECT COALESCE(change_date, '-') || CASE WHEN match_code IN ('', 'old') THEN '' ELSE ' "
            "coded' END FROM customer_ship_to WHERE ship_to_number = " +
            std::to_string(number));
    };
    CHECK(dated(1) == "2010-01-01 coded");
    CHECK(dated(2) == "2010-11-23 coded");
    CHECK(dated(3) == "-");
    CHECK(dated(4) == "- coded");
}
