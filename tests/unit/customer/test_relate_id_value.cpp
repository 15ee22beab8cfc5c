#include "customer/relate_id_value.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("what a spreadsheet or a query tool did to an ID is named", "[customer/relate_id_value]") {
    struct Case {
        std::string value, part;
    };
    const std::vector<Case> cases = {
        {"9.00E+11", "scientific notation"},
        {"9E+11", "scientific notation"},
        {"9,00e+11", "scientific notation"},
        {"9E11", "scientific notation"},
        {"=\"900000000002\"", "formula"},
        {"=A1", "formula"},
        {"'900000000003", "apostrophe"},
        {"\u2019900000000003", "apostrophe"},
        {"\"900000000003\"", "quotes of its own"},
        {"900000000004\u00A0", "no-break or invisible blank"},
        {"\uFEFF900000000004", "no-break or invisible blank"},
        {"9000\u200B00000004", "no-break or invisible blank"},
        {"900\u202F000", "no-break or invisible blank"},
        {"900000000005.0", "decimals"},
        {"900000000005,00", "decimals"},
        {"900,000,000,006", "grouped"},
        {"900.000.000.006", "grouped"},
        {"900'000'000'006", "grouped"},
        {"900 000 000 006", "a blank within"},
        {"+900000000006", "a sign"},
        {"-900000000006", "a sign"},
        {"########", "error value"},
        {"#REF!", "error value"},
        {"null", "the word for nothing"},
        {"(null)", "the word for nothing"},
        {"\\N", "the word for nothing"},
        {"#N/A", "error value"},
        {"NaN", "the word for nothing"},
        {"<b>900</b>", "markup"},
        {"900\n001", "control characters"},
        {"R\xE9", "not UTF-8"},
        {"", "blank"},
        {"123456789012345678901", "longer than 20 characters"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value);
        const auto problem = problem_with_relate_id(c.value);
        REQUIRE(problem);
        CAPTURE(*problem);
        CHECK(problem->starts_with("'" + c.value + "' is not a Relate ID: "));
        CHECK(contains(*problem, c.part));
    }
}

TEST_CASE("an ID that nothing was done to is taken", "[customer/relate_id_value]") {
    for (const std::string value : {"900000000001", "000123", "1", "R1", "AB-12", "12-34", "R,1", "A.B", "E5",
                                    "1E", "12E4X", "12345678901234567890", "\u00E9\u00E9", "NULLA", "A B"}) {
        CAPTURE(value);
        CHECK(!problem_with_relate_id(value));
    }
}
