#include "customer/match_code_rows.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, Where do duplicates come from?

namespace {

// Customer 3 has a code, 4 is a Ghost, 5 says nothing; company 8 has a customer 1 too.
constexpr std::string_view kCustomers = R"(
INSERT INTO customer_sold_to (company, customer_number, postal_code, last_name, company_name, street, first_name,
                              match_code, ghost)
VALUES (7, 1, 'P1', 'L1', 'C1', 'S1', 'F1', '', ''), (7, 2, 'P2', 'L2', 'C2', 'S2', 'F2', '', 'N'),
       (7, 3, 'P3', 'L3', 'C3', 'S3', 'F3', 'OLD', ''), (7, 4, 'P4', 'L4', 'C4', 'S4', 'F4', '', 'Y'),
       (7, 5, '', '', '', '', '', '', ''), (7, 6, 'P6', 'L6', 'C6', 'S6', 'F6', 'P6 L6 C6 S6 F6', ''),
       (8, 1, 'E1', 'E1', 'E1', 'E1', 'E1', '', '');
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, postal_code, last_name, match_code)
VALUES (7, 1, 1, 'P11', 'L11', ''), (7, 1, 2, 'P12', 'L12', ''), (7, 1, 3, 'P13', 'L13', 'OLD'),
       (7, 2, 1, 'P21', 'L21', ''), (7, 3, 2, 'P32', 'L32', '');
UPDATE customer_sold_to SET country = 'N1' WHERE company = 7 AND customer_number = 1;
UPDATE customer_ship_to SET country = 'N12' WHERE company = 7 AND ship_to_number = 2 AND customer_number = 1;
INSERT INTO customer_sold_to (company, customer_number) VALUES (8, 2);
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, postal_code) VALUES (8, 1, 1, 'E11');
)";

/// The parts one after the other; nothing where there is no postal code.
std::string all_parts(const MatchCodeParts& parts) {
    if (parts.postal_code.empty()) return "";
    std::string code;
    for (const std::string_view part : {parts.postal_code, parts.last_name, parts.company_name, parts.street,
                                        parts.first_name, parts.country}) {
        if (part.empty()) continue;
        if (!code.empty()) code += ' ';
        code += part;
    }
    return code;
}

struct MatchCodeStore : TestStore {
    MatchCodeStore() {
        add_company(database, 8, "Eight");
        database.execute(kCustomers);
    }

    /// `1=CODE|2=`: the match codes of a company's customers.
    std::string customers(int company = 7) {
        return query_text(
            database,
            "SELECT group_concat(t, '|') FROM (SELECT customer_number || '=' || match_code AS t "
            "FROM customer_sold_to WHERE company = " +
                std::to_string(company) + " ORDER BY customer_number)");
    }
    std::string ship_tos(int company = 7) {
        return query_text(database,
                          "SELECT group_concat(t, '|') FROM (SELECT customer_number || '.' || ship_to_number "
                          "|| '=' || match_code AS t FROM customer_ship_to WHERE company = " +
                              std::to_string(company) + " ORDER BY customer_number, ship_to_number)");
    }
};

/// Runs a pass to its end, a transaction for every `limit` customers; `2 1 0`: how many each changed.
std::string run(Database& database, MatchCodeTable table, MatchCodeSelection selection, std::int64_t limit,
                bool dry_run = false) {
    MatchCodeUpdate update(database, 7, table, selection);
    std::string changed;
    for (;;) {
        Transaction transaction(database, dry_run ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
        const auto count = update.next(limit, &all_parts, dry_run);
        transaction.commit();
        if (!count) return changed;
        changed += (changed.empty() ? "" : " ") + std::to_string(*count);
    }
}

constexpr const char* kBefore = "1=|2=|3=OLD|4=|5=|6=P6 L6 C6 S6 F6";
constexpr const char* kFilled = "1=P1 L1 C1 S1 F1 N1|2=P2 L2 C2 S2 F2|3=OLD|4=|5=|6=P6 L6 C6 S6 F6";
constexpr const char* kRebuilt =
    "1=P1 L1 C1 S1 F1 N1|2=P2 L2 C2 S2 F2|3=P3 L3 C3 S3 F3|4=|5=|6=P6 L6 C6 S6 F6";
constexpr const char* kShipTosFilled = "1.1=P11 L11|1.2=P12 L12 N12|1.3=OLD|2.1=P21 L21|3.2=P32 L32";

}  // namespace

