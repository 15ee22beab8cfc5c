#include "customer/sold_to_rows.hpp"

#include <functional>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Engagement Batch Customer Conversion.

namespace {

constexpr std::string_view kRows = R"(
INSERT INTO customer_sold_to (company, customer_number, e_commerce_id, prefix, first_name, middle_initial, last_name,
                              suffix, company_name, street, apartment, city, state, postal_code, country,
                              email_address, mail, rent, do_not_fax, birth_month, birth_date, opt_in_out,
                              entered_by, changed_by)
VALUES (7, 4711, 'web-1', 'Ms', 'Ada', 'K', 'Byron', 'Jr', 'Engines', '12 Square', 'Apt 3', 'London', 'LN', 'SW1Y',
        'GB', 'ada@example.com', 'Y', 'N', 'Y', 12, 10, '', 'mary', 'otto');
INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2, address_line_3, address_line_4)
VALUES (7, 4711, 'Line 2', 'Line 3', 'Line 4');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension)
VALUES (7, 4711, 'F', '555-3', ''), (7, 4711, 'E', '555-2', '22'), (7, 4711, 'D', '555-1', '11');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 4711, 'a@example.com', 'N', 'T', 'O4'), (7, 4711, 'ada@example.com', 'Y', 'H', 'O1'),
       (7, 4711, 'z@example.com', '', '', 'O3');
INSERT INTO profile (company, profile, description) VALUES (7, 'MAR', 'Marital Status'), (7, 'AGE', 'Age group');
INSERT INTO profile_data (company, profile, profile_data, description)
VALUES (7, 'MAR', 'M', 'Married'), (7, 'MAR', 'S', 'Single'), (7, 'AGE', 'M', 'Middle');
INSERT INTO customer_profile (company, customer_number, profile, profile_data)
VALUES (7, 4711, 'MAR', 'M'), (7, 4711, 'AGE', 'M');
)";

struct CustomerStore : TestStore {
    CustomerStore() { database.execute(kRows); }

    void add(int company, std::int64_t number, const char* relate_id = "", const char* ghost = "") {
        database
            .prepare(
                "INSERT INTO customer_sold_to (company, customer_number, relate_id, ghost) "
                "VALUES (?, ?, ?, ?)")
            .run(company, number, relate_id, ghost);
    }
};

using Numbers = std::vector<std::int64_t>;

Numbers numbers_after(Database& database, std::int64_t after, std::int64_t limit, int company = 7) {
    CustomerFeed feed(database, company, CustomerSelection::kToConvert);
    feed.start_after(after, limit);
    Numbers numbers;
    SoldToCustomer customer;
    while (feed.next(customer)) numbers.push_back(customer.customer_number);
    return numbers;
}

SoldToCustomer only_customer(Database& database) {
    CustomerFeed feed(database, 7, CustomerSelection::kToConvert);
    feed.start_after(0, 0);
    SoldToCustomer customer;
    REQUIRE(feed.next(customer));
    SoldToCustomer none;
    REQUIRE_FALSE(feed.next(none));
    return customer;
}

}  // namespace

TEST_CASE("a customer comes with all that is kept of it", "[customer/sold_to_rows]") {
    CustomerStore store;
    const SoldToCustomer customer = only_customer(store.database);
    CHECK(customer.customer_number == 4711);
    CHECK(customer.relate_id.empty());
    CHECK(customer.e_commerce_id == "web-1");
    CHECK(customer.prefix == "Ms");
    CHECK(customer.first_name == "Ada");
    CHECK(customer.middle_initial == "K");
    CHECK(customer.last_name == "Byron");
    CHECK(customer.suffix == "Jr");
    CHECK(customer.company_name == "Engines");
    CHECK(customer.street == "12 Square");
    CHECK(customer.address_line_2 == "Line 2");
    CHECK(customer.address_line_3 == "Line 3");
    CHECK(customer.address_line_4 == "Line 4");
    CHECK(customer.apartment == "Apt 3");
    CHECK(customer.city == "London");
    CHECK(customer.state == "LN");
    CHECK(customer.postal_code == "SW1Y");
    CHECK(customer.country == "GB");
    CHECK(customer.day_phone == "555-1");
    CHECK(customer.evening_phone == "555-2");
    CHECK(customer.fax_or_mobile_phone == "555-3");
    CHECK(customer.email_address == "ada@example.com");
    CHECK(customer.email_format == "H");
    CHECK(customer.opt_in_out == "O1");
    CHECK(customer.mail == "Y");
    CHECK(customer.rent == "N");
    CHECK(customer.do_not_fax == "Y");
    CHECK(customer.birth_month == 12);
    CHECK(customer.birth_date == 10);
    CHECK(customer.entered_by == "mary");
    CHECK(customer.changed_by == "otto");
    REQUIRE(customer.profiles.size() == 2);
    CHECK(customer.profiles[0].profile == "Age group");
    CHECK(customer.profiles[0].profile_data == "Middle");
    CHECK(customer.profiles[1].profile == "Marital Status");
    CHECK(customer.profiles[1].profile_data == "Married");
}

