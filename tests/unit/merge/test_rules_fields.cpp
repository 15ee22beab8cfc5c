#include <algorithm>
#include <string>
#include <vector>

#include "merge/rules.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, How are the Customer Tables Updated?: the fields after the address information,
// row by row.

namespace {

MergeColumnType type_of(const std::string& column) {
    for (const MergeField& field : sold_to_merge_fields()) {
        if (column == field.column.name) return field.column.type;
    }
    throw std::logic_error("there is no field " + column);
}

/// Two values that the column may have.
std::pair<std::string, std::string> two_values(const std::string& column) {
    const MergeColumnType type = type_of(column);
    const bool is_number = type == MergeColumnType::kNumber || type == MergeColumnType::kAmount;
    return is_number ? std::pair<std::string, std::string>{"12", "7"}
                     : std::pair<std::string, std::string>{"A", "B"};
}

const std::vector<std::string> kFilled = {
    "hold_bypass_fraud",
    "customer_type",
    "discount_percent",
    "price_column",
    "pop_up_window_1",
    "pop_up_window_2",
    "alternate_customer_number",
    "salesman_number",
    "country",
    "mail_code",
    "call_code",
    "vat_number",
    "currency_code",
    "language_code",
    "price_group",
    "reserve_warehouse",
    "van_route",
    "van_sequence_number",
    // Beyond the documentation's row: nothing that is known is lost.
    "birth_month",
    "e_commerce_id",
};

}  // namespace

TEST_CASE("Primary email address: uses the target's primary email address", "[merge/rules_fields]") {
    check_fields({
        {"both have one",
         {{0, "email_address", "t@x.y"}, {1, "email_address", "s@x.y"}},
         "email_address",
         "t@x.y"},
        {"whatever is more recent",
         {{0, "email_address", "t@x.y"}, {1, "email_address", "s@x.y"}, {1, "@change", "2010-01-01"}},
         "email_address",
         "t@x.y"},
        {"the target has none",
         {{1, "email_address", "s@x.y"}, {2, "email_address", "u@x.y"}},
         "email_address",
         "s@x.y"},
        {"only the second source has one", {{2, "email_address", "u@x.y"}}, "email_address", "u@x.y"},
        {"its Opt in/out goes along",
         {{0, "opt_in_out", "O1"}, {1, "email_address", "s@x.y"}, {1, "opt_in_out", "O3"}},
         "opt_in_out",
         "O3"},
        {"also when blank", {{0, "opt_in_out", "O1"}, {1, "email_address", "s@x.y"}}, "opt_in_out", ""},
        {"and stays with the target's",
         {{0, "email_address", "t@x.y"}, {1, "email_address", "s@x.y"}, {1, "opt_in_out", "O3"}},
         "opt_in_out",
         ""},
    });
}

TEST_CASE("Entry date: compares target and source Entry date and uses earlier date", "[merge/rules_fields]") {
    check_fields({
        {"source",
         {{0, "entry_date", "2010-02-02"}, {1, "entry_date", "2010-01-01"}},
         "entry_date",
         "2010-01-01"},
        {"target",
         {{0, "entry_date", "2010-01-01"}, {1, "entry_date", "2010-02-02"}},
         "entry_date",
         "2010-01-01"},
        {"equal",
         {{0, "entry_date", "2010-01-01"}, {1, "entry_date", "2010-01-01"}},
         "entry_date",
         "2010-01-01"},
        {"the source has none", {{0, "entry_date", "2010-01-01"}}, "entry_date", "2010-01-01"},
        {"the target has none", {{1, "entry_date", "2010-01-01"}}, "entry_date", "2010-01-01"},
        {"nobody has one", {}, "entry_date", ""},
        {"earliest of several sources",
         {{0, "entry_date", "2010-03-03"},
          {1, "entry_date", "2010-02-02"},
          {2, "entry_date", "2009-12-31"},
          {3, "entry_date", ""}},
         "entry_date",
         "2009-12-31"},
    });
}

