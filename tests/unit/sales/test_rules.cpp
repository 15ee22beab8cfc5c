#include "sales/rules.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

SalesRules rules_with(const std::vector<std::pair<std::string, std::string>>& values) {
    TestStore store;
    for (const auto& [code, value] : values) store_system_control_value(store.database, 7, code, value);
    return read_sales_rules(Settings(store.database, 7), 7);
}

}  // namespace

TEST_CASE(
    "the rules are the company's settings (Customer Engagement Integration: Customer Engagement Integration "
    "Setup)",
    "[sales/rules]") {
    TestStore store;
    for (const auto& [code, value] : std::vector<std::pair<std::string, std::string>>{{"K69", "12301974"},
                                                                                      {"L35", "S, P"},
                                                                                      {"M22", "01"},
                                                                                      {"L36", "Y"},
                                                                                      {"L39", "NONMERCH"},
                                                                                      {"L38", "XREF"},
                                                                                      {"A55", "USD"}}) {
        store_system_control_value(store.database, 7, code, value);
    }
    store_property(store.database, 7, "ORCE_ALT_ID_OROMS", "OA_ID");
    const SalesRules rules = read_sales_rules(Settings(store.database, 7), 7);
    CHECK(rules.company == 7);
    CHECK(rules.default_location == "12301974");
    CHECK(rules.cross_channel_types == std::vector<std::string>{"S", "P"});
    CHECK(rules.excluded_disposition_code == "01");
    CHECK(rules.merchandise_only);
    CHECK(rules.item_id_kind == ItemIdKind::kXref);
    CHECK(rules.local_currency == "USD");
    CHECK(rules.alternate_key_type == "OA_ID");
}

TEST_CASE("what is not set is not ruled by", "[sales/rules]") {
    const SalesRules rules = rules_with({{"K69", "1"}, {"L39", "NONMERCH"}});
    CHECK(rules.cross_channel_types.empty());
    CHECK(rules.excluded_disposition_code.empty());
    CHECK_FALSE(rules.merchandise_only);
    CHECK(rules.non_merchandise_item == "NONMERCH");
    CHECK(rules.item_id_kind == ItemIdKind::kItem);
    CHECK(rules.local_currency.empty());
    CHECK(rules.alternate_key_type == "SERENADE_ID");
}

TEST_CASE("the signs are those of ORCE_POSLOG_SIGNS, ARTS unless it says otherwise", "[sales/rules]") {
    for (const auto& [value, type_code] : std::vector<std::pair<std::string, std::string>>{
             {"", "Refund"}, {"ARTS", "Refund"}, {"SIGNED", ""}}) {
        CAPTURE(value);
        TestStore store;
        store_system_control_value(store.database, 7, "K69", "1");
        store_system_control_value(store.database, 7, "L39", "NONMERCH");
        store_property(store.database, 7, "ORCE_POSLOG_SIGNS", value);
        const SalesRules rules = read_sales_rules(Settings(store.database, 7), 7);
        CHECK(rules.sign_rule.type_code(Direction::kReturn) == type_code);
    }
}

TEST_CASE("L39 is required while L36 is unselected, and only then", "[sales/rules]") {
    CHECK(rules_with({{"K69", "1"}, {"L36", "Y"}}).merchandise_only);
    for (const char* unselected : {"N", ""}) {
        CAPTURE(unselected);
        CHECK_ERROR(rules_with({{"K69", "1"}, {"L36", unselected}}), ExitCode::kConfiguration,
                    "L39 Item for Non-Merchandise Amounts is not set for company 7");
        CHECK_ERROR(rules_with({{"K69", "1"}, {"L36", unselected}}), ExitCode::kConfiguration,
                    "L36 Merchandise Only in Sales Feed");
    }
}

TEST_CASE("K69 is required, and every value must be valid", "[sales/rules]") {
    using Values = std::vector<std::pair<std::string, std::string>>;
    struct Case {
        std::string name;
        Values values;
        std::string part;
    };
    const std::vector<Case> cases = {
        {"no K69", {{"L39", "NONMERCH"}}, "K69 Default Location for ORCE Integration is not set"},
        {"K69 of nine digits",
         {{"K69", "123456789"}, {"L39", "N"}},
         "K69 Default Location for ORCE Integration"},
        {"K69 of letters", {{"K69", "STORE"}, {"L39", "N"}}, "must be numeric"},
        {"L36 neither Y nor N", {{"K69", "1"}, {"L36", "X"}}, "L36 Merchandise Only in Sales Feed"},
        {"L38 another", {{"K69", "1"}, {"L39", "N"}, {"L38", "UPC"}}, "L38 ORCE Integration Item ID"},
        {"L39 too long", {{"K69", "1"}, {"L39", "THIRTEENCHARS"}}, "L39 Item for Non-Merchandise Amounts"},
        {"M22 too long", {{"K69", "1"}, {"L39", "N"}, {"M22", "012"}}, "M22 Return Disposition Code"},
        {"A55 too long", {{"K69", "1"}, {"L39", "N"}, {"A55", "EURO"}}, "A55 Local Currency Code"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK_ERROR(rules_with(c.values), ExitCode::kConfiguration, c.part);
    }
}
