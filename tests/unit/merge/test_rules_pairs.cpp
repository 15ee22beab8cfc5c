#include <string>
#include <vector>

#include "merge/rules.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, How are the Customer Tables Updated?: the last rows of the table, fields that
// move as pairs among them.

TEST_CASE("Birth month and birth date are taken as a pair", "[merge/rules_pairs]") {
    const std::vector<Given> given = {
        {0, "birth_date", "5"}, {1, "birth_month", "12"}, {1, "birth_date", "10"}};
    CHECK(Group(given).merged("birth_month") == "12");
    CHECK(Group(given).merged("birth_date") == "10");
    const std::vector<Given> kept = {
        {0, "birth_month", "3"}, {1, "birth_month", "12"}, {1, "birth_date", "10"}};
    CHECK(Group(kept).merged("birth_month") == "3");
    CHECK(Group(kept).merged("birth_date") == "0");
}

TEST_CASE(
    "Tax exempt status, Exemption certificate number: if the source has a certificate number and the target "
    "does not",
    "[merge/rules_pairs]") {
    const std::string certificate = "exemption_certificate_number";
    const std::string status = "tax_exempt_status";
    const std::vector<Given> taken = {{0, status, "N"}, {1, certificate, "C1"}, {1, status, "E"}};
    const std::vector<Given> kept = {
        {0, certificate, "C0"}, {0, status, "N"}, {1, certificate, "C1"}, {1, status, "E"}};
    check_fields({
        {"uses the certificate number", taken, certificate, "C1"},
        {"and tax exempt status", taken, status, "E"},
        {"the target has one", kept, certificate, "C0"},
        {"and its status", kept, status, "N"},
        {"a status without a certificate is not taken", {{1, status, "E"}}, status, ""},
        {"a blank status goes along", {{0, status, "N"}, {1, certificate, "C1"}}, status, ""},
        {"the first source that has one",
         {{1, status, "X"}, {2, certificate, "C2"}, {2, status, "E"}},
         status,
         "E"},
        {"not the second's when the first has one",
         {{1, certificate, "C1"}, {2, certificate, "C2"}},
         certificate,
         "C1"},
    });
}

TEST_CASE("Track item history, Item history tracking level", "[merge/rules_pairs]") {
    const std::string track = "track_item_history";
    const std::string level = "item_history_tracking_level";
    for (const std::string selected : {"S", "B"}) {
        const std::vector<Given> taken = {
            {0, track, "N"}, {0, level, "1"}, {1, track, selected}, {1, level, "2"}};
        check_fields({
            {"Sold to tracking or Sold to/ship to tracking for the source but not the target", taken, track,
             selected},
            {"uses the Item history tracking setting from the source", taken, level, "2"},
            {"the target's is blank", {{1, track, selected}}, track, selected},
            {"the target tracks", {{0, track, selected}, {1, track, "B"}, {1, level, "2"}}, track, selected},
            {"and keeps its level",
             {{0, track, selected}, {0, level, "1"}, {1, track, "B"}, {1, level, "2"}},
             level,
             "1"},
            {"the first source that does",
             {{1, track, "N"}, {2, track, selected}, {2, level, "2"}},
             level,
             "2"},
        });
    }
    check_fields({
        {"N is no tracking", {{1, track, "N"}, {1, level, "2"}}, track, ""},
        {"nor is its level taken", {{1, track, "N"}, {1, level, "2"}}, level, ""},
        {"the target's N stays", {{0, track, "N"}}, track, "N"},
    });
}

TEST_CASE("Current source code: uses the last source code used by either the source or the target",
          "[merge/rules_pairs]") {
    const std::string code = "current_source_code";
    check_fields({
        {"the source's is later",
         {{0, "@source", "T"},
          {0, "@source_date", "2010-01-01"},
          {1, "@source", "S"},
          {1, "@source_date", "2010-01-02"}},
         code,
         "S"},
        {"the target's is later",
         {{0, "@source", "T"},
          {0, "@source_date", "2010-01-02"},
          {1, "@source", "S"},
          {1, "@source_date", "2010-01-01"}},
         code,
         "T"},
        {"equal dates",
         {{0, "@source", "T"},
          {0, "@source_date", "2010-01-01"},
          {1, "@source", "S"},
          {1, "@source_date", "2010-01-01"}},
         code,
         "T"},
        {"the order history, not the field",
         {{0, code, "OLD"}, {1, code, "OLDER"}, {0, "@source", "T"}},
         code,
         "T"},
        {"nobody has ordered: the target's stays", {{0, code, "OLD"}, {1, code, "S"}}, code, "OLD"},
        {"nobody has ordered, the target's is blank", {{1, code, "S"}}, code, ""},
        {"without a date it is the oldest",
         {{0, "@source", "T"}, {1, "@source", "S"}, {1, "@source_date", "1999-01-01"}},
         code,
         "S"},
        {"without dates the target's", {{0, "@source", "T"}, {1, "@source", "S"}}, code, "T"},
        {"the source only", {{0, code, "OLD"}, {1, "@source", "S"}}, code, "S"},
        {"the latest of several sources",
         {{1, "@source", "S"},
          {1, "@source_date", "2010-01-01"},
          {2, "@source", "U"},
          {2, "@source_date", "2010-01-02"}},
         code,
         "U"},
    });
}