TEST_CASE("Original mail type: if the target's original mail type is not B (buyer), uses the source's",
          "[merge/rules_fields]") {
    const std::string column = "original_mail_type";
    check_fields({
        {"B is kept", {{0, column, "B"}, {1, column, "R"}}, column, "B"},
        {"the source's", {{0, column, "R"}, {1, column, "I"}}, column, "I"},
        {"the source's B", {{0, column, "R"}, {1, column, "B"}}, column, "B"},
        {"the target has none", {{1, column, "I"}}, column, "I"},
        {"the source has none", {{0, column, "R"}}, column, "R"},
        {"B of a later source", {{0, column, "R"}, {1, column, "I"}, {2, column, "B"}}, column, "B"},
        {"the first source's that has one",
         {{0, column, "R"}, {2, column, "I"}, {3, column, "X"}},
         column,
         "I"},
    });
}

TEST_CASE("Current mail type: if the target has no order history, uses the source's",
          "[merge/rules_fields]") {
    const std::string column = "current_mail_type";
    check_fields({
        {"no order history", {{0, column, "R"}, {1, column, "B"}}, column, "B"},
        {"the Last order date field is filled",
         {{0, "@order", "2010-01-01"}, {0, column, "R"}, {1, column, "B"}},
         column,
         "R"},
        {"filled, and the mail type blank", {{0, "@order", "2010-01-01"}, {1, column, "B"}}, column, ""},
        {"the source has none", {{0, column, "R"}}, column, "R"},
        {"of a source that has ordered, before others",
         {{1, column, "I"}, {2, column, "B"}, {2, "@order", "2010-01-01"}},
         column,
         "B"},
        {"one that has ordered but has none", {{1, column, "I"}, {2, "@order", "2010-01-01"}}, column, "I"},
        {"the first source's", {{1, column, "I"}, {2, column, "B"}}, column, "I"},
    });
}

