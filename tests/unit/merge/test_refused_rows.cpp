#include "merge/refused_rows.hpp"

#include <string>
#include <vector>

#include "store/job_run.hpp"
#include "store/table_column.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Performing a Merge: rows that the store would refuse under another customer's
// number keep their customer in the list, and nobody else.

namespace {

/// Customers 1 to 6: 2 and 3 are sources of 1, 5 is one of 4.
struct RefusedStore : MergeStore {
    RefusedStore() {
        database.execute(
            "INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 1), (7, 2), (7, 3), (7, 4), "
            "(7, 5), "
            "(7, 6);"
            "INSERT INTO customer_merge_purge VALUES (7, 1, 1, 'O', ''), (7, 2, 1, 'O', 'N'), (7, 3, 1, 'O', "
            "'N'), "
            "(7, 4, 4, 'O', ''), (7, 5, 4, 'O', 'N');"
            "INSERT INTO customer_note (company, customer_number, sequence_number, note) VALUES (7, 2, 1, "
            "'N2'), "
            "(7, 3, 1, 'N3'), (7, 5, 1, 'N5')");
    }

    /// As a program does it that leaves the foreign keys alone.
    void run_unchecked(const std::string& sql) {
        database.execute("PRAGMA foreign_keys = OFF;" + sql + "; PRAGMA foreign_keys = ON");
    }
    std::string warnings(int run) {
        std::string text;
        for (const JobRunMessage& message : job_run_messages(database, 7, run)) {
            if (message.severity == "warning") text += message.subject + ' ' + message.message + '\n';
        }
        return text;
    }
};

constexpr const char* kMaximum = "9223372036854775807";

}  // namespace

TEST_CASE("a row that the store would refuse keeps its customer in the list, and nobody else",
          "[merge/refused_rows]") {
    struct Case {
        std::string name, sql;
        std::string list;     ///< that is left
        std::string warning;  ///< the first
        int left;
    };
    const std::string sum =
        std::string("customer_sold_to_order_history (company, customer_number, entity, ") +
        "order_dollars) VALUES (7, 1, 'A', " + kMaximum + "), (7, 2, 'A', 1)";
    const std::vector<Case> cases = {
        {"a profile that is not there", "INSERT INTO customer_profile VALUES (7, 2, 'HOB', 'X')",
         "1>1O,2>1ON",
         "customer 2 is not merged into 1: customer 2 has rows in customer_profile that name none of "
         "profile_data: "
         "correct them and merge again",
         1},
        {"two bad rows of one customer",
         "INSERT INTO customer_profile VALUES (7, 2, 'HOB', 'X'), (7, 2, 'JOB', 'Y')", "1>1O,2>1ON",
         "customer 2 is not merged into 1: customer 2 has rows in customer_profile", 1},
        {"the target's own bad profile stays as it is",
         "INSERT INTO customer_profile VALUES (7, 1, 'HOB', 'X')", "", "", 0},
        {"a sum that overflows", "INSERT INTO " + sum, "1>1O,2>1ON,3>1ON",
         "customer 2 is not merged into 1: customer 1 has rows in customer_sold_to_order_history whose sum "
         "is too "
         "large",
         2},
        {"the largest amounts of different keys are no sum",
         std::string(
             "INSERT INTO customer_sold_to_order_history (company, customer_number, entity, order_dollars) "
             "VALUES (7, 1, 'A', ") +
             kMaximum + "), (7, 2, 'B', " + kMaximum + ")",
         "", "", 0},
        {"an orphan ship-to row of a source",
         "INSERT INTO customer_ship_to_phone VALUES (7, 2, 9, 'D', '555', '')", "1>1O,2>1ON",
         "customer 2 is not merged into 1: customer 2 has rows in customer_ship_to_phone that name none of "
         "customer_ship_to",
         1},
        {"an orphan ship-to row of the target, where a source's ship-to would come",
         "INSERT INTO customer_ship_to (company, customer_number, ship_to_number) VALUES (7, 2, 1);"
         "INSERT INTO customer_ship_to_extended VALUES (7, 1, 1, 'THREE', '')",
         "1>1O,2>1ON,3>1ON",
         "customer 2 is not merged into 1: customer 1 has rows in customer_ship_to_extended that name none "
         "of "
         "customer_ship_to",
         2},
        {"a sum of ship-tos that overflows",
         std::string(
             "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, match_code) VALUES "
             "(7, 1, 1, 'M'), (7, 3, 1, 'M');"
             "INSERT INTO order_billing_history_ship_to (company, customer_number, ship_to_number, "
             "billing_year, billing_period, billed_dollars) VALUES (7, 1, 1, 2010, 1, -") +
             kMaximum + "), (7, 3, 1, 2010, 1, -2)",
         "1>1O,2>1ON,3>1ON",
         "customer 2 is not merged into 1: customer 1 has rows in order_billing_history_ship_to whose sum is "
         "too "
         "large",
         2},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        for (const std::int64_t batch_size : {1, 100}) {
            RefusedStore store;
            store.run_unchecked(c.sql);
            MergePurgeResult dry;
            CHECK(store.merge(dry, {}, true) == (c.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone));
            CHECK(dry.left == c.left);
            for (int run = 1; run <= 2; ++run) {
                MergePurgeResult result;
                CHECK(store.merge(result, {.user = "", .batch_size = batch_size, .would_merge = {}}) ==
                      (c.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone));
                CHECK(result.left == c.left);
                CHECK(result.sources == (run == 1 ? 3 - c.left : 0));
                if (run == 1) CHECK(dry.sources == result.sources);
                CHECK(store.list() == c.list);
                CHECK(store.warnings(run).starts_with(c.warning));
            }
            CHECK(store.rows("SELECT note FROM customer_note WHERE customer_number = 4") == "N5");
        }
    }
}

