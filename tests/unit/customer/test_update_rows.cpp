#include "customer/update_rows.hpp"

#include "unit/fixtures.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Data Mapping between Order Administration and Customer Engagement; Updating an Existing
// Customer.

namespace {

struct UpdateStore : TestStore {
    UpdateStore() {
        database.execute(
            "INSERT INTO company (company, description) VALUES (8, 'OTHER');"
            "INSERT INTO profile VALUES (7, 'MAR', 'Marital Status'), (7, 'AGE', 'AGE GROUP'), (8, 'HOB', "
            "'HOBBY');"
            "INSERT INTO profile_data VALUES (7, 'MAR', 'M', 'MARRIED'), (7, 'MAR', 'S', 'SINGLE'),"
            " (7, 'AGE', '3', '30-39'), (8, 'HOB', 'C', 'CHESS');");
    }

    void store(const SoldToCustomer& customer, bool is_new = false, std::string_view today = "2010-11-23") {
        Transaction transaction(database, Transaction::Kind::kWrite);
        store_customer(database, 7, customer, is_new, {"A1", "R"}, *parse_date(today));
        transaction.commit();
    }

    SoldToCustomer read(std::int64_t number = 4711) {
        SoldToCustomer customer;
        REQUIRE(CustomerReader(database, 7).read(number, customer));
        return customer;
    }

    std::string text(std::string_view sql) { return query_text(database, sql); }
};

/// full_sold_to as it is read again: what only a job of its own sets is blank.
SoldToCustomer storable() {
    SoldToCustomer customer = full_sold_to();
    customer.e_commerce_id.clear();
    customer.day_phone = "15550010001";
    customer.evening_phone = "5550020002";
    customer.fax_or_mobile_phone = "15550030003";
    customer.relate_id = "500";
    customer.rent.clear();
    customer.profiles = {{"AGE GROUP", "30-39"}, {"Marital Status", "MARRIED"}};
    return customer;
}

}  // namespace

TEST_CASE("A new customer is stored whole, with the defaults of new customers", "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    store.store(customer, true);
    customer.entered_by = customer.changed_by;
    CHECK(store.read() == customer);
    CHECK(store.text("SELECT customer_class || delivery_code || entry_date || change_date || entered_by || "
                     "changed_by FROM customer_sold_to") == "A1R2010-11-232010-11-23ottootto");
    CHECK(store.text("SELECT group_concat(address_line_2 || address_line_3 || address_line_4) FROM "
                     "customer_sold_to_extended") == "line twoline threeline four");
    CHECK(store.text("SELECT group_concat(email_address || primary_email || format || opt_in_out) FROM "
                     "customer_sold_to_email") == "Ada@Example.comYHO1");
    CHECK(store.text("SELECT group_concat(profile || profile_data) FROM (SELECT * FROM customer_profile "
                     "ORDER BY profile)") == "AGE3,MARM");
}

TEST_CASE("A new customer with hardly anything", "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer;
    customer.customer_number = 1;
    customer.relate_id = "500";
    store.store(customer, true);
    CHECK(store.read(1) == customer);
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_sold_to_phone") == 0);
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_sold_to_email") == 0);
}

