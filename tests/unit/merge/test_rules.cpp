#include "merge/rules.hpp"

#include <map>
#include <set>

#include "store/table_column.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, How are the Customer Tables Updated?: which fields there are, and the address
// information. The other fields are in test_merge_rules_fields.cpp.

namespace {

using Names = std::vector<std::string>;

const Names kAddressFields = {
    "prefix",       "first_name",   "middle_initial", "last_name",      "suffix",         "company_name",
    "street",       "apartment",    "address_line_2", "address_line_3", "address_line_4", "city",
    "state",        "postal_code",  "delivery_code",  "po_box",         "match_code",     "user_field_1",
    "user_field_2", "user_field_3", "user_field_4"};
const Names kPhoneFields = {"day_phone",         "day_extension", "evening_phone",
                            "evening_extension", "fax_phone",     "fax_extension"};

/// Each of the columns as MEMBER:COLUMN.
std::vector<Given> filled(std::size_t member, const Names& columns) {
    std::vector<Given> given;
    for (const std::string& column : columns) {
        given.push_back({member, column, std::to_string(member) + ":" + column});
    }
    return given;
}

/// Members whose address and phones are all filled, with their dates.
Group addresses(const std::vector<Given>& dates, std::size_t sources = 1) {
    Group group(dates, sources);
    for (std::size_t member = 0; member <= sources; ++member) {
        for (const Given& each : filled(member, kAddressFields)) group.set(each);
        for (const Given& each : filled(member, kPhoneFields)) group.set(each);
    }
    return group;
}

/// The columns of the schema that a kind of record has, with their types.
std::map<std::string, TableColumn::Type> stored_columns(Database& database, const std::string& table) {
    std::map<std::string, TableColumn::Type> columns;
    for (const std::string& each : {table, table + "_extended"}) {
        for (const TableColumn& column : table_columns(database, each)) {
            if (!column.in_key) columns[column.name] = column.type;
        }
    }
    for (const std::string& column : kPhoneFields) columns[column] = TableColumn::Type::kText;
    return columns;
}

void check_fields_of(std::span<const MergeField> fields, const std::string& table,
                     const std::set<std::string>& not_merged) {
    TestStore store;
    std::map<std::string, TableColumn::Type> left = stored_columns(store.database, table);
    std::set<std::string> names;
    std::set<std::string> titles;
    for (const MergeField& field : fields) {
        CAPTURE(field.column.name);
        CHECK(names.insert(field.column.name).second);
        CHECK(titles.insert(field.title).second);
        CHECK_FALSE(describe(field.rule).empty());
        REQUIRE(left.count(field.column.name) == 1);
        const TableColumn::Type type = left[field.column.name];
        CHECK((type == TableColumn::Type::kDate) == (field.column.type == MergeColumnType::kDate));
        CHECK((type == TableColumn::Type::kText) == (field.column.type == MergeColumnType::kText));
        left.erase(field.column.name);
    }
    for (const MergeField& field : fields) {
        if (field.goes_with == nullptr) continue;
        CAPTURE(field.column.name, field.goes_with);
        const auto leader = std::find_if(fields.begin(), fields.end(), [&](const MergeField& other) {
            return std::string_view(other.column.name) == field.goes_with;
        });
        REQUIRE(leader != fields.end());
        // Who goes along does so by the same rule, with one that decides.
        CHECK(leader->rule == field.rule);
        CHECK(leader->goes_with == nullptr);
    }
    std::set<std::string> without_rule;
    for (const auto& [name, type] : left) without_rule.insert(name);
    CHECK(without_rule == not_merged);
}

}  // namespace

TEST_CASE("every field of a sold-to customer has one rule", "[merge/rules]") {
    // What the target keeps without being asked: whose it is, who it is merged into, and who changed it.
    check_fields_of(
        sold_to_merge_fields(), "customer_sold_to",
        {"ghost", "ghost_target_customer_number", "status", "entered_by", "changed_by", "change_date"});
}

TEST_CASE("every field of a ship-to has one rule", "[merge/rules]") {
    check_fields_of(ship_to_merge_fields(), "customer_ship_to", {});
}

TEST_CASE("columns_of answers the columns of the fields in their order", "[merge/rules]") {
    const std::vector<MergeColumn> columns = columns_of(sold_to_merge_fields());
    REQUIRE(columns.size() == sold_to_merge_fields().size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        CHECK(std::string(columns[i].name) == sold_to_merge_fields()[i].column.name);
        CHECK(columns[i].type == sold_to_merge_fields()[i].column.type);
    }
}

