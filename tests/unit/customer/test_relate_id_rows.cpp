#include "customer/relate_id_rows.hpp"

#include <algorithm>
#include <set>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 000, Customer Engagement Update Customer with Relate ID Process.

namespace {

// Customer 4 is a Ghost, 5 has a Relate ID, and so has 6, a customer of company 8 too.
constexpr std::string_view kCustomers = R"(
INSERT INTO customer_sold_to (company, customer_number, relate_id, ghost, synchronize_with_remote_db)
VALUES (7, 1, '', '', 'Y'), (7, 2, '', 'N', ''), (7, 3, '', '', 'Y'), (7, 4, '', 'Y', 'Y'), (7, 5, 'R5', '', 'Y'),
       (7, 6, 'R6', '', 'Y'), (8, 1, '', '', 'Y'), (8, 6, 'E6', '', 'Y'), (8, 9, 'E9', '', 'Y');
)";

struct CustomerStore : TestStore {
    CustomerStore() {
        add_company(database, 8, "Eight");
        database.execute(kCustomers);
    }

    /// `1=A 2=B`: the Relate IDs of a company's customers that have one.
    std::string relate_ids(int company = 7) {
        return query_text(database,
                          "SELECT COALESCE(group_concat(t, ' '), '') FROM (SELECT customer_number || '=' || "
                          "relate_id AS t FROM customer_sold_to WHERE relate_id <> '' AND company = " +
                              std::to_string(company) + " ORDER BY customer_number)");
    }
};

struct Outcome {
    std::string bad;  ///< `line: reason`, one on each line of text
    std::int64_t bad_count = 0;
    std::int64_t shared = 0;
    std::int64_t applied = 0;
};

Outcome run(Database& database, const std::vector<RelateIdLine>& lines, int company = 7) {
    RelateIdUpdate update(database, company);
    for (const RelateIdLine& line : lines) update.add(line);
    Outcome outcome;
    update.check();
    outcome.bad_count = update.for_each_refused([&](std::int64_t line, const std::string& reason) {
        outcome.bad += std::to_string(line) + ": " + reason + '\n';
    });
    outcome.shared = update.count_shared();
    Transaction transaction(database, Transaction::Kind::kWrite);
    std::int64_t line = 0;
    outcome.applied = update.apply_after(line, 1000);
    transaction.commit();
    return outcome;
}

}  // namespace

TEST_CASE("a Relate ID is set whatever it was, and Synchronize with Remote DB becomes N",
          "[customer/relate_id_rows]") {
    CustomerStore store;
    const Outcome outcome = run(store.database, {{2, 1, "A"}, {3, 2, "B"}, {4, 5, "C"}});
    CHECK(outcome.bad.empty());
    CHECK(outcome.bad_count == 0);
    CHECK(outcome.applied == 3);
    CHECK(store.relate_ids() == "1=A 2=B 5=C 6=R6");
    CHECK(query_text(store.database,
                     "SELECT group_concat(customer_number || synchronize_with_remote_db, ' ') FROM "
                     "customer_sold_to WHERE company = 7") == "1N 2N 3Y 4Y 5N 6Y");
}

TEST_CASE("another company's customers are neither changed nor looked at", "[customer/relate_id_rows]") {
    CustomerStore store;
    // E9 is a Relate ID of company 8, and 9 a customer of company 8 only.
    const Outcome outcome = run(store.database, {{1, 1, "E9"}, {2, 9, "X"}});
    CHECK(outcome.bad == "2: there is no customer 9\n");
    CHECK(store.relate_ids() == "1=E9 5=R5 6=R6");
    CHECK(store.relate_ids(8) == "6=E6 9=E9");
    CHECK(query_text(store.database,
                     "SELECT synchronize_with_remote_db FROM customer_sold_to WHERE company = 8 AND "
                     "customer_number = 1") == "Y");
    run(store.database, {{1, 1, "R6"}}, 8);
    CHECK(store.relate_ids() == "1=E9 5=R5 6=R6");
    CHECK(store.relate_ids(8) == "1=R6 6=E6 9=E9");
}

