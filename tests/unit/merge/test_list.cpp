#include "merge/list.hpp"

#include <string>
#include <vector>

#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Merge/Purge Customer Sold To Screen to Creating a Source Customer: the list.

namespace {

struct ListStore : MergeStore {
    /// `customers`: rows of customer, entry date (or NULL), match code, ghost, status, bill-to.
    explicit ListStore(const std::vector<std::string>& customers = {}) {
        database.execute(
            "INSERT INTO user_authority VALUES (7, 'MARY', 'J06', 'A'), (7, 'OTTO', 'J06', 'D'), (8, 'EVA', "
            "'J06', 'A')");
        for (const std::string& row : customers) {
            database.execute(
                "INSERT INTO customer_sold_to (company, customer_number, entry_date, match_code, ghost, "
                "status, "
                "bill_to_customer_number) VALUES (7, " +
                row + ")");
        }
    }

    MergeListResult generate(const MergeListOptions& options = {.user = "MARY"}, bool dry_run = false) {
        MergeListResult result;
        in_session([&](Session& session) { return generate_merge_list(session, options, result); }, dry_run);
        return result;
    }
    template <typename Change>
    auto change(const Change& change, bool dry_run = false) {
        return in_session(change, dry_run);
    }
    std::string statuses() {
        return rows(
            "SELECT customer_number FROM customer_sold_to WHERE company = 7 AND status = 'M' ORDER BY 1");
    }
};

/// Customers 1 to 6 without match codes: what is listed by hand. 6 is a Ghost of 1, 5 a Ghost of nobody
/// known.
ListStore by_hand() {
    return ListStore({"1, NULL, '', '', '', 0", "2, NULL, '', '', '', 0", "3, NULL, '', '', '', 9",
                      "4, NULL, '', '', '', 0", "5, NULL, '', 'Y', '', 0", "6, NULL, '', 'Y', '', 0"});
}

}  // namespace