TEST_CASE("Address information: all 27 fields move together", "[merge/rules]") {
    REQUIRE(kAddressFields.size() + kPhoneFields.size() == 27);
    const Group of_source = addresses({{1, "@change", "2010-01-02"}, {0, "@change", "2010-01-01"}});
    const Group of_target = addresses({{0, "@change", "2010-01-02"}, {1, "@change", "2010-01-01"}});
    for (const Names& names : {kAddressFields, kPhoneFields}) {
        for (const std::string& column : names) {
            CAPTURE(column);
            CHECK(of_source.merged(column) == "1:" + column);
            CHECK(of_target.merged(column) == "0:" + column);
        }
    }
    // Nothing else is touched.
    CHECK(of_source.outcome().changes.size() == 27);
    CHECK(of_target.outcome().changes.empty());
    CHECK(of_source.outcome().address_from == 1);
    CHECK(of_target.outcome().address_from == 0);
}

TEST_CASE("Address information: a blank field of the source replaces the target's", "[merge/rules]") {
    for (const std::string& column : kAddressFields) {
        CAPTURE(column);
        Group group = addresses({{1, "@change", "2010-01-02"}});
        group.set({1, column, ""});
        CHECK(group.merged(column).empty());
    }
}

TEST_CASE("Address information: whose it is", "[merge/rules]") {
    struct Case {
        std::string name;
        std::vector<Given> dates;
        std::size_t member;  ///< whose address the target has then
        std::size_t sources = 1;
    };
    const std::vector<Case> cases = {
        {"If the Last Change date for the source customer is more recent than the last Change date for the "
         "target "
         "customer, the system uses the source address information",
         {{0, "@change", "2010-03-01"}, {1, "@change", "2010-03-02"}},
         1},
        {"the last Change date of the target is more recent",
         {{0, "@change", "2010-03-02"}, {1, "@change", "2010-03-01"}},
         0},
        {"equal Change dates", {{0, "@change", "2010-03-01"}, {1, "@change", "2010-03-01"}}, 0},
        {"the source only has a Change date", {{1, "@change", "1999-01-01"}}, 1},
        {"the target only has a Change date", {{0, "@change", "1999-01-01"}}, 0},
        {"the Change date over the Last order date",
         {{0, "@change", "2010-03-01"}, {0, "@order", "2010-12-31"}, {1, "@change", "2010-03-02"}},
         1},
        {"the Change date of the target over the Last order date of the source",
         {{0, "@change", "2010-03-01"}, {1, "@order", "2010-12-31"}},
         0},
        {"the Change date of the source over the Last order date of the target",
         {{1, "@change", "2010-03-01"}, {0, "@order", "2010-12-31"}},
         1},
        {"equal Change dates are not decided by the Last order date",
         {{0, "@change", "2010-03-01"}, {1, "@change", "2010-03-01"}, {1, "@order", "2010-12-31"}},
         0},
        {"If there is no last Change date for either the target or the source ... the Last order date for "
         "the "
         "source customer is more recent",
         {{0, "@order", "2010-03-01"}, {1, "@order", "2010-03-02"}},
         1},
        {"the Last order date of the target is more recent",
         {{0, "@order", "2010-03-02"}, {1, "@order", "2010-03-01"}},
         0},
        {"equal Last order dates", {{0, "@order", "2010-03-01"}, {1, "@order", "2010-03-01"}}, 0},
        {"the source only has ordered", {{1, "@order", "1999-01-01"}}, 1},
        {"the target only has ordered", {{0, "@order", "1999-01-01"}}, 0},
        {"neither has a date", {}, 0},
        {"the latest of several sources",
         {{0, "@change", "2010-03-01"}, {1, "@change", "2010-03-02"}, {2, "@change", "2010-03-03"}},
         2,
         2},
        {"the first of several sources with the latest date",
         {{0, "@change", "2010-03-01"}, {1, "@change", "2010-03-02"}, {2, "@change", "2010-03-02"}},
         1,
         2},
        {"a Change date of any source counts for all",
         {{0, "@order", "2010-05-05"}, {1, "@order", "2010-06-06"}, {2, "@change", "1999-01-01"}},
         2,
         2},
        {"the latest order of several sources",
         {{2, "@order", "2010-05-05"}, {3, "@order", "2010-05-04"}},
         2,
         3},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Group group = addresses(c.dates, c.sources);
        CHECK(group.merged("street") == std::to_string(c.member) + ":street");
        CHECK(group.merged("user_field_4") == std::to_string(c.member) + ":user_field_4");
        CHECK(group.merged("day_phone") == std::to_string(c.member) + ":day_phone");
        CHECK(group.outcome().address_from == c.member);
        for (const MergeChange& change : group.outcome().changes) CHECK(change.from == c.member);
    }
}

