#include <string>
#include <vector>

#include "store/job_run.hpp"
#include "store/settings.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Performing a Merge: which of the list are merged, which are left, and what a dry
// run says.

namespace {

/// Customers 1 to 9 of both companies, and a list of company 7's: `(customer, target, status, ghost)`.
struct RunStore : MergeStore {
    explicit RunStore(const std::vector<std::string>& list) {
        for (int customer = 1; customer <= 9; ++customer) {
            const std::string number = std::to_string(customer);
            database.execute("INSERT INTO customer_sold_to (company, customer_number) VALUES (7, " + number +
                             "), (8, " + number + ")");
        }
        for (const std::string& row : list)
            database.execute("INSERT INTO customer_merge_purge VALUES (7, " + row + ")");
    }

    std::string customers() {
        return rows("SELECT customer_number FROM customer_sold_to WHERE company = 7 ORDER BY 1");
    }
    std::string messages() {
        std::string text;
        for (const JobRunMessage& message : job_run_messages(database, 7, 1)) {
            if (message.severity != "info") text += message.subject + ' ' + message.message + '\n';
        }
        return text;
    }
};

}  // namespace

TEST_CASE("sources that cannot be merged are reported and stay in the list", "[merge/merge_run]") {
    struct Case {
        std::string name;
        std::vector<std::string> list;
        std::string sql, customers, left_list, message;
        int left = 1;
    };
    const std::vector<Case> cases = {
        {"B = Bill to Duplicate",
         {"1,1,'O',''", "2,1,'O','N'", "3,1,'B','N'"},
         "UPDATE customer_sold_to SET bill_to_customer_number = 9 WHERE customer_number = 2",
         "1,2,4,5,6,7,8,9",
         "1>1O,2>1BN",
         "customer 2 is not merged into 1: its bill-to customer is not the target's (status B)"},
        {"deleted by another program: the source",
         {"1,1,'O',''", "2,1,'O','N'", "3,1,'O','N'"},
         "PRAGMA foreign_keys = OFF; DELETE FROM customer_sold_to WHERE customer_number = 2; PRAGMA "
         "foreign_keys = ON",
         "1,4,5,6,7,8,9",
         "1>1O,2>1ON",
         "customer 2 is not merged into 1: the source was deleted by another program"},
        {"deleted by another program: the target",
         {"1,1,'O',''", "2,1,'O','N'", "3,3,'O',''", "4,3,'O','N'"},
         "PRAGMA foreign_keys = OFF; DELETE FROM customer_sold_to WHERE customer_number = 1; PRAGMA "
         "foreign_keys = ON",
         "2,3,5,6,7,8,9",
         "1>1O,2>1ON",
         "customer 2 is not merged into 1: the target was deleted by another program"},
        {"deleted by another program: the target's row of the list",
         {"1,1,'O',''", "2,1,'O','N'", "3,3,'O',''", "4,3,'O','N'"},
         "PRAGMA foreign_keys = OFF; DELETE FROM customer_merge_purge WHERE customer_number = 1; PRAGMA "
         "foreign_keys = ON",
         "1,2,3,5,6,7,8,9",
         "2>1ON",
         "customer 2 is not merged into 1: the target is not in the list any more"},
        {"a Ghost cannot be a source",
         {"1,1,'O',''", "2,1,'O','N'", "3,1,'O','N'"},
         "UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 2",
         "1,2,4,5,6,7,8,9",
         "1>1O,2>1ON",
         "customer 2 is not merged into 1: the source is a Ghost"},
        {"a Ghost cannot be a target",
         {"1,1,'O',''", "2,1,'O','N'", "3,3,'O',''", "4,3,'O','N'"},
         "UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 1",
         "1,2,3,5,6,7,8,9",
         "1>1O,2>1ON",
         "customer 2 is not merged into 1: the target is a Ghost"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        RunStore store(c.list);
        store.database.execute(c.sql);
        MergePurgeResult result;
        CHECK(store.merge(result) == ExitCode::kRowsLeft);
        CHECK(result.left == c.left);
        CHECK(result.sources == 1);
        CHECK(store.customers() == c.customers);
        CHECK(store.list() == c.left_list);
        CHECK(contains(store.messages(), c.message));
        // The next run finds them as they are.
        CHECK(store.merge() == ExitCode::kRowsLeft);
        CHECK(store.list() == c.left_list);
    }
}

TEST_CASE("status B is what the bill-to customers are when the merge runs", "[merge/merge_run]") {
    struct Case {
        std::string name, listed;
        int target_bill_to, source_bill_to;
        std::string list;  ///< afterwards
    };
    const std::vector<Case> cases = {
        {"the same bill-to customer by now", "B", 9, 9, ""},
        {"nobody has one any more", "B", 0, 0, ""},
        {"a source without bill-to customer is billed as its target", "B", 9, 0, ""},
        {"another one by now", "O", 9, 8, "1>1O,2>1BN"},
        {"the target has none: its source's orders are billed to somebody", "O", 0, 8, "1>1O,2>1BN"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        for (const bool dry_run : {true, false}) {
            RunStore store({"1,1,'O',''", "2,1,'" + c.listed + "','N'"});
            store.database.execute(
                "UPDATE customer_sold_to SET bill_to_customer_number = " + std::to_string(c.target_bill_to) +
                " WHERE customer_number = 1; UPDATE customer_sold_to SET bill_to_customer_number = " +
                std::to_string(c.source_bill_to) + " WHERE customer_number = 2");
            MergePurgeResult result;
            CHECK(store.merge(result, {}, dry_run) ==
                  (c.list.empty() ? ExitCode::kDone : ExitCode::kRowsLeft));
            CHECK(result.sources == (c.list.empty() ? 1 : 0));
            if (!dry_run) CHECK(store.list() == c.list);
        }
    }
}

TEST_CASE("a chain in the list: every source that is not merged is reported", "[merge/merge_run]") {
    RunStore store({"1,1,'O',''", "2,1,'O','N'", "3,2,'O','N'"});
    MergePurgeResult result;
    CHECK(store.merge(result) == ExitCode::kRowsLeft);
    CHECK(contains(store.messages(), "customer 3 is not merged into 2: the target is a source itself"));
    // Who stays in the list as a source was left.
    CHECK(result.left ==
          store.database.scalar("SELECT COUNT(*) FROM customer_merge_purge WHERE company = 7 AND "
                                "customer_number <> target_customer_number"));
}

TEST_CASE("targets without sources stay, and so does the other company's list", "[merge/merge_run]") {
    RunStore store({"1,1,'O',''", "5,5,'O',''", "2,1,'O','N'"});
    store.database.execute("INSERT INTO customer_merge_purge VALUES (8, 1, 1, 'O', ''), (8, 2, 1, 'O', 'N')");
    CHECK(store.merge() == ExitCode::kDone);
    CHECK(store.list() == "5>5O");
    CHECK(store.list(8) == "1>1O,2>1ON");
    CHECK(store.database.scalar("SELECT COUNT(*) FROM customer_sold_to WHERE company = 8") == 9);
}

TEST_CASE("the whole list is merged, whatever the size of a batch", "[merge/merge_run]") {
    for (const std::int64_t batch_size : {1, 2, 3, 1000}) {
        CAPTURE(batch_size);
        RunStore store({"1,1,'O',''", "4,4,'O',''", "7,7,'O',''", "9,1,'O','N'", "8,1,'O','Y'", "5,4,'O','N'",
                        "2,7,'O','N'", "3,7,'B','N'"});
        store.database.execute(
            "UPDATE customer_sold_to SET bill_to_customer_number = 8 WHERE customer_number = 3;"
            "INSERT INTO customer_note (company, customer_number, sequence_number, note) VALUES (7, 9, 1, "
            "'N9'), "
            "(7, 8, 1, 'N8'), (7, 5, 1, 'N5'), (7, 2, 1, 'N2'), (7, 3, 1, 'N3')");
        MergePurgeResult result;
        CHECK(store.merge(result, {.user = "", .batch_size = batch_size, .would_merge = {}}) ==
              ExitCode::kRowsLeft);
        CHECK(result.targets == 3);
        CHECK(result.sources == 4);
        CHECK(result.ghosts == 1);
        CHECK(store.list() == "7>7O,3>7BN");
        CHECK(store.customers() == "1,3,4,6,7,8");
        CHECK(store.rows("SELECT customer_number, sequence_number, note FROM customer_note ORDER BY 1, 2") ==
              "1 1 N8,1 2 N9,3 1 N3,4 1 N5,7 1 N2");
        CHECK(summary_of(result, false) ==
              "merged 4 duplicates into 3 customers, 1 kept as Ghosts; 1 left in the list");
    }
}

TEST_CASE("nothing in the list", "[merge/merge_run]") {
    RunStore store({});
    MergePurgeResult result;
    CHECK(store.merge(result) == ExitCode::kDone);
    CHECK(summary_of(result, false) == "merged 0 duplicates into 0 customers");
}

TEST_CASE("Synchronize with remote: a customer that Customer Engagement knows is to be told (L37)",
          "[merge/merge_run]") {
    struct Case {
        std::string interact, target_relate_id, source_relate_id, flag, expected;
    };
    const std::vector<Case> cases = {
        {"INTERACT", "T", "", "N", "Y"}, {"INTERACT", "", "S", "", "Y"}, {"INTERACT", "", "", "N", "N"},
        {"", "T", "S", "N", "N"},        {"", "T", "", "", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.interact, c.target_relate_id, c.source_relate_id);
        RunStore store({"1,1,'O',''", "2,1,'O','N'"});
        store_system_control_value(store.database, 7, "L37", c.interact);
        store.database.execute(
            "UPDATE customer_sold_to SET synchronize_with_remote_db = '" + c.flag + "', relate_id = '" +
            c.target_relate_id +
            "' WHERE company = 7 AND customer_number = 1; UPDATE customer_sold_to SET relate_id = '" +
            c.source_relate_id + "' WHERE company = 7 AND customer_number = 2");
        CHECK(store.merge() == ExitCode::kDone);
        CHECK(store.rows("SELECT synchronize_with_remote_db FROM customer_sold_to WHERE company = 7 AND "
                         "customer_number = 1") == c.expected);
    }
}

TEST_CASE("a dry run says what it would do and changes nothing", "[merge/merge_run]") {
    RunStore store({"1,1,'O',''", "2,1,'O','Y'", "3,1,'O','N'", "4,1,'B','N'"});
    store_system_control_value(store.database, 7, "H86", "Y");
    store.database.execute(
        "UPDATE customer_sold_to SET discount_percent = 1250, vat_number = 'GB1' WHERE customer_number = 3;"
        "UPDATE customer_sold_to SET bill_to_customer_number = 9 WHERE customer_number = 4");
    const std::string before = store.everything();
    MergePurgeResult result;
    std::string said;
    const MergePurgeOptions options = {.user = "", .would_merge = [&](const MergedTarget& target) {
                                           said += std::to_string(target.target) + ':';
                                           for (const std::int64_t source : target.sources)
                                               said += ' ' + std::to_string(source);
                                           for (const MergedField& field : target.fields) {
                                               said += "; " + field.field + " '" + field.before + "' -> '" +
                                                       field.after + "' of " + std::to_string(field.from) +
                                                       " (" + std::string(field.rule) + ')';
                                           }
                                       }};
    CHECK(store.merge(result, options, true) == ExitCode::kRowsLeft);
    CHECK(said ==
          "1: 2 3; Discount percent '0.00' -> '12.50' of 3 (the target has none); VAT number '' -> 'GB1' of "
          "3 (the target has none)");
    CHECK(result.targets == 1);
    CHECK(result.sources == 2);
    CHECK(result.left == 1);
    CHECK(store.everything() == before);
    CHECK(summary_of(result, true) ==
          "would merge 2 duplicates into 1 customer, 1 kept as Ghosts; 1 left in the list");
}

TEST_CASE("a dry run counts the rows that would move, by table", "[merge/merge_run]") {
    for (const std::int64_t batch_size : {1, 100}) {
        RunStore store({"1,1,'O',''", "2,1,'O','Y'", "4,4,'O',''", "5,4,'O','N'"});
        store.database.execute(
            "INSERT INTO customer_note (company, customer_number, sequence_number) VALUES (7, 1, 1), (7, 2, "
            "1), "
            "(7, 2, 2), (7, 5, 1), (7, 6, 1), (8, 2, 1);"
            "INSERT INTO customer_ship_to (company, customer_number, ship_to_number) VALUES (7, 1, 1), (7, "
            "2, 1);"
            "INSERT INTO customer_ship_to_phone VALUES (7, 2, 1, 'D', '555', '');"
            "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 1, 5, "
            "'2010-01-01'), (7, 2, 6, '2010-01-01');"
            "INSERT INTO order_ship_to (company, order_number, ship_to_number, obr_delivery_type, "
            "customer_number, "
            "recipient_customer_number) VALUES (7, 1, 1, '', 5, 5), (7, 1, 2, '', 5, 0), (7, 2, 1, '', 6, "
            "2)");
        MergePurgeResult result;
        CHECK(store.merge(result, {.user = "", .batch_size = batch_size, .would_merge = {}}, true) ==
              ExitCode::kDone);
        std::map<std::string, std::int64_t> rows = result.rows.value();
        std::erase_if(rows, [](const auto& row) { return row.second == 0; });
        CHECK(rows == std::map<std::string, std::int64_t>{{"customer_note", 3},
                                                          {"customer_ship_to", 1},
                                                          {"customer_ship_to_phone", 1},
                                                          {"order_header", 1},
                                                          {"order_ship_to", 3}});
        // Every table that the merge moves is counted, and the merge itself counts nothing.
        CHECK(result.rows.value().size() > 35);
        MergePurgeResult merged;
        CHECK(store.merge(merged) == ExitCode::kDone);
        CHECK_FALSE(merged.rows.has_value());
    }
}

TEST_CASE("the job log has the run", "[merge/merge_run]") {
    RunStore store({"1,1,'O',''", "2,1,'O','N'"});
    CHECK(store.merge() == ExitCode::kDone);
    const std::vector<JobRunRow> runs = job_runs(store.database, 7, 1);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].job == "MERGE_PURG");
    CHECK(runs[0].state == "done");
    CHECK(runs[0].summary == "merged 1 duplicate into 1 customer");
}
