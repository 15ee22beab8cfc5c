#include "customer/country_rows.hpp"

#include <algorithm>

#include "customer/match_code.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

// Company 8 has the same codes as company 7.
constexpr std::string_view kRows = R"(
INSERT INTO country (company, country, description)
VALUES (7, 'USA', 'United States'), (7, 'CA', 'Canada'), (7, 'CAN', 'Canada, old'), (7, 'XYZ', 'Nowhere'),
       (8, 'USA', 'Eight''s'), (8, 'SWE', 'Sweden');
INSERT INTO customer_sold_to (company, customer_number, country)
VALUES (7, 1, 'USA'), (7, 2, 'USA'), (7, 3, 'SWE'), (7, 4, 'US'), (7, 5, ''), (7, 6, 'XYZ'), (7, 7, 'usa'),
       (8, 1, 'USA');
)";

struct CountryStore : TestStore {
    CountryStore() {
        add_company(database, 8, "Eight");
        database.execute(kRows);
    }

    /// `1=USA 2=US`: the countries of a company's customers.
    std::string customers(int company = 7) {
        return query_text(
            database,
            "SELECT group_concat(t, ' ') FROM (SELECT customer_number || '=' || country AS t FROM "
            "customer_sold_to WHERE company = " +
                std::to_string(company) + " ORDER BY customer_number)");
    }
    /// `US:United States`, one for each row of a company's Country table, parted by bars.
    std::string countries(int company = 7) {
        return query_text(database,
                          "SELECT COALESCE(group_concat(t, '|'), '') FROM (SELECT country || ':' || "
                          "description AS t FROM country WHERE company = " +
                              std::to_string(company) + " ORDER BY country)");
    }
};

/// `customer_sold_to USA>US 2`, one on each line of text.
std::string shown(const std::vector<CountryChange>& changes) {
    std::string text;
    for (const CountryChange& change : changes) {
        text += change.table + ' ' + change.from + '>' + change.to + ' ' + std::to_string(change.rows) + '\n';
    }
    return text;
}

constexpr const char* kChanges =
    "country USA>US 1\n"
    "country XYZ> 1\n"
    "customer_sold_to SWE>SE 1\n"
    "customer_sold_to USA>US 2\n"
    "customer_sold_to XYZ> 1\n"
    "customer_sold_to usa>US 1\n";
constexpr const char* kCountries = "CA:Canada|CAN:Canada, old|USA:United States|XYZ:Nowhere";
constexpr const char* kCustomers = "1=USA 2=USA 3=SWE 4=US 5= 6=XYZ 7=usa";

}  // namespace

TEST_CASE("three letters become two in every table that holds a country", "[customer/country_rows]") {
    CountryStore store;
    CHECK(shown(convert_countries(store.database, 7, false)) == kChanges);
    CHECK(store.customers() == "1=US 2=US 3=SE 4=US 5= 6=XYZ 7=US");
    // In the Country table the two letters are added; a row that is there stays as it is.
    CHECK(store.countries() == "CA:Canada|CAN:Canada, old|US:United States|USA:United States|XYZ:Nowhere");
}

// The country is in the match code: by its two letters, whichever code the customer has.
TEST_CASE("a match code stays true when its country is converted", "[customer/country_rows]") {
    CountryStore store;
    store.database.execute(
        "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, country) VALUES (7, 1, 1, "
        "'GBR');"
        "UPDATE customer_sold_to SET last_name = 'SAMPLE', street = '12 OAK ST', postal_code = '02101';"
        "UPDATE customer_ship_to SET last_name = 'SAMPLE', street = '12 OAK ST', postal_code = '02101'");
    MatchCodesResult before, after;
    update_match_codes(store.database, 7, MatchCodeSelection::kAll, false, before);
    CHECK(before.customers + before.ship_tos == 8);
    CHECK_FALSE(convert_countries(store.database, 7, false).empty());
    update_match_codes(store.database, 7, MatchCodeSelection::kAll, false, after);
    CHECK(after.customers + after.ship_tos == 0);
    CHECK(query_text(store.database, "SELECT match_code FROM customer_ship_to") ==
          "GB/02101/SAMPLE/12OAKST/");
}

TEST_CASE("another company is left as it is", "[customer/country_rows]") {
    CountryStore store;
    convert_countries(store.database, 7, false);
    delete_three_letter_countries(store.database, 7, false);
    CHECK(store.customers(8) == "1=USA");
    CHECK(store.countries(8) == "SWE:Sweden|USA:Eight's");
    CHECK(shown(convert_countries(store.database, 8, false)) ==
          "country SWE>SE 1\ncountry USA>US 1\ncustomer_sold_to USA>US 1\n");
    CHECK(store.countries(8) == "SE:Sweden|SWE:Sweden|US:Eight's|USA:Eight's");
    CHECK(store.customers(8) == "1=US");
}