TEST_CASE("what is missing is blank, and the customer still comes", "[customer/sold_to_rows]") {
    struct Case {
        std::string name, sql;
        std::function<bool(const SoldToCustomer&)> is_blank;
    };
    const std::vector<Case> cases = {
        {"the extended row", "DELETE FROM customer_sold_to_extended",
         [](const SoldToCustomer& c) {
             return c.address_line_2.empty() && c.address_line_3.empty() && c.address_line_4.empty() &&
                    c.street == "12 Square";
         }},
        {"the day phone", "DELETE FROM customer_sold_to_phone WHERE phone_type = 'D'",
         [](const SoldToCustomer& c) { return c.day_phone.empty() && c.evening_phone == "555-2"; }},
        {"the evening phone", "DELETE FROM customer_sold_to_phone WHERE phone_type = 'E'",
         [](const SoldToCustomer& c) { return c.evening_phone.empty() && c.day_phone == "555-1"; }},
        {"the third phone", "DELETE FROM customer_sold_to_phone WHERE phone_type = 'F'",
         [](const SoldToCustomer& c) { return c.fax_or_mobile_phone.empty() && c.evening_phone == "555-2"; }},
        {"the email rows", "DELETE FROM customer_sold_to_email",
         [](const SoldToCustomer& c) {
             return c.email_address == "ada@example.com" && c.email_format.empty() && c.opt_in_out.empty();
         }},
        {"one profile", "DELETE FROM customer_profile WHERE profile = 'AGE'",
         [](const SoldToCustomer& c) {
             return c.profiles.size() == 1 && c.profiles[0].profile == "Marital Status";
         }},
        {"the profiles", "DELETE FROM customer_profile",
         [](const SoldToCustomer& c) { return c.profiles.empty(); }},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CustomerStore store;
        REQUIRE_FALSE(c.is_blank(only_customer(store.database)));
        store.database.execute(c.sql);
        CHECK(c.is_blank(only_customer(store.database)));
    }
}

