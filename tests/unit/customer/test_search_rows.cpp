#include "customer/search_rows.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Searching Order Administration for the Customer; Customer Synchronization through Modern View.

namespace {

struct SearchStore : TestStore {
    SearchStore() {
        database.execute(
            "INSERT INTO company (company, description) VALUES (8, 'OTHER');"
            "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, postal_code, "
            "email_address, relate_id, ghost) VALUES"
            " (7, 1, 'ANNA', 'SAMPLE', '02101', 'Anna@Example.com', '900', ''),"
            " (7, 2, 'BOB', 'SAMPLE', '02101', '', '', 'N'),"
            " (7, 3, 'ANNEMARIE', 'SAMPLER', '02102', 'bob@example.com', '901', ''),"
            " (7, 4, 'A_A', 'SAM%LE', 'SW1Y 4JH', 'x%@example.com', '', ''),"
            " (7, 5, 'ANNA', 'SAMPLE', '02101', 'anna@example.com', '902', 'Y'),"
            " (7, 6, '', 'O''HARA', '', '', '', ''),"
            " (7, 7, '\xC3\x89LODIE', '\xC3\x89TOILE', '', '', '', ''),"
            " (8, 1, 'ANNA', 'SAMPLE', '02101', 'anna@example.com', '900', '');"
            "INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES"
            " (7, 1, 'D', '(617) 555-0101'), (7, 1, 'E', '6175550102'), (7, 2, 'F', '617.555.0103'),"
            " (7, 3, 'D', '+1 6175550104'), (7, 5, 'D', '6175550101'), (8, 1, 'D', '6175550101');"
            "INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email) "
            "VALUES (7, 2, 'Second@Example.com', 'N'), (7, 2, 'first@example.com', 'Y'),"
            " (8, 1, 'second@example.com', 'Y');");
    }

    /// The numbers, as `1 2`.
    std::string find(const CustomerCriteria& criteria, int limit = 100) {
        std::string text;
        for (const std::int64_t number : find_customers(database, 7, criteria, limit)) {
            text += (text.empty() ? "" : " ") + std::to_string(number);
        }
        return text;
    }

    std::string by(std::string CustomerCriteria::*field, const std::string& value) {
        CustomerCriteria criteria;
        criteria.*field = value;
        return find(criteria);
    }
};

}  // namespace

TEST_CASE("Customers by email address: whole, in any case, also one that is not primary",
          "[customer/search_rows]") {
    SearchStore store;
    const auto field = &CustomerCriteria::email_address;
    CHECK(store.by(field, "Anna@Example.com") == "1");
    CHECK(store.by(field, "ANNA@EXAMPLE.COM") == "1");
    CHECK(store.by(field, "second@example.com") == "2");
    CHECK(store.by(field, "FIRST@example.com") == "2");
    CHECK(store.by(field, "bob@example.com") == "3");
    CHECK(store.by(field, "example.com").empty());
    CHECK(store.by(field, "anna@example").empty());
}

TEST_CASE("Customers by phone: each type, however it is stored", "[customer/search_rows]") {
    SearchStore store;
    const auto field = &CustomerCriteria::phone_number;
    CHECK(store.by(field, "6175550101") == "1");
    CHECK(store.by(field, "6175550102") == "1");
    CHECK(store.by(field, "6175550103") == "2");
    CHECK(store.by(field, "16175550104") == "3");
    CHECK(store.by(field, "617555010").empty());
    CHECK(store.by(field, "75550101").empty());
}

TEST_CASE("Customers by name: how it begins, in any case", "[customer/search_rows]") {
    SearchStore store;
    CHECK(store.by(&CustomerCriteria::last_name, "SAMPLE") == "1 2 3");
    CHECK(store.by(&CustomerCriteria::last_name, "sample") == "1 2 3");
    CHECK(store.by(&CustomerCriteria::last_name, "SAM") == "4 1 2 3");
    CHECK(store.by(&CustomerCriteria::last_name, "SAMPLER") == "3");
    CHECK(store.by(&CustomerCriteria::last_name, "AMPLE").empty());
    CHECK(store.by(&CustomerCriteria::last_name, "\xC3\xA9to") == "7");
    CHECK(store.by(&CustomerCriteria::first_name, "ann") == "1 3");
    CHECK(store.by(&CustomerCriteria::first_name, "\xC3\xA9") == "7");
}