TEST_CASE("the tables are found by their column", "[customer/country_rows]") {
    CountryStore store;
    store.database.execute(
        "CREATE TABLE a_later_one (company INTEGER, country TEXT);"
        "CREATE TABLE another (company INTEGER, country_code TEXT, countryside TEXT);"
        "INSERT INTO a_later_one VALUES (7, 'DEU'), (7, 'DEU'), (8, 'DEU');"
        "INSERT INTO another VALUES (7, 'DEU', 'DEU');");
    const std::string changes = shown(convert_countries(store.database, 7, false));
    CHECK(changes.starts_with("a_later_one DEU>DE 2\n"));
    CHECK(changes.ends_with(kChanges));
    CHECK(std::count(changes.begin(), changes.end(), '\n') == 7);
    CHECK(query_text(store.database, "SELECT group_concat(company || country) FROM a_later_one") ==
          "7DE,7DE,8DEU");
    CHECK(query_text(store.database, "SELECT country_code || countryside FROM another") == "DEUDEU");
}

TEST_CASE("converting again changes no row and says what stays unknown", "[customer/country_rows]") {
    CountryStore store;
    convert_countries(store.database, 7, false);
    const std::string customers = store.customers();
    const std::string countries = store.countries();
    const std::string again = shown(convert_countries(store.database, 7, false));
    CHECK(contains(again, "customer_sold_to XYZ> 1\n"));
    CHECK_FALSE(contains(again, "customer_sold_to USA"));
    CHECK(store.customers() == customers);
    CHECK(store.countries() == countries);
}

TEST_CASE("a dry run tells the same and changes nothing, on a store that is only read",
          "[customer/country_rows]") {
    CountryStore store;
    Database reader = open_store(store.path, Access::kReadOnly);
    CHECK(shown(convert_countries(reader, 7, true)) == kChanges);
    CHECK(shown(convert_countries(store.database, 7, true)) == kChanges);
    CHECK(store.customers() == kCustomers);
    CHECK(store.countries() == kCountries);

    const std::string wanted = "country CAN>deleted 0\ncountry USA> 2\ncountry XYZ> 1\n";
    CHECK(shown(delete_three_letter_countries(reader, 7, true)) == wanted);
    CHECK(shown(delete_three_letter_countries(store.database, 7, true)) == wanted);
    CHECK(store.countries() == kCountries);
    CHECK(shown(delete_three_letter_countries(store.database, 7, false)) == wanted);
}

TEST_CASE("only three-letter countries that no row uses are deleted", "[customer/country_rows]") {
    CountryStore store;
    CHECK(shown(delete_three_letter_countries(store.database, 7, false)) ==
          "country CAN>deleted 0\ncountry USA> 2\ncountry XYZ> 1\n");
    CHECK(store.countries() == "CA:Canada|USA:United States|XYZ:Nowhere");

    convert_countries(store.database, 7, false);
    CHECK(shown(delete_three_letter_countries(store.database, 7, false)) ==
          "country USA>deleted 0\ncountry XYZ> 1\n");
    CHECK(store.countries() == "CA:Canada|US:United States|XYZ:Nowhere");
    // One customer of many is enough to keep it.
    store.database.execute(
        "INSERT INTO country (company, country) VALUES (7, 'FRA');"
        "UPDATE customer_sold_to SET country = 'FRA' WHERE company = 7 AND customer_number = 5");
    CHECK(shown(delete_three_letter_countries(store.database, 7, false)) ==
          "country FRA> 1\ncountry XYZ> 1\n");
    CHECK(store.customers() == "1=US 2=US 3=SE 4=US 5=FRA 6=XYZ 7=US");
}

TEST_CASE("a country that another company uses is deleted for this one", "[customer/country_rows]") {
    CountryStore store;
    store.database.execute(
        "UPDATE customer_sold_to SET country = 'US' WHERE company = 7 AND country = 'USA'");
    CHECK(
        contains(shown(delete_three_letter_countries(store.database, 7, false)), "country USA>deleted 0\n"));
    CHECK(store.countries(8) == "SWE:Sweden|USA:Eight's");
}

TEST_CASE("every use in every table counts", "[customer/country_rows]") {
    CountryStore store;
    store.database.execute(
        "CREATE TABLE a_later_one (company INTEGER, country TEXT);"
        "INSERT INTO a_later_one VALUES (7, 'CAN'), (7, 'USA'), (8, 'USA');");
    CHECK(shown(delete_three_letter_countries(store.database, 7, true)) ==
          "country CAN> 1\ncountry USA> 3\ncountry XYZ> 1\n");
}

TEST_CASE("a store without countries has nothing to change", "[customer/country_rows]") {
    TestStore store;
    CHECK(convert_countries(store.database, 7, false).empty());
    CHECK(delete_three_letter_countries(store.database, 7, false).empty());
}

TEST_CASE("a conversion that fails in a table changes none", "[customer/country_rows]") {
    CountryStore store;
    // The later tables refuse; the Country table was done before.
    store.database.execute(
        "CREATE TRIGGER refuse BEFORE UPDATE ON customer_sold_to WHEN NEW.country = 'SE' BEGIN "
        "SELECT RAISE(ABORT, 'refused'); END");
    CHECK_ERROR(convert_countries(store.database, 7, false), ExitCode::kInputData, "refused");
    CHECK(store.customers() == kCustomers);
    CHECK(store.countries() == kCountries);
}