TEST_CASE("match codes are filled where there are none, and no other is changed",
          "[customer/match_code_rows]") {
    for (const std::int64_t limit : {1, 2, 3, 100}) {
        CAPTURE(limit);
        MatchCodeStore store;
        run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAbsent, limit);
        CHECK(store.customers() == kFilled);
        CHECK(store.ship_tos() == "1.1=|1.2=|1.3=OLD|2.1=|3.2=");
        run(store.database, MatchCodeTable::kShipTo, MatchCodeSelection::kAbsent, limit);
        CHECK(store.ship_tos() == kShipTosFilled);
        CHECK(store.customers() == kFilled);
    }
}

TEST_CASE("each step takes the next customers, and tells how many it changed", "[customer/match_code_rows]") {
    MatchCodeStore store;
    // 1 and 2, then 5, which has no code by the rule either.
    CHECK(run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAbsent, 2) == "2 0");
    CHECK(run(store.database, MatchCodeTable::kShipTo, MatchCodeSelection::kAbsent, 3) == "3 1");
    // All of them: 1 2, 3 5, 6; only 3 has another code by the rule.
    CHECK(run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAll, 2) == "0 1 0");
    CHECK(run(store.database, MatchCodeTable::kShipTo, MatchCodeSelection::kAll, 2) == "0 1 0");
}

TEST_CASE("rebuilding brings every code to the rule", "[customer/match_code_rows]") {
    MatchCodeStore store;
    store.database.execute(
        "UPDATE customer_sold_to SET match_code = 'X' WHERE company = 7 AND customer_number = 5");
    CHECK(run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAll, 100) == "4");
    CHECK(store.customers() == kRebuilt);
    CHECK(run(store.database, MatchCodeTable::kShipTo, MatchCodeSelection::kAll, 100) == "5");
    CHECK(store.ship_tos() == "1.1=P11 L11|1.2=P12 L12 N12|1.3=P13 L13|2.1=P21 L21|3.2=P32 L32");
}

TEST_CASE("rebuilding writes only the codes that change", "[customer/match_code_rows]") {
    MatchCodeStore store;
    store.database.execute(
        "CREATE TABLE written (customer_number INTEGER);"
        "CREATE TRIGGER note AFTER UPDATE ON customer_sold_to BEGIN INSERT INTO written VALUES "
        "(NEW.customer_number); END");
    run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAll, 2);
    CHECK(query_text(store.database, "SELECT group_concat(customer_number) FROM written") == "1,2,3");
    run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAll, 2);
    CHECK(query_text(store.database, "SELECT COUNT(*) FROM written") == "3");
}

TEST_CASE("another company's match codes are left as they are", "[customer/match_code_rows]") {
    MatchCodeStore store;
    run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAll, 100);
    run(store.database, MatchCodeTable::kShipTo, MatchCodeSelection::kAll, 100);
    CHECK(store.customers(8) == "1=|2=");
    CHECK(store.ship_tos(8) == "1.1=");
}

TEST_CASE("a dry run counts the match codes and changes none, on a store that is only read",
          "[customer/match_code_rows]") {
    MatchCodeStore store;
    Database reader = open_store(store.path, Access::kReadOnly);
    CHECK(run(reader, MatchCodeTable::kSoldTo, MatchCodeSelection::kAbsent, 2, true) == "2 0");
    CHECK(run(reader, MatchCodeTable::kShipTo, MatchCodeSelection::kAll, 2, true) == "2 2 1");
    CHECK(store.customers() == kBefore);
}

TEST_CASE("what a step that is rolled back read is done by the next pass", "[customer/match_code_rows]") {
    MatchCodeStore store;
    {
        MatchCodeUpdate update(store.database, 7, MatchCodeTable::kSoldTo, MatchCodeSelection::kAbsent);
        const Transaction lost(store.database, Transaction::Kind::kWrite);
        CHECK(update.next(1, &all_parts, false) == 1);
    }
    CHECK(store.customers() == kBefore);
    CHECK(run(store.database, MatchCodeTable::kSoldTo, MatchCodeSelection::kAbsent, 1) == "1 1 0");
    CHECK(store.customers() == kFilled);
}
