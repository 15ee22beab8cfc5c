#include "store/setting_rows.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("a setting that names a row needs it", "[store/setting_rows]") {
    TestStore store;
    add_company(store.database, 8, "Eight");
    store.database.execute(
        "INSERT INTO currency (company, currency_code) VALUES (7, 'USD'), (8, 'CAD');"
        "INSERT INTO authorization_service (company, service_code, communication_type) VALUES (7, 'RLT', "
        "'P');");
    struct Case {
        std::string code, value, missing, missing_among;
    };
    const std::string no_currency = "the Currency table (WCUR) has no currency 'CAD'";
    const std::vector<Case> cases = {
        {"A55", "USD", "", ""},
        {"A55", "CAD", no_currency, no_currency},
        {"A55", "", "", ""},
        {"I26", "RLT", "", ""},
        {"I26", "XYZ", "the Authorization Service table has no service 'XYZ'",
         "the Authorization Service table has no service 'XYZ'"},
        // The company has no items yet.
        {"L39", "NONMERCH", "the Item table has no item 'NONMERCH'", ""},
        {"K69", "101", "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.code, c.value);
        CHECK(missing_row(store.database, 7, c.code, c.value).value_or("") == c.missing);
        CHECK(missing_among_rows(store.database, 7, c.code, c.value).value_or("") == c.missing_among);
    }
}