TEST_CASE("An update changes neither entry, class nor what is not mapped, nor other customers",
          "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    store.store(customer, true);
    customer.customer_number = 4712;
    store.store(customer, true);
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES (8, 4711, 'OTHER');"
        "UPDATE customer_sold_to SET rent = 'Y', do_not_fax = 'N', po_box = 'PB', e_commerce_id = 'W', "
        "synchronize_with_remote_db = 'Y', delivery_code = 'X', customer_class = 'ZZ' WHERE company = 7");
    customer.customer_number = 4711;
    customer.last_name = "CHANGED";
    customer.address_line_3.clear();
    customer.rent = "N";
    customer.do_not_fax = "Y";
    customer.changed_by = "maria";
    customer.profiles.front() = {"AGE GROUP", "no such"};
    customer.profiles.back() = {"Marital Status", "single"};
    store.store(customer, false, "2011-01-02");
    const SoldToCustomer read = store.read();
    CHECK(read.last_name == "CHANGED");
    CHECK(read.address_line_3.empty());
    CHECK(read.rent == "Y");
    CHECK(read.do_not_fax == "N");
    CHECK(read.entered_by == "otto");
    CHECK(read.changed_by == "maria");
    CHECK(read.profiles ==
          std::vector<CustomerProfile>{{"AGE GROUP", "30-39"}, {"Marital Status", "SINGLE"}});
    CHECK(store.text("SELECT entry_date || change_date || customer_class || delivery_code || po_box || "
                     "e_commerce_id || synchronize_with_remote_db FROM customer_sold_to WHERE company = 7 "
                     "AND customer_number = 4711") == "2010-11-232011-01-02ZZXPBWY");
    CHECK(store.read(4712).last_name == "byron");
    CHECK(store.text("SELECT last_name || relate_id FROM customer_sold_to WHERE company = 8") == "OTHER");
}

TEST_CASE("A blank phone number leaves the one that is there; an extension stays OA's",
          "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    store.store(customer, true);
    store.database.execute("UPDATE customer_sold_to_phone SET extension = '12'");
    customer.day_phone.clear();
    customer.evening_phone = "999";
    store.store(customer);
    CHECK(store.read().day_phone == "15550010001");
    CHECK(store.read().evening_phone == "999");
    CHECK(store.text("SELECT group_concat(phone_type || phone_number) FROM (SELECT * FROM "
                     "customer_sold_to_phone ORDER BY phone_type)") == "D15550010001,E999,F15550030003");
    CHECK(store.text("SELECT extension FROM customer_sold_to_phone WHERE phone_type = 'D'") == "12");
}

TEST_CASE("A new primary email address: the one before stays as another", "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    store.store(customer, true);
    customer.email_address = "new@example.com";
    customer.email_format = "T";
    customer.opt_in_out = "O2";
    store.store(customer);
    CHECK(store.text("SELECT group_concat(email_address || primary_email) FROM (SELECT * FROM "
                     "customer_sold_to_email ORDER BY email_address)") ==
          "Ada@Example.comN,new@example.comY");
    CHECK(store.read().email_format == "T");
    CHECK(store.read().opt_in_out == "O2");
    // And back.
    customer.email_address = "Ada@Example.com";
    store.store(customer);
    CHECK(store.text("SELECT group_concat(email_address || primary_email || format) FROM (SELECT * FROM "
                     "customer_sold_to_email ORDER BY email_address)") ==
          "Ada@Example.comYT,new@example.comNT");
}

TEST_CASE("An email address that is gone leaves both tables; others stay", "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    store.store(customer, true);
    store.database.execute(
        "INSERT INTO customer_sold_to_email (company, customer_number, email_address, "
        "primary_email) VALUES (7, 4711, 'other@example.com', 'N')");
    customer.email_address.clear();
    store.store(customer);
    CHECK(store.read().email_address.empty());
    CHECK(store.text("SELECT email_address FROM customer_sold_to") == "");
    CHECK(store.text("SELECT group_concat(email_address) FROM customer_sold_to_email") ==
          "other@example.com");
}

TEST_CASE("An email address in other capitals is the same one", "[customer/update_rows]") {
    UpdateStore store;
    SoldToCustomer customer = storable();
    customer.email_address = "ADA@example.com";
    customer.email_format = "T";
    store.store(customer, true);
    customer.email_address = "ada@example.com";
    customer.email_format = "H";
    store.store(customer);
    // What was stored is what is read, or each pull would change it again.
    CHECK(store.read().email_address == "ada@example.com");
    CHECK(store.read().email_format == "H");
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_sold_to_email WHERE primary_email = 'Y'") ==
          1);
}

TEST_CASE("Storing the same again changes nothing", "[customer/update_rows]") {
    UpdateStore store;
    store.store(storable(), true);
    const SoldToCustomer before = store.read();
    store.store(before);
    CHECK(store.read() == before);
}