TEST_CASE("a line that cannot be applied is named, and the good ones go in", "[customer/relate_id_rows]") {
    struct Case {
        std::string name;
        std::vector<RelateIdLine> lines;
        std::string bad, relate_ids;
    };
    const std::vector<Case> cases = {
        {"unknown", {{1, 77, "A"}, {2, 1, "B"}}, "1: there is no customer 77\n", "1=B 5=R5 6=R6"},
        {"ghost", {{1, 4, "A"}, {2, 1, "B"}}, "1: customer 4 is a Ghost\n", "1=B 5=R5 6=R6"},
        {"two Relate IDs",
         {{1, 1, "A"}, {2, 2, "B"}, {3, 1, "C"}},
         "1: customer 1 has two Relate IDs, one of them A\n"
         "3: customer 1 has two Relate IDs, one of them C\n",
         "2=B 5=R5 6=R6"},
        {"three Relate IDs",
         {{1, 1, "B"}, {2, 1, "C"}, {3, 1, "A"}},
         "1: customer 1 has two Relate IDs, one of them B\n"
         "2: customer 1 has two Relate IDs, one of them C\n"
         "3: customer 1 has two Relate IDs, one of them A\n",
         "5=R5 6=R6"},
        {"Relate IDs that differ by case",
         {{1, 1, "a"}, {2, 1, "A"}},
         "1: customer 1 has two Relate IDs, one of them a\n2: customer 1 has two Relate IDs, one of them A\n",
         "5=R5 6=R6"},
        {"shared", {{1, 1, "A"}, {2, 3, "C"}, {3, 2, "A"}}, "", "1=A 2=A 3=C 5=R5 6=R6"},
        {"another customer's in the store", {{1, 1, "R5"}, {2, 2, "B"}}, "", "1=R5 2=B 5=R5 6=R6"},
        {"its own again", {{1, 5, "R5"}}, "", "5=R5 6=R6"},
        {"freed by another line", {{1, 1, "R5"}, {2, 5, "N"}}, "", "1=R5 5=N 6=R6"},
        {"a swap", {{1, 5, "R6"}, {2, 6, "R5"}}, "", "5=R6 6=R5"},
        {"a ring", {{1, 5, "R6"}, {2, 6, "A"}, {3, 1, "R5"}}, "", "1=R5 5=R6 6=A"},
        {"a repeated pair", {{1, 1, "A"}, {2, 2, "B"}, {3, 1, "A"}}, "", "1=A 2=B 5=R5 6=R6"},
        {"a repeated bad pair", {{1, 77, "A"}, {2, 77, "A"}}, "1: there is no customer 77\n", "5=R5 6=R6"},
        {"the first reason of several",
         {{1, 77, "A"}, {2, 77, "B"}, {3, 4, "C"}, {4, 4, "D"}, {5, 1, "E"}, {6, 1, "F"}, {7, 2, "F"}},
         "1: there is no customer 77\n2: there is no customer 77\n3: customer 4 is a Ghost\n"
         "4: customer 4 is a Ghost\n5: customer 1 has two Relate IDs, one of them E\n"
         "6: customer 1 has two Relate IDs, one of them F\n",
         "2=F 5=R5 6=R6"},
        {"in the order of the lines, not of the customers",
         {{5, 88, "A"}, {9, 77, "B"}, {12, 4, "C"}},
         "5: there is no customer 88\n9: there is no customer 77\n12: customer 4 is a Ghost\n",
         "5=R5 6=R6"},
        {"nothing", {}, "", "5=R5 6=R6"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CustomerStore store;
        const Outcome outcome = run(store.database, c.lines);
        CHECK(outcome.bad == c.bad);
        CHECK(outcome.bad_count == std::count(c.bad.begin(), c.bad.end(), '\n'));
        CHECK(store.relate_ids() == c.relate_ids);
    }
}

TEST_CASE("several customers may share a Relate ID, and it is told how many IDs those are",
          "[customer/relate_id_rows]") {
    CustomerStore store;
    const Outcome outcome =
        run(store.database,
            {{1, 1, "A"}, {2, 2, "A"}, {3, 3, "B"}, {4, 5, "C"}, {5, 6, "C"}, {6, 77, "D"}, {7, 4, "D"}});
    CHECK(outcome.shared == 2);
    CHECK(outcome.bad_count == 2);
    CHECK(store.relate_ids() == "1=A 2=A 3=B 5=C 6=C");
}

TEST_CASE("lines that the reader refused stand among the others, and a line can be left out later",
          "[customer/relate_id_rows]") {
    CustomerStore store;
    RelateIdUpdate update(store.database, 7);
    update.refuse(2, "no");
    update.add({3, 77, "A"});
    update.add({4, 1, "B"});
    update.leave(4, "left");
    update.refuse(5, "bad");
    update.leave(5, "left too");
    update.check();
    std::string refused;
    update.for_each_refused([&](std::int64_t line, const std::string& reason) {
        refused += std::to_string(line) + reason + '|';
    });
    CHECK(refused == "2no|3there is no customer 77|4left|5left too|");
    CHECK(update.count_after(0) == 0);
}

TEST_CASE("lines are applied in batches, in their order, until none is left", "[customer/relate_id_rows]") {
    CustomerStore store;
    RelateIdUpdate update(store.database, 7);
    for (const RelateIdLine& line : std::vector<RelateIdLine>{
             {3, 3, "C"}, {5, 77, "X"}, {8, 1, "A"}, {9, 1, "A"}, {20, 2, "B"}, {21, 5, "E"}, {30, 6, "F"}}) {
        update.add(line);
    }
    update.check();
    CHECK(update.count_after(0) == 5);
    CHECK(update.count_after(3) == 4);
    CHECK(update.count_after(19) == 3);
    CHECK(update.count_after(30) == 0);

    std::int64_t line = 0;
    CHECK(update.apply_after(line, 2) == 2);
    CHECK(line == 8);
    CHECK(store.relate_ids() == "1=A 3=C 5=R5 6=R6");
    CHECK(update.apply_after(line, 2) == 2);
    CHECK(line == 21);
    CHECK(store.relate_ids() == "1=A 2=B 3=C 5=E 6=R6");
    CHECK(update.apply_after(line, 2) == 1);
    CHECK(line == 30);
    CHECK(update.apply_after(line, 2) == 0);
    CHECK(line == 30);
    CHECK(store.relate_ids() == "1=A 2=B 3=C 5=E 6=F");
}

TEST_CASE("an update goes on after a line, in a new run over the same lines", "[customer/relate_id_rows]") {
    CustomerStore store;
    // A swap that is cut in two.
    const std::vector<RelateIdLine> lines = {{1, 5, "R6"}, {2, 1, "A"}, {3, 6, "R5"}};
    std::int64_t line = 0;
    for (int runs = 0; runs < 3; ++runs) {
        CAPTURE(runs);
        RelateIdUpdate update(store.database, 7);
        for (const RelateIdLine& each : lines) update.add(each);
        update.check();
        CHECK(update.count_after(line) == 3 - runs);
        CHECK(update.apply_after(line, 1) == 1);
        CHECK(line == runs + 1);
    }
    CHECK(store.relate_ids() == "1=A 5=R6 6=R5");
}

TEST_CASE("a customer that went away meanwhile does not end the update early", "[customer/relate_id_rows]") {
    CustomerStore store;
    RelateIdUpdate update(store.database, 7);
    update.add({1, 1, "A"});
    update.add({2, 2, "B"});
    update.check();
    store.database.execute("DELETE FROM customer_sold_to WHERE company = 7 AND customer_number = 1");
    std::int64_t line = 0;
    // As the job does it: until nothing is applied.
    while (update.apply_after(line, 1) > 0) {
    }
    CHECK(store.relate_ids() == "2=B 5=R5 6=R6");
}

TEST_CASE("what is not committed is not applied, and checking changes nothing", "[customer/relate_id_rows]") {
    CustomerStore store;
    {
        Database reader = open_store(store.path, Access::kReadOnly);
        RelateIdUpdate update(reader, 7);
        update.add({1, 1, "A"});
        update.add({2, 77, "B"});
        std::set<std::int64_t> bad;
        update.check();
        update.for_each_refused([&](std::int64_t line, const std::string&) { bad.insert(line); });
        CHECK(bad == std::set<std::int64_t>{2});
        CHECK(update.count_after(0) == 1);
    }
    RelateIdUpdate update(store.database, 7);
    update.add({1, 1, "A"});
    update.check();
    {
        const Transaction undone(store.database, Transaction::Kind::kWrite);
        std::int64_t line = 0;
        CHECK(update.apply_after(line, 10) == 1);
    }
    CHECK(store.relate_ids() == "5=R5 6=R6");
}