TEST_CASE("External sales amount, External sales update date", "[merge/rules_pairs]") {
    const std::string amount = "external_sales_amount";
    const std::string date = "external_sales_update_date";
    struct Case {
        std::string name;
        std::vector<Given> given;
        std::string amount, date;
    };
    const std::vector<Case> cases = {
        {"Uses the target customer's External sales amount and External sales update date",
         {{0, amount, "100"}, {0, date, "2010-02-02"}, {1, amount, "999"}, {1, date, "2010-01-01"}},
         "100",
         "2010-02-02"},
        {"unless the source customer's External sales update date is more recent",
         {{0, amount, "100"}, {0, date, "2010-01-01"}, {1, amount, "50"}, {1, date, "2010-02-02"}},
         "50",
         "2010-02-02"},
        {"or the target customer has no external sales information",
         {{1, amount, "50"}, {1, date, "2010-01-01"}},
         "50",
         "2010-01-01"},
        {"equal dates",
         {{0, amount, "100"}, {0, date, "2010-01-01"}, {1, amount, "50"}, {1, date, "2010-01-01"}},
         "100",
         "2010-01-01"},
        {"an amount without a date for one that has nothing", {{1, amount, "50"}}, "50", ""},
        {"an amount without a date for one that has an amount",
         {{0, amount, "100"}, {1, amount, "50"}},
         "100",
         ""},
        {"a date, for an amount without one",
         {{0, amount, "100"}, {1, amount, "50"}, {1, date, "2010-01-01"}},
         "50",
         "2010-01-01"},
        {"a date of the target without an amount",
         {{0, date, "2010-01-01"}, {1, amount, "50"}},
         "0",
         "2010-01-01"},
        {"a later date with nothing",
         {{0, amount, "100"}, {0, date, "2010-01-01"}, {1, date, "2010-02-02"}},
         "0",
         "2010-02-02"},
        {"the latest of several sources",
         {{0, amount, "1"},
          {0, date, "2010-01-01"},
          {1, amount, "2"},
          {1, date, "2010-01-02"},
          {2, amount, "3"},
          {2, date, "2010-01-03"}},
         "3",
         "2010-01-03"},
        {"one with a date before one without",
         {{1, amount, "2"}, {2, amount, "3"}, {2, date, "2010-01-03"}},
         "3",
         "2010-01-03"},
        {"the first amount without a date", {{2, amount, "2"}, {3, amount, "3"}}, "2", ""},
        {"nobody has any", {}, "0", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(Group(c.given).merged(amount) == c.amount);
        CHECK(Group(c.given).merged(date) == c.date);
    }
}

TEST_CASE("Uses the target information: flags and the bill-to customer number", "[merge/rules_pairs]") {
    for (const std::string column : {"inactive", "commercial", "bypass_reservation", "auto_cancel_backorder",
                                     "associate", "bill_to_customer_number"}) {
        const bool is_number = column == "bill_to_customer_number";
        const std::string blank = is_number ? "0" : "";
        check_fields({
            {"both have one", {{0, column, "1"}, {1, column, "2"}}, column, "1"},
            {"the target has none", {{1, column, "2"}, {1, "@change", "2010-01-01"}}, column, blank},
            {"the source has none", {{0, column, "1"}, {1, "@change", "2010-01-01"}}, column, "1"},
        });
    }
}

TEST_CASE("Relate Id", "[merge/rules_pairs]") {
    check_fields({
        {"the target customer has a Relate Id, do not change it, regardless of whether a source customer "
         "also has a Relate Id",
         {{0, "relate_id", "T"}, {1, "relate_id", "S"}},
         "relate_id",
         "T"},
        {"the source customer has a Relate Id and the target does not, the system uses the source customer's "
         "Relate Id",
         {{1, "relate_id", "S"}},
         "relate_id",
         "S"},
        {"multiple source customers have Relate Ids and the target does not, the system uses the Relate Id "
         "for the first customer who has one",
         {{2, "relate_id", "U"}, {3, "relate_id", "V"}, {3, "@change", "2010-01-01"}},
         "relate_id",
         "U"},
        {"nobody has one", {}, "relate_id", ""},
    });
}

TEST_CASE("Synchronize with remote: if any of the source customers have this flag set to Y",
          "[merge/rules_pairs]") {
    const std::string column = "synchronize_with_remote_db";
    check_fields({
        {"source", {{0, column, "N"}, {1, column, "Y"}}, column, "Y"},
        {"second source", {{1, column, "N"}, {2, column, "Y"}}, column, "Y"},
        {"target", {{0, column, "Y"}, {1, column, "N"}}, column, "Y"},
        {"none", {{0, column, "N"}, {1, column, ""}}, column, "N"},
        {"none, blank", {{1, column, "N"}}, column, ""},
    });
}

TEST_CASE("a change names its field, its member and its values", "[merge/rules_pairs]") {
    const Group group({{0, "vat_number", ""}, {2, "vat_number", "GB1"}});
    const MergeOutcome outcome = group.outcome();
    REQUIRE(outcome.changes.size() == 1);
    CHECK(outcome.changes[0].field == group.index_of("vat_number"));
    CHECK(outcome.changes[0].from == 2);
    CHECK(outcome.changes[0].before.empty());
    CHECK(outcome.changes[0].after == "GB1");
    CHECK(outcome.changes[0].rule == MergeRule::kFillIfEmpty);
}