TEST_CASE("A failure takes everything back", "[customer/update_rows]") {
    UpdateStore store;
    store.store(storable(), true);
    const SoldToCustomer before = store.read();
    SoldToCustomer bad = before;
    bad.last_name = "CHANGED";
    bad.mail = "X";
    CHECK_THROWS(store.store(bad));
    CHECK(store.read() == before);
}

TEST_CASE("The next customer number of a company", "[customer/update_rows]") {
    UpdateStore store;
    CHECK(next_customer_number(store.database, 7) == 1);
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name, ghost) VALUES (7, 41, 'A', 'Y'),"
        " (8, 99, 'B', '')");
    CHECK(next_customer_number(store.database, 7) == 42);
    CHECK(next_customer_number(store.database, 8) == 100);
    CHECK(next_customer_number(store.database, 9) == 1);
}

TEST_CASE("A customer number that was deleted is not given again", "[customer/update_rows]") {
    UpdateStore store;
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES (7, 41, 'A'), (8, 3, 'B');"
        "INSERT INTO number_assignment VALUES (7, 'SOLD TO', 50), (7, 'ORDER', 900), (8, 'SOLD TO', 2)");
    CHECK(next_customer_number(store.database, 7) == 51);
    // What was given without it counts too.
    CHECK(next_customer_number(store.database, 8) == 4);
    store.database.execute("DELETE FROM customer_sold_to WHERE company = 7");
    CHECK(next_customer_number(store.database, 7) == 51);
    store.database.execute(
        "UPDATE number_assignment SET last_number = 999999999 WHERE number_type = 'SOLD TO'");
    CHECK_ERROR(next_customer_number(store.database, 7), ExitCode::kInputData, "no customer number is left");
}

TEST_CASE("Country, state and SCF against the tables of the company", "[customer/update_rows]") {
    UpdateStore store;
    Database& database = store.database;
    CHECK_FALSE(is_known_country(database, 7, "US"));
    database.execute(
        "INSERT INTO country (company, country) VALUES (7, 'US'), (7, 'DE'), (8, 'FR');"
        "INSERT INTO country_state (company, country, state) VALUES (7, 'US', 'MA');"
        "INSERT INTO scf (company, country, scf) VALUES (7, 'US', '021');");
    CHECK(is_known_country(database, 7, "US"));
    CHECK_FALSE(is_known_country(database, 7, "FR"));
    CHECK_FALSE(is_known_country(database, 7, "us"));
    CHECK_FALSE(is_known_country(database, 7, ""));

    CHECK(is_known_state(database, 7, "US", "MA"));
    CHECK_FALSE(is_known_state(database, 7, "US", "ZZ"));
    CHECK_FALSE(is_known_state(database, 7, "US", ""));
    // No rows for the country: nothing to say against it.
    CHECK(is_known_state(database, 7, "DE", "BY"));
    CHECK(is_known_state(database, 8, "US", "ZZ"));

    CHECK(is_known_scf(database, 7, "US", "02101"));
    CHECK(is_known_scf(database, 7, "US", "02199-1234"));
    CHECK_FALSE(is_known_scf(database, 7, "US", "99999"));
    CHECK_FALSE(is_known_scf(database, 7, "US", "02"));
    CHECK(is_known_scf(database, 7, "DE", "80331"));
    CHECK(is_known_scf(database, 8, "US", "99999"));
}

TEST_CASE("Profile codes by their descriptions", "[customer/update_rows]") {
    UpdateStore store;
    const auto code = [&](const char* profile, const char* data, int company = 7) {
        const auto found = profile_code(store.database, company, {profile, data});
        return found ? found->profile + "/" + found->profile_data : std::string("none");
    };
    CHECK(code("Marital Status", "MARRIED") == "MAR/M");
    CHECK(code("Marital Status", "married") == "MAR/M");
    CHECK(code("Marital Status", "30-39") == "none");
    CHECK(code("Marital Status", "WIDOWED") == "none");
    CHECK(code("HOBBY", "CHESS") == "none");
    CHECK(code("HOBBY", "CHESS", 8) == "HOB/C");
    CHECK(code("Marital Status", "%") == "none");
}