TEST_CASE("when the rows are corrected the next run merges them", "[merge/refused_rows]") {
    RefusedStore store;
    store.run_unchecked("INSERT INTO customer_profile VALUES (7, 2, 'HOB', 'X')");
    CHECK(store.merge() == ExitCode::kRowsLeft);
    store.database.execute(
        "INSERT INTO profile VALUES (7, 'HOB', 'Hobby'); INSERT INTO profile_data VALUES (7, 'HOB', 'X', "
        "'Chess')");
    CHECK(store.merge() == ExitCode::kDone);
    CHECK(store.list().empty());
    CHECK(store.rows("SELECT customer_number, profile_data FROM customer_profile") == "1 X");
    CHECK(check_store(store.database).empty());
}

TEST_CASE("a row that is refused for a reason which was not foreseen: only its target is left",
          "[merge/refused_rows]") {
    for (const std::int64_t batch_size : {1, 2, 100}) {
        CAPTURE(batch_size);
        RefusedStore store;
        // A table that the merge does not know, as an extension could add it.
        store.database.execute(
            "CREATE TABLE extension (company INTEGER, number BIGINT, FOREIGN KEY (company, number) "
            "REFERENCES "
            "customer_sold_to (company, customer_number)); INSERT INTO extension VALUES (7, 2)");
        for (int run = 1; run <= 2; ++run) {
            MergePurgeResult result;
            CHECK(store.merge(result, {.user = "", .batch_size = batch_size, .would_merge = {}}) ==
                  ExitCode::kRowsLeft);
            CHECK(result.left == 2);
            CHECK(result.sources == (run == 1 ? 1 : 0));
            CHECK(store.list() == "1>1O,2>1ON,3>1ON");
            CAPTURE(store.warnings(run));
            CHECK(store.warnings(run).starts_with(
                "customer 2 is not merged into 1: customer_sold_to: the store "));
        }
        CHECK(store.rows("SELECT customer_number, note FROM customer_note ORDER BY 1") == "2 N2,3 N3,4 N5");
    }
}

TEST_CASE("foreign keys of a table, as the schema declares them", "[merge/refused_rows]") {
    TestStore store;
    const std::vector<ForeignKey> keys = foreign_keys(store.database, "customer_profile");
    REQUIRE(keys.size() == 2);
    for (const ForeignKey& key : keys) {
        const bool is_data = key.parent == "profile_data";
        CHECK(key.columns == (is_data ? std::vector<std::string>{"company", "profile", "profile_data"}
                                      : std::vector<std::string>{"company", "customer_number"}));
        CHECK(key.parent_columns == key.columns);
    }
    CHECK(foreign_keys(store.database, "company").empty());
}