TEST_CASE("Address information: an address change is due where the source has the same address",
          "[merge/rules]") {
    const Group group({{0, "street", "12 Elm"}, {1, "street", "12 Elm"}, {1, "@change", "2010-01-01"}});
    CHECK(group.outcome().changes.empty());
    CHECK(group.outcome().address_from > 0);
}

TEST_CASE("Phone numbers: one that the source does not have is retained", "[merge/rules]") {
    const Given newer = {1, "@change", "2010-01-01"};
    check_fields({
        {"If the source has a day number, but not an evening number, the system will use the source day "
         "number",
         {newer, {0, "day_phone", "T1"}, {0, "evening_phone", "T2"}, {1, "day_phone", "S1"}},
         "day_phone",
         "S1"},
        {"but retain the target evening number",
         {newer, {0, "day_phone", "T1"}, {0, "evening_phone", "T2"}, {1, "day_phone", "S1"}},
         "evening_phone",
         "T2"},
        {"day", {newer, {0, "day_phone", "T1"}}, "day_phone", "T1"},
        {"fax", {newer, {0, "fax_phone", "T3"}, {1, "day_phone", "S1"}}, "fax_phone", "T3"},
        {"a number goes without the other's extension",
         {newer, {0, "day_phone", "T1"}, {0, "day_extension", "22"}, {1, "day_phone", "S1"}},
         "day_extension",
         ""},
        {"a retained number keeps its extension",
         {newer, {0, "evening_phone", "T2"}, {0, "evening_extension", "22"}, {1, "evening_extension", "99"}},
         "evening_extension",
         "22"},
        {"fax extension",
         {newer, {0, "fax_phone", "T3"}, {1, "fax_phone", "S3"}, {1, "fax_extension", "7"}},
         "fax_extension",
         "7"},
        {"the target has the address, and no number of the type: the source's is not lost",
         {{0, "@change", "2010-01-01"}, {0, "day_phone", "T1"}, {1, "evening_phone", "S2"}},
         "evening_phone",
         "S2"},
        {"no dates at all", {{1, "evening_phone", "S2"}, {2, "evening_phone", "U2"}}, "evening_phone", "S2"},
        {"the latest that has one",
         {{0, "fax_phone", "T3"},
          {1, "fax_phone", "S3"},
          {2, "fax_phone", "U3"},
          {1, "@change", "2010-01-01"},
          {2, "@change", "2010-01-02"},
          {3, "@change", "2010-01-03"}},
         "fax_phone",
         "U3"},
        {"where nobody else has a date the target's is next",
         {{0, "fax_phone", "T3"}, {1, "fax_phone", "S3"}, {2, "@change", "2010-01-02"}},
         "fax_phone",
         "T3"},
        {"nobody has one", {newer, {0, "day_phone", ""}}, "day_phone", ""},
    });
}

TEST_CASE("a ship-to's address moves with its Change date", "[merge/rules]") {
    Names columns(kAddressFields.begin(), kAddressFields.begin() + 17);
    REQUIRE(columns.back() == "match_code");
    std::vector<Given> given = {{0, "@change", "2010-01-01"}, {1, "@change", "2010-01-02"}};
    given.push_back({0, "change_date", "2010-01-01"});
    given.push_back({1, "change_date", "2010-01-02"});
    for (const std::string& column : columns) given.push_back({1, column, "1:" + column});
    const Group group(given, 1, ship_to_merge_fields());
    for (const std::string& column : columns) {
        CAPTURE(column);
        CHECK(group.merged(column) == "1:" + column);
    }
    CHECK(group.merged("change_date") == "2010-01-02");
    CHECK(group.outcome().changes.size() == columns.size() + 1);
}

TEST_CASE("a ship-to's other fields", "[merge/rules]") {
    const auto merged = [](const std::vector<Given>& given, std::string_view column) {
        return Group(given, 1, ship_to_merge_fields()).merged(column);
    };
    CHECK(merged({{1, "country", "US"}, {2, "country", "DE"}}, "country") == "US");
    CHECK(merged({{0, "country", "FR"}, {1, "country", "US"}, {1, "@change", "2010-01-01"}}, "country") ==
          "FR");
    CHECK(merged({{2, "email_address", "b@x.y"}}, "email_address") == "b@x.y");
    CHECK(merged({{0, "email_address", "a@x.y"}, {1, "email_address", "b@x.y"}}, "email_address") == "a@x.y");
    CHECK(merged({{0, "entry_date", "2010-02-02"}, {2, "entry_date", "2010-01-01"}}, "entry_date") ==
          "2010-01-01");
    CHECK(merged({{0, "evening_phone", "T"}, {1, "@order", "2010-01-01"}}, "evening_phone") == "T");
    CHECK(merged({{0, "street", "T"}, {1, "street", "S"}, {1, "@order", "2010-01-01"}}, "street") == "S");
}