TEST_CASE("The system selects the oldest customer record as the target customer", "[merge/list]") {
    struct Case {
        std::string name;
        std::vector<std::string> customers;
        std::string list;
    };
    const std::vector<Case> cases = {
        {"by Entry date",
         {"1, '2010-02-02', 'M', '', '', 0", "2, '2010-01-01', 'M', '', '', 0",
          "3, '2010-03-03', 'M', '', '', 0"},
         "2>2O,1>2ON,3>2ON"},
        {"then by number",
         {"4, '2010-01-01', 'M', '', '', 0", "3, '2010-01-01', 'M', '', '', 0"},
         "3>3O,4>3ON"},
        {"no Entry date is the latest",
         {"1, NULL, 'M', '', '', 0", "2, '2010-01-01', 'M', '', '', 0"},
         "2>2O,1>2ON"},
        {"nobody has one", {"2, NULL, 'M', '', '', 0", "1, NULL, 'M', '', '', 0"}, "1>1O,2>1ON"},
        {"a match code that nobody else has", {"1, NULL, 'M', '', '', 0", "2, NULL, 'N', '', '', 0"}, ""},
        {"without match code", {"1, NULL, '', '', '', 0", "2, NULL, '', '', '', 0"}, ""},
        {"a match code of other capitals is another",
         {"1, NULL, 'M', '', '', 0", "2, NULL, 'm', '', '', 0"},
         ""},
        {"a Ghost is neither target nor source",
         {"1, NULL, 'M', 'Y', '', 0", "2, NULL, 'M', '', '', 0", "3, NULL, 'M', 'N', '', 0"},
         "2>2O,3>2ON"},
        {"status M is left out",
         {"1, NULL, 'M', '', 'M', 0", "2, NULL, 'M', '', '', 0", "3, NULL, 'M', '', '', 0"},
         "2>2O,3>2ON"},
        {"nobody left", {"1, NULL, 'M', '', 'M', 0", "2, NULL, 'M', '', '', 0"}, ""},
        {"B = Bill to Duplicate, O = Open",
         {"1, NULL, 'M', '', '', 5", "2, NULL, 'M', '', '', 6", "3, NULL, 'M', '', '', 5",
          "4, NULL, 'M', '', '', 0"},
         "1>1O,2>1BN,3>1ON,4>1ON"},
        {"several groups",
         {"1, NULL, 'Z', '', '', 0", "2, NULL, 'Z', '', '', 0", "3, NULL, 'A', '', '', 0",
          "4, NULL, 'A', '', '', 0"},
         "1>1O,2>1ON,3>3O,4>3ON"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        ListStore store(c.customers);
        store.database.execute(
            "INSERT INTO customer_sold_to (company, customer_number, match_code) VALUES (8, 1, 'M'), (8, 2, "
            "'M')");
        store.generate();
        CHECK(store.list() == c.list);
        CHECK(store.list(8).empty());
    }
}

TEST_CASE("generating counts what it lists", "[merge/list]") {
    ListStore store({"1, NULL, 'A', '', '', 0", "2, NULL, 'A', '', '', 3", "3, NULL, 'A', '', '', 0",
                     "4, NULL, 'B', '', '', 0", "5, NULL, 'B', '', '', 0", "6, NULL, 'C', '', '', 0"});
    const MergeListResult dry = store.generate({.user = "MARY"}, true);
    CHECK(store.list().empty());
    CHECK(summary_of(dry, true) ==
          "would list 3 duplicates of 2 customers, 1 of another bill-to customer (status B)");
    const MergeListResult result = store.generate();
    CHECK(result.candidates == 6);
    CHECK(result.targets == 2);
    CHECK(result.sources == 3);
    CHECK(result.bill_to_duplicates == 1);
    CHECK_FALSE(result.is_cut_short);
    CHECK(summary_of(result, false) ==
          "listed 3 duplicates of 2 customers, 1 of another bill-to customer (status B)");
    CHECK(summary_of(store.generate(), false) == "listed 0 duplicates of 0 customers");
}

TEST_CASE("Save source as ghost", "[merge/list]") {
    ListStore store({"1, NULL, 'A', '', '', 0", "2, NULL, 'A', '', '', 0"});
    store.generate({.user = "MARY", .keeps_ghosts = true});
    CHECK(store.list() == "1>1O,2>1OY");
}

TEST_CASE("Maximum Number of Source Customers: the target in hand is completed", "[merge/list]") {
    const std::vector<std::string> customers = {"1, NULL, 'A', '', '', 0", "2, NULL, 'A', '', '', 0",
                                                "3, NULL, 'B', '', '', 0", "4, NULL, 'B', '', '', 0",
                                                "5, NULL, 'B', '', '', 0", "6, NULL, 'C', '', '', 0",
                                                "7, NULL, 'C', '', '', 0"};
    const std::string a = "1>1O,2>1ON";
    const std::string b = a + ",3>3O,4>3ON,5>3ON";
    const std::string c = b + ",6>6O,7>6ON";
    const std::vector<std::pair<std::int64_t, std::string>> cases = {{0, c}, {1, a}, {2, b},
                                                                     {3, b}, {4, c}, {5, c}};
    for (const auto& [maximum, list] : cases) {
        CAPTURE(maximum);
        ListStore store(customers);
        const MergeListResult dry = store.generate({.user = "MARY", .max_sources = maximum}, true);
        const MergeListResult result = store.generate({.user = "MARY", .max_sources = maximum});
        CHECK(store.list() == list);
        CHECK(result.is_cut_short == (list != c));
        CHECK(contains(summary_of(result, false), "the maximum is reached") == (list != c));
        CHECK(dry.sources == result.sources);
        CHECK(dry.targets == result.targets);
        // What is listed already does not count: the next run takes the rest.
        store.generate({.user = "MARY", .max_sources = 2});
        store.generate({.user = "MARY", .max_sources = 2});
        CHECK(store.list() == c);
    }
}

TEST_CASE("customers that are in the list stay as they are", "[merge/list]") {
    struct Case {
        std::string name, listed, list;
    };
    const std::vector<Case> cases = {
        {"a target takes the new ones, whatever their Entry date", "(7, 3, 3, 'O', ''), (7, 4, 3, 'B', 'Y')",
         "3>3O,1>3ON,2>3ON,4>3BY"},
        {"a target that was added by hand", "(7, 2, 2, 'O', '')", "2>2O,1>2ON,3>2ON,4>2ON"},
        {"two targets of one match code: the lowest number", "(7, 2, 2, 'O', ''), (7, 3, 3, 'O', '')",
         "2>2O,1>2ON,4>2ON,3>3O"},
        {"a source of somebody else", "(7, 9, 9, 'O', ''), (7, 1, 9, 'O', 'N')",
         "2>2O,3>2ON,4>2ON,9>9O,1>9ON"},
        {"only one is free",
         "(7, 9, 9, 'O', ''), (7, 1, 9, 'O', 'N'), (7, 2, 9, 'O', 'N'), (7, 3, 9, 'O', 'N')",
         "9>9O,1>9ON,2>9ON,3>9ON"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        ListStore store({"1, '2010-01-01', 'M', '', '', 0", "2, '2010-01-01', 'M', '', '', 0",
                         "3, NULL, 'M', '', '', 0", "4, NULL, 'M', '', '', 0", "9, NULL, '', '', '', 0"});
        store.database.execute("INSERT INTO customer_merge_purge VALUES " + c.listed);
        store.generate();
        CHECK(store.list() == c.list);
        store.generate();
        CHECK(store.list() == c.list);
    }
}

TEST_CASE("Allow Generate List in Merge/Purge (J06)", "[merge/list]") {
    ListStore store({"1, NULL, 'M', '', '', 0", "2, NULL, 'M', '', '', 0"});
    for (const bool dry_run : {false, true}) {
        CHECK_ERROR(store.generate({.user = ""}, dry_run), ExitCode::kNoPermission, "(J06)");
        CHECK_ERROR(store.generate({.user = "OTTO"}, dry_run), ExitCode::kNoPermission,
                    "the user OTTO has no authority");
        CHECK_ERROR(store.generate({.user = "EVA"}, dry_run), ExitCode::kNoPermission,
                    "the user EVA has no authority");
        CHECK_ERROR(store.generate({.user = "NOBODY"}, dry_run), ExitCode::kNoPermission,
                    "the user NOBODY has no authority");
    }
    CHECK(store.list().empty());
}

TEST_CASE("Create Target Customer, Creating a Source Customer", "[merge/list]") {
    ListStore store = by_hand();
    for (const bool dry_run : {true, false}) {
        store.change([](Session& session) { add_merge_target(session, 2); }, dry_run);
        CHECK(store.list() == (dry_run ? "" : "2>2O"));
    }
    // 3 has another bill-to customer.
    for (const bool dry_run : {true, false}) {
        CHECK(store.change(
                  [](Session& session) {
                      return add_merge_sources(session, 2, {1, 3}, true);
                  },
                  dry_run) == 1);
        CHECK(store.list() == (dry_run ? "2>2O" : "2>2O,1>2OY,3>2BY"));
    }
    CHECK(store.change([](Session& session) { return add_merge_sources(session, 2, {4}, false); }) == 0);
    CHECK(store.list() == "2>2O,1>2OY,3>2BY,4>2ON");
}

TEST_CASE("what cannot be in the list is refused", "[merge/list]") {
    ListStore store = by_hand();
    store.database.execute(
        "UPDATE customer_sold_to SET ghost_target_customer_number = 1 WHERE customer_number = 6;"
        "INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 7), (8, 99);"
        "INSERT INTO customer_merge_purge VALUES (7, 1, 1, 'O', ''), (7, 2, 1, 'O', 'N'), (7, 3, 3, 'O', "
        "'')");
    const std::string before = store.everything();
    const auto target = [&](std::int64_t number, bool dry_run) {
        store.change([&](Session& session) { add_merge_target(session, number); }, dry_run);
    };
    const auto sources = [&](std::int64_t of, const std::vector<std::int64_t>& numbers, bool dry_run) {
        store.change([&](Session& session) { add_merge_sources(session, of, numbers, false); }, dry_run);
    };
    for (const bool dry_run : {false, true}) {
        CAPTURE(dry_run);
        CHECK_ERROR(target(6, dry_run), ExitCode::kInputData,
                    "customer 6 is a Ghost: it was merged into customer 1; enter 1");
        CHECK_ERROR(target(5, dry_run), ExitCode::kInputData,
                    "customer 5 is a Ghost: it was merged into another customer");
        CHECK_ERROR(target(99, dry_run), ExitCode::kNoInput, "there is no customer 99");
        CHECK_ERROR(target(1, dry_run), ExitCode::kInputData,
                    "customer 1 is already in the list, as a target");
        CHECK_ERROR(target(2, dry_run), ExitCode::kInputData,
                    "customer 2 is already in the list, as a source of 1");
        CHECK_ERROR(sources(1, {6}, dry_run), ExitCode::kInputData, "it was merged into customer 1; enter 1");
        CHECK_ERROR(sources(1, {99}, dry_run), ExitCode::kNoInput, "there is no customer 99");
        CHECK_ERROR(sources(1, {1}, dry_run), ExitCode::kInputData,
                    "customer 1 cannot be a source of itself");
        CHECK_ERROR(sources(1, {2}, dry_run), ExitCode::kInputData,
                    "customer 2 is already in the list, as a source of 1");
        CHECK_ERROR(sources(3, {2}, dry_run), ExitCode::kInputData,
                    "customer 2 is already in the list, as a source of 1");
        CHECK_ERROR(sources(1, {4, 4}, dry_run), ExitCode::kUsage, "customer 4 is given twice");
        // A chain, with both numbers.
        CHECK_ERROR(sources(1, {3}, dry_run), ExitCode::kInputData,
                    "customer 3 cannot be a source of 1: it is a target itself");
        CHECK_ERROR(sources(2, {4}, dry_run), ExitCode::kInputData,
                    "customer 2 cannot be a target: it is a source of 1");
        CHECK_ERROR(sources(4, {7}, dry_run), ExitCode::kNoInput,
                    "customer 4 is not a target of the list; add-target 4");
        // All of them or none.
        CHECK_ERROR(sources(1, {4, 7, 99}, dry_run), ExitCode::kNoInput, "there is no customer 99");
    }
    CHECK(store.everything() == before);
}

TEST_CASE("Ghost? of a source that is listed can be changed", "[merge/list]") {
    ListStore store = by_hand();
    store.database.execute(
        "INSERT INTO customer_merge_purge VALUES (7, 1, 1, 'O', ''), (7, 2, 1, 'O', 'N'), (7, 3, 1, 'O', "
        "'N'), "
        "(7, 4, 4, 'O', '')");
    const auto set = [&](std::int64_t target, const std::vector<std::int64_t>& sources, bool keeps,
                         bool dry_run) {
        store.change([&](Session& session) { set_merge_ghosts(session, target, sources, keeps); }, dry_run);
    };
    set(1, {2, 3}, true, true);
    CHECK(store.list() == "1>1O,2>1ON,3>1ON,4>4O");
    set(1, {2, 3}, true, false);
    CHECK(store.list() == "1>1O,2>1OY,3>1OY,4>4O");
    set(1, {2}, false, false);
    CHECK(store.list() == "1>1O,2>1ON,3>1OY,4>4O");
    for (const bool dry_run : {true, false}) {
        // All of them or none.
        CHECK_ERROR(set(1, {2, 4}, true, dry_run), ExitCode::kNoInput, "customer 4 is not a source of 1");
        CHECK_ERROR(set(1, {1}, true, dry_run), ExitCode::kNoInput, "customer 1 is not a source of 1");
        CHECK_ERROR(set(1, {99}, true, dry_run), ExitCode::kNoInput, "customer 99 is not a source of 1");
    }
    CHECK(store.list() == "1>1O,2>1ON,3>1OY,4>4O");
}

TEST_CASE("omitting, deleting, clearing", "[merge/list]") {
    ListStore store({"1, NULL, 'A', '', '', 0", "2, NULL, 'A', '', '', 0", "3, NULL, 'A', '', '', 0",
                     "4, NULL, 'B', '', '', 0", "5, NULL, 'B', '', '', 0"});
    store.database.execute(
        "INSERT INTO customer_sold_to (company, customer_number, status) VALUES (8, 1, 'M'), (8, 2, '');"
        "INSERT INTO customer_merge_purge VALUES (8, 1, 1, 'O', ''), (8, 2, 1, 'O', 'N')");
    store.generate();
    const auto omit = [&](std::int64_t target, std::int64_t source, bool dry_run = false) {
        store.change([&](Session& session) { omit_merge_source(session, target, source); }, dry_run);
    };
    const auto remove = [&](std::int64_t target, bool dry_run = false) {
        store.change([&](Session& session) { delete_merge_target(session, target); }, dry_run);
    };
    for (const bool dry_run : {true, false}) {
        CHECK_ERROR(omit(1, 1, dry_run), ExitCode::kNoInput, "customer 1 is not a source of 1");
        CHECK_ERROR(omit(1, 5, dry_run), ExitCode::kNoInput, "customer 5 is not a source of 1");
        CHECK_ERROR(omit(1, 99, dry_run), ExitCode::kNoInput, "customer 99 is not a source of 1");
        CHECK_ERROR(remove(2, dry_run), ExitCode::kNoInput, "customer 2 is not a target");
        CHECK_ERROR(remove(99, dry_run), ExitCode::kNoInput, "customer 99 is not a target");
    }
    omit(1, 2, true);
    CHECK(store.list() == "1>1O,2>1ON,3>1ON,4>4O,5>4ON");
    // "flags the customer's Status as M, which indicates to omit the customer from future merge/purge lists"
    omit(1, 2);
    CHECK(store.list() == "1>1O,3>1ON,4>4O,5>4ON");
    CHECK(store.statuses() == "2");
    store.generate();
    CHECK(store.list() == "1>1O,3>1ON,4>4O,5>4ON");

    remove(1, true);
    CHECK(store.list() == "1>1O,3>1ON,4>4O,5>4ON");
    remove(1);
    CHECK(store.list() == "4>4O,5>4ON");
    CHECK(store.statuses() == "2");

    const auto clear = [&](bool dry_run) {
        MergeClearResult result;
        CHECK(store.change([&](Session& session) { return clear_merge_list(session, result); }, dry_run) ==
              ExitCode::kDone);
        return result.rows;
    };
    CHECK(clear(true) == 2);
    CHECK(store.list() == "4>4O,5>4ON");
    CHECK(clear(false) == 2);
    CHECK(store.list().empty());
    CHECK(store.list(8) == "1>1O,2>1ON");
    CHECK(clear(false) == 0);

    // Clearing Customer Sold To Status (MCST)
    CHECK(store.change([](Session& session) { return clear_merge_statuses(session); }, true) == 1);
    CHECK(store.statuses() == "2");
    CHECK(store.change([](Session& session) { return clear_merge_statuses(session); }) == 1);
    CHECK(store.statuses().empty());
    CHECK(store.rows("SELECT status FROM customer_sold_to WHERE company = 8 ORDER BY customer_number") ==
          "M,");
    store.generate();
    CHECK(store.list() == "1>1O,2>1ON,3>1ON,4>4O,5>4ON");
}

TEST_CASE("the list is shown in target order, by customer and by status", "[merge/list]") {
    ListStore store = by_hand();
    store.database.execute(
        "UPDATE customer_sold_to SET last_name = 'BYRON', first_name = 'ADA', company_name = 'ENGINES' WHERE "
        "customer_number = 4;"
        "INSERT INTO customer_merge_purge VALUES (7, 4, 4, 'O', ''), (7, 3, 4, 'O', 'Y'), (7, 2, 4, 'B', "
        "'N'), (7, 1, 1, 'O', ''), "
        "(7, 5, 1, 'O', 'N')");
    const auto shown = [&](const MergeListFilter& filter, int company = 7) {
        std::string text;
        list_merges(store.database, company, filter, [&](const MergeListEntry& entry) {
            text += (text.empty() ? "" : "; ") + std::to_string(entry.target.customer_number) + ':';
            for (const MergeListRow& source : entry.sources) {
                text += ' ' + std::to_string(source.customer_number) + source.status +
                        (source.is_kept_as_ghost ? "Y" : "") + (source.is_ghost ? "!" : "");
            }
        });
        return text;
    };
    // 3 has a bill-to customer, which its target has not, whatever the status was when it was listed.
    CHECK(shown({}) == "1: 5O!; 4: 2O 3BY");
    CHECK(shown({.customer_number = 4, .status = ""}) == "4: 2O 3BY");
    CHECK(shown({.customer_number = 3, .status = ""}) == "4: 2O 3BY");
    CHECK(shown({.customer_number = 6, .status = ""}).empty());
    CHECK(shown({.customer_number = 0, .status = "B"}) == "4: 3BY");
    CHECK(shown({.customer_number = 0, .status = "O"}) == "1: 5O!; 4: 2O");
    CHECK(shown({.customer_number = 5, .status = "B"}).empty());
    CHECK(shown({}, 8).empty());
    list_merges(store.database, 7, {.customer_number = 4, .status = ""}, [](const MergeListEntry& entry) {
        CHECK(entry.target.is_target());
        CHECK_FALSE(entry.sources.at(0).is_target());
        CHECK(merge_name(entry.target) == "BYRON, ADA");
    });
}

TEST_CASE("customers that another program deleted are shown as such, under nobody else", "[merge/list]") {
    ListStore store = by_hand();
    store.database.execute(
        "UPDATE customer_sold_to SET last_name = 'BYRON' WHERE customer_number IN (1, 3);"
        "INSERT INTO customer_merge_purge VALUES (7, 1, 1, 'O', ''), (7, 2, 1, 'O', 'N'), "
        "(7, 3, 3, 'O', ''), (7, 4, 3, 'O', 'N'), (7, 5, 5, 'O', ''), (7, 6, 5, 'O', 'N');"
        "PRAGMA foreign_keys = OFF;"
        "DELETE FROM customer_sold_to WHERE customer_number IN (2, 3);"
        "DELETE FROM customer_merge_purge WHERE customer_number = 5;"
        "PRAGMA foreign_keys = ON");
    std::string text;
    list_merges(store.database, 7, {}, [&](const MergeListEntry& entry) {
        text += std::to_string(entry.target.customer_number) + (entry.target.is_deleted ? "-" : "") + ':';
        for (const MergeListRow& source : entry.sources)
            text += std::to_string(source.customer_number) + (source.is_deleted ? "-" : "") + ' ';
    });
    CHECK(text == "1:2- 3-:4 5-:6 ");
    list_merges(store.database, 7, {.customer_number = 4, .status = ""}, [](const MergeListEntry& entry) {
        CHECK(merge_name(entry.target) == "(deleted by another program)");
    });
    // They can be taken off.
    store.change([](Session& session) { omit_merge_source(session, 1, 2); });
    store.change([](Session& session) { delete_merge_target(session, 3); });
    CHECK(store.list() == "1>1O,6>5ON");
}

TEST_CASE("Customer names display last name first; or the company name", "[merge/list]") {
    const auto name = [](const char* last, const char* first, const char* company) {
        MergeListRow row;
        row.last_name = last;
        row.first_name = first;
        row.company_name = company;
        return merge_name(row);
    };
    CHECK(name("BYRON", "ADA", "ENGINES") == "BYRON, ADA");
    CHECK(name("BYRON", "", "ENGINES") == "BYRON");
    CHECK(name("", "ADA", "ENGINES") == "ADA");
    CHECK(name("", "", "ENGINES") == "ENGINES");
    CHECK(name("", "", "").empty());
}