TEST_CASE("Customers by postal code and by Relate Id: whole", "[customer/search_rows]") {
    SearchStore store;
    CHECK(store.by(&CustomerCriteria::postal_code, "02101") == "1 2");
    CHECK(store.by(&CustomerCriteria::postal_code, "sw1y 4jh") == "4");
    CHECK(store.by(&CustomerCriteria::postal_code, "021").empty());
    CHECK(store.by(&CustomerCriteria::relate_id, "900") == "1");
    CHECK(store.by(&CustomerCriteria::relate_id, "901") == "3");
    CHECK(store.by(&CustomerCriteria::relate_id, "90").empty());
}

TEST_CASE("All criteria must hold, but a customer number stands alone", "[customer/search_rows]") {
    SearchStore store;
    CustomerCriteria criteria;
    criteria.last_name = "SAMPLE";
    criteria.first_name = "ANN";
    CHECK(store.find(criteria) == "1 3");
    criteria.postal_code = "02101";
    CHECK(store.find(criteria) == "1");
    criteria.phone_number = "6175550101";
    CHECK(store.find(criteria) == "1");
    criteria.email_address = "anna@example.com";
    CHECK(store.find(criteria) == "1");
    criteria.relate_id = "900";
    CHECK(store.find(criteria) == "1");
    criteria.relate_id = "901";
    CHECK(store.find(criteria).empty());
    criteria.customer_number = 2;
    CHECK(store.find(criteria) == "2");
    criteria.customer_number = 99;
    CHECK(store.find(criteria).empty());
}

TEST_CASE("An email address and another criterion: both hold for the same customer",
          "[customer/search_rows]") {
    SearchStore store;
    CustomerCriteria criteria;
    criteria.email_address = "second@example.com";
    criteria.last_name = "O";
    CHECK(store.find(criteria).empty());
    criteria.email_address = "bob@example.com";
    CHECK(store.find(criteria).empty());
}

TEST_CASE("Ghosts and other companies are left out, by each criterion", "[customer/search_rows]") {
    SearchStore store;
    CHECK(store.by(&CustomerCriteria::relate_id, "902").empty());
    CustomerCriteria criteria;
    criteria.customer_number = 5;
    CHECK(store.find(criteria).empty());
    criteria = {};
    criteria.last_name = "SAMPLE";
    CHECK(find_customers(store.database, 8, criteria, 100) == std::vector<std::int64_t>{1});
    CHECK(find_customers(store.database, 9, criteria, 100).empty());
}

TEST_CASE("By name and number, at most so many", "[customer/search_rows]") {
    SearchStore store;
    CustomerCriteria criteria;
    criteria.last_name = "SAM";
    CHECK(store.find(criteria, 1) == "4");
    CHECK(store.find(criteria, 3) == "4 1 2");
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name) VALUES"
        " (7, 12, 'ANNA', 'SAMPLE'), (7, 11, 'ANNA', 'SAMPLE')");
    CHECK(store.find(criteria) == "4 1 11 12 2 3");
}

TEST_CASE("Wildcards and SQL in what is searched for are letters", "[customer/search_rows]") {
    SearchStore store;
    CHECK(store.by(&CustomerCriteria::last_name, "%").empty());
    CHECK(store.by(&CustomerCriteria::last_name, "S_MPLE").empty());
    CHECK(store.by(&CustomerCriteria::last_name, "SAM%") == "4");
    CHECK(store.by(&CustomerCriteria::first_name, "A_") == "4");
    CHECK(store.by(&CustomerCriteria::first_name, "*").empty());
    CHECK(store.by(&CustomerCriteria::email_address, "%@example.com").empty());
    CHECK(store.by(&CustomerCriteria::email_address, "x%@example.com") == "4");
    CHECK(store.by(&CustomerCriteria::last_name, "o'hara") == "6");
    for (const char* attack :
         {"' OR 1=1 --", "'; DELETE FROM customer_sold_to; --", "?1", "x' OR 'x'='x", "\") OR (1=1"}) {
        CAPTURE(attack);
        for (const auto field :
             {&CustomerCriteria::email_address, &CustomerCriteria::phone_number, &CustomerCriteria::last_name,
              &CustomerCriteria::first_name, &CustomerCriteria::postal_code, &CustomerCriteria::relate_id}) {
            CHECK(store.by(field, attack).empty());
        }
    }
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_sold_to") == 8);
}