TEST_CASE("the primary email address is that of Customer Sold To, then the one flagged as primary",
          "[customer/sold_to_rows]") {
    struct Case {
        std::string name, sql, address, format, opt_in_out;
    };
    const std::string blank = "UPDATE customer_sold_to SET email_address = '';";
    const std::vector<Case> cases = {
        {"as it is", "", "ada@example.com", "H", "O1"},
        {"the customer's own, whatever is flagged",
         "UPDATE customer_sold_to SET email_address = 'a@example.com'", "a@example.com", "T", "O4"},
        {"one that the email table does not have",
         "UPDATE customer_sold_to SET email_address = 'new@example.com'", "new@example.com", "", ""},
        {"the customer's own opt in/out setting first", "UPDATE customer_sold_to SET opt_in_out = 'O2'",
         "ada@example.com", "H", "O2"},
        {"the flagged one", blank, "ada@example.com", "H", "O1"},
        {"none is flagged", blank + "UPDATE customer_sold_to_email SET primary_email = ''", "", "", ""},
        {"two are flagged: the first",
         blank + "UPDATE customer_sold_to_email SET primary_email = 'Y' WHERE email_address < 'b'",
         "a@example.com", "T", "O4"},
        {"no row", blank + "DELETE FROM customer_sold_to_email", "", "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CustomerStore store;
        store.database.execute(c.sql);
        const SoldToCustomer customer = only_customer(store.database);
        CHECK(customer.email_address == c.address);
        CHECK(customer.email_format == c.format);
        CHECK(customer.opt_in_out == c.opt_in_out);
    }
}

TEST_CASE("every sold-to customer of the company that is no Ghost and has no Relate ID, in order",
          "[customer/sold_to_rows]") {
    CustomerStore store;
    add_company(store.database, 8, "Eight");
    for (const std::int64_t number : {999'999'999, 1, 10}) store.add(7, number);
    store.add(7, 20, "", "N");
    store.add(7, 21, "", "Y");
    store.add(7, 22, "R22");
    store.add(7, 23, "R23", "Y");
    store.add(8, 5);
    store.add(8, 4711);
    CHECK(numbers_after(store.database, 0, 0) == Numbers{1, 10, 20, 4711, 999'999'999});
    CHECK(numbers_after(store.database, 0, 0, 8) == Numbers{5, 4711});
    CHECK(numbers_after(store.database, 0, 0, 9).empty());
    CustomerFeed feed(store.database, 7, CustomerSelection::kToConvert);
    CHECK(feed.count_after(0) == 5);
    CHECK(feed.count_after(1) == 4);
    CHECK(feed.count_after(19) == 3);
    CHECK(feed.count_after(999'999'999) == 0);
    CHECK(CustomerFeed(store.database, 8, CustomerSelection::kToConvert).count_after(0) == 2);
}

TEST_CASE("it begins after a number and ends after a limit", "[customer/sold_to_rows]") {
    CustomerStore store;
    for (const std::int64_t number : {1, 2, 3, 4}) store.add(7, number);
    struct Case {
        std::int64_t after, limit;
        Numbers numbers;
    };
    const std::vector<Case> cases = {
        {0, 2, {1, 2}},
        {2, 2, {3, 4}},
        {4, 2, {4711}},
        {4711, 2, {}},
        {0, 5, {1, 2, 3, 4, 4711}},
        {0, 1, {1}},
        {3, 0, {4, 4711}},
        {4710, 0, {4711}},
        {0, 100, {1, 2, 3, 4, 4711}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.after, c.limit);
        CHECK(numbers_after(store.database, c.after, c.limit) == c.numbers);
    }
    // One feed can begin several times.
    CustomerFeed feed(store.database, 7, CustomerSelection::kToConvert);
    SoldToCustomer customer;
    for (const std::int64_t after : {0, 2, 0}) {
        feed.start_after(after, 1);
        REQUIRE(feed.next(customer));
        CHECK(customer.customer_number == after + 1);
    }
}

TEST_CASE("nothing of the customer before stays in the room that is used again", "[customer/sold_to_rows]") {
    CustomerStore store;
    add_company(store.database, 8, "Eight");
    store.add(7, 5000);
    CustomerFeed feed(store.database, 7, CustomerSelection::kToConvert);
    feed.start_after(0, 0);
    SoldToCustomer customer;
    REQUIRE(feed.next(customer));
    REQUIRE(customer.profiles.size() == 2);
    REQUIRE(feed.next(customer));
    CHECK(customer.customer_number == 5000);
    for (const std::string* text :
         {&customer.e_commerce_id, &customer.prefix, &customer.last_name, &customer.street,
          &customer.address_line_4, &customer.country, &customer.day_phone, &customer.evening_phone,
          &customer.fax_or_mobile_phone, &customer.email_address, &customer.email_format,
          &customer.opt_in_out, &customer.mail, &customer.rent, &customer.do_not_fax, &customer.entered_by,
          &customer.changed_by}) {
        CHECK(text->empty());
    }
    CHECK(customer.birth_month == 0);
    CHECK(customer.birth_date == 0);
    CHECK(customer.profiles.empty());
}

TEST_CASE("another company's rows of the same customer number are not its own", "[customer/sold_to_rows]") {
    CustomerStore store;
    add_company(store.database, 8, "Eight");
    store.add(8, 4711);
    Database reader = open_store(store.path, Access::kReadOnly);
    CustomerFeed feed(reader, 8, CustomerSelection::kToConvert);
    feed.start_after(0, 0);
    SoldToCustomer customer;
    REQUIRE(feed.next(customer));
    CHECK(customer.address_line_2.empty());
    CHECK(customer.day_phone.empty());
    CHECK(customer.email_address.empty());
    CHECK(customer.profiles.empty());
    CHECK_FALSE(feed.next(customer));
}