TEST_CASE("Original source code: if the target is newer than the source based on the Entry date",
          "[merge/rules_fields]") {
    const std::string code = "original_source_code";
    const std::string date = "entry_date";
    const Given newer = {0, date, "2010-02-02"};
    check_fields({
        {"uses the source information",
         {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-01-01"}},
         code,
         "S"},
        {"the target is older", {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-03-03"}}, code, "T"},
        {"equal", {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-02-02"}}, code, "T"},
        {"However, if the source has the older Entry date but no original source code, then the target's "
         "original "
         "source code is retained",
         {newer, {0, code, "T"}, {1, date, "2010-01-01"}},
         code,
         "T"},
        {"the target has no Entry date: it is the newer",
         {{0, code, "T"}, {1, code, "S"}, {1, date, "2010-01-01"}},
         code,
         "S"},
        {"the source has no Entry date", {newer, {0, code, "T"}, {1, code, "S"}}, code, "T"},
        {"nobody has an Entry date", {{0, code, "T"}, {1, code, "S"}}, code, "T"},
        {"a newer source gives nothing to a target without code",
         {newer, {1, code, "S"}, {1, date, "2010-03-03"}},
         code,
         ""},
        {"an older one does", {newer, {1, code, "S"}, {1, date, "2010-01-01"}}, code, "S"},
        {"the oldest of several sources",
         {newer,
          {0, code, "T"},
          {1, code, "S"},
          {1, date, "2010-01-02"},
          {2, code, "U"},
          {2, date, "2010-01-01"}},
         code,
         "U"},
        {"the oldest that has a code",
         {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-01-02"}, {2, date, "2010-01-01"}},
         code,
         "S"},
        {"equally old sources: the first",
         {newer,
          {0, code, "T"},
          {1, code, "S"},
          {1, date, "2010-01-01"},
          {2, code, "U"},
          {2, date, "2010-01-01"}},
         code,
         "S"},
    });
}

TEST_CASE("Customer class: if the target is newer than the source based on the Active since date",
          "[merge/rules_fields]") {
    const std::string code = "customer_class";
    const std::string date = "active_since";
    const Given newer = {0, date, "2010-02-02"};
    check_fields({
        {"uses the source information",
         {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-01-01"}},
         code,
         "S"},
        {"the target is older", {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-03-03"}}, code, "T"},
        {"equal", {newer, {0, code, "T"}, {1, code, "S"}, {1, date, "2010-02-02"}}, code, "T"},
        {"the target has never placed an order: 99/99/99",
         {{0, code, "T"}, {1, code, "S"}, {1, date, "2010-01-01"}},
         code,
         "S"},
        {"the source has never placed an order: 99/99/99",
         {newer, {0, code, "T"}, {1, code, "S"}},
         code,
         "T"},
        {"both 99/99/99", {{0, code, "T"}, {1, code, "S"}}, code, "T"},
        {"the source has no class", {newer, {0, code, "T"}, {1, date, "2010-01-01"}}, code, "T"},
        {"not by the Entry date",
         {{0, code, "T"}, {1, code, "S"}, {0, "entry_date", "2010-02-02"}, {1, "entry_date", "2010-01-01"}},
         code,
         "T"},
        {"the oldest of several sources",
         {newer,
          {0, code, "T"},
          {1, code, "S"},
          {1, date, "2010-01-02"},
          {2, code, "U"},
          {2, date, "2010-01-01"}},
         code,
         "U"},
    });
    check_fields({{"the target takes the earlier Active since date",
                   {newer, {1, date, "2010-01-01"}},
                   date,
                   "2010-01-01"},
                  {"and keeps its own", {newer, {1, date, ""}}, date, "2010-02-02"}});
}

TEST_CASE("Mail, Rent, Seed: if any of these flags are selected for either the target or the source",
          "[merge/rules_fields]") {
    for (const std::string column : {"mail", "rent", "seed", "do_not_fax"}) {
        check_fields({
            {"target", {{0, column, "Y"}, {1, column, "N"}}, column, "Y"},
            {"source", {{0, column, "N"}, {1, column, "Y"}}, column, "Y"},
            {"source only", {{1, column, "Y"}}, column, "Y"},
            {"second source", {{0, column, "N"}, {1, column, "N"}, {2, column, "Y"}}, column, "Y"},
            {"neither", {{0, column, "N"}, {1, column, ""}}, column, "N"},
            {"neither, the target blank", {{1, column, "N"}}, column, ""},
        });
    }
}

TEST_CASE("For any of these fields, if the source has information in the field and the target does not",
          "[merge/rules_fields]") {
    for (const std::string& column : kFilled) {
        const auto [a, b] = two_values(column);
        check_fields({
            {"uses the source information", {{1, column, a}}, column, a},
            {"otherwise, use the target information", {{0, column, a}, {1, column, b}}, column, a},
            {"the source has none",
             {{0, column, a}, {1, column, type_of(column) == MergeColumnType::kText ? "" : "0"}},
             column,
             a},
            {"whatever is more recent",
             {{0, column, a}, {1, column, b}, {1, "@change", "2010-01-01"}},
             column,
             a},
            {"the first source that has it", {{1, column, a}, {2, column, b}}, column, a},
            {"the second when the first has none", {{2, column, b}}, column, b},
        });
        // Each by itself: no other field comes along.
        CAPTURE(column);
        CHECK(Group({{1, column, a}}).outcome().changes.size() == 1);
    }
    std::size_t fields = 0;
    for (const MergeField& field : sold_to_merge_fields()) {
        if (field.rule != MergeRule::kFillIfEmpty || field.goes_with != nullptr) continue;
        ++fields;
        CAPTURE(field.column.name);
        CHECK(std::count(kFilled.begin(), kFilled.end(), field.column.name) == 1);
    }
    CHECK(fields == kFilled.size());
}
