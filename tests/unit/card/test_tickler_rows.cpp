#include "card/tickler_rows.hpp"

#include "unit/card/card_support.hpp"

using namespace oa;
using namespace oa::test;

// SV (SVC Number Assignment) and SD (SVC Activation Decline) ticklers (Stored Value Card Purchase and
// Activation; Workflow Management, H96).

namespace {

Tickler tickler(const std::string& event, const StoredValueCardKey& card) {
    Tickler made;
    made.event_code = event;
    made.card = card;
    made.created_at = "2010-11-23T09:21:41";
    made.created_by = "MARY";
    made.note = "why";
    return made;
}

struct TicklerStore : CardStore {
    /// `1SDO`: number, event, status.
    std::string ticklers(bool all = true) {
        std::string text;
        list_svc_ticklers(database, 7, all, [&](const Tickler& row) {
            text += (text.empty() ? "" : ",") + std::to_string(row.number) + row.event_code + row.status;
        });
        return text;
    }
};

}  // namespace

TEST_CASE("ticklers are numbered, open, and the customer's of the order", "[card/tickler_rows]") {
    TicklerStore store;
    CHECK(add_tickler(store.database, tickler("SD", {7, 5001, 1, 2, 3})) == 1);
    CHECK(add_tickler(store.database, tickler("SV", {7, 5002, 1, 1, 1})) == 2);
    std::vector<Tickler> rows;
    list_svc_ticklers(store.database, 7, false, [&](const Tickler& row) { rows.push_back(row); });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].number == 1);
    CHECK(rows[0].event_code == "SD");
    CHECK(rows[0].card == StoredValueCardKey{7, 5001, 1, 2, 3});
    CHECK(rows[0].customer_number == 1001);
    CHECK(rows[1].customer_number == 1002);
    CHECK(rows[0].status == "O");
    CHECK(rows[0].created_at + rows[0].created_by + rows[0].note == "2010-11-23T09:21:41MARYwhy");
    CHECK(rows[0].resolved_at + rows[0].resolved_by == "");
}

TEST_CASE("the open ticklers of one card are resolved, all of them or those of an event",
          "[card/tickler_rows]") {
    TicklerStore store;
    const StoredValueCardKey card{7, 5001, 1, 1, 1};
    store.database.execute("INSERT INTO company (company, description) VALUES (8, 'EIGHT')");
    add_tickler(store.database, tickler("SV", card));
    add_tickler(store.database, tickler("SD", card));
    for (const StoredValueCardKey& other : {StoredValueCardKey{7, 5001, 1, 1, 2},
                                            {7, 5001, 1, 2, 1},
                                            {7, 5001, 2, 1, 1},
                                            {7, 5002, 1, 1, 1},
                                            {8, 5001, 1, 1, 1}}) {
        add_tickler(store.database, tickler("SV", other));
    }
    // A tickler of another event is another's business.
    add_tickler(store.database, tickler("CO", card));
    CHECK(open_svc_ticklers(store.database, card, "") == 2);
    CHECK(open_svc_ticklers(store.database, card, "SD") == 1);
    resolve_svc_ticklers(store.database, card, "SV", {"2010-11-24T08:00:00", "JOE", "by phone"});
    CHECK(store.ticklers() == "1SVR,2SDO,3SVO,4SVO,5SVO,6SVO");
    resolve_svc_ticklers(store.database, card, "", {"2010-11-25T08:00:00", "ANN", ""});
    CHECK(store.ticklers() == "1SVR,2SDR,3SVO,4SVO,5SVO,6SVO");
    CHECK(store.ticklers(false) == "3SVO,4SVO,5SVO,6SVO");
    CHECK(open_svc_ticklers(store.database, card, "") == 0);
    CHECK(store.list(
              "SELECT company || '/' || tickler_number || status || resolved_at || resolved_by AS t FROM "
              "tickler WHERE resolved_at IS NOT NULL ORDER BY tickler_number") ==
          "7/1R2010-11-24T08:00:00JOE,7/2R2010-11-25T08:00:00ANN");
    // The history is its own, with the user and the reason.
    CHECK(store.list("SELECT tickler_number || '/' || sequence_number || '/' || customer_number || status || "
                     "changed_at || user_id || note AS t FROM tickler_history ORDER BY tickler_number") ==
          "1/1/1001R2010-11-24T08:00:00JOEby phone,2/1/1001R2010-11-25T08:00:00ANN");
}

TEST_CASE("a history that is there is gone on with; a tickler in process is open", "[card/tickler_rows]") {
    TicklerStore store;
    const StoredValueCardKey card{7, 5001, 1, 1, 1};
    add_tickler(store.database, tickler("SV", card));
    store.database.execute(
        "UPDATE tickler SET status = 'I'; INSERT INTO tickler_history (company, tickler_number, "
        "sequence_number, customer_number) VALUES (7, 1, 1, 1001)");
    CHECK(open_svc_ticklers(store.database, card, "SV") == 1);
    resolve_svc_ticklers(store.database, card, "SV", {"2010-11-24T08:00:00", "JOE", ""});
    CHECK(store.list("SELECT sequence_number AS t FROM tickler_history ORDER BY 1") == "1,2");
}

TEST_CASE("ticklers from before are of the card that their note names", "[card/tickler_rows]") {
    const TempDir directory;
    Database database = store_before(directory / "old.db", "tickler_ends");
    database.execute(
        "INSERT INTO company (company, description) VALUES (7, 'SEVEN');"
        "INSERT INTO tickler (company, tickler_number, customer_number, event_code, status, note) VALUES "
        "(7, 1, 1, 'SV', 'OP', 'SVC number assignment: card 2 was billed without a number'), "
        "(7, 2, 1, 'SV', 'OP', 'SVC number assignment: card 12345 was billed without a number'), "
        "(7, 3, 1, 'SD', 'OP', 'activation of stored value card 12 was declined: DECLINED; call the service "
        "bureau RLT'), (7, 4, 1, 'SD', '', 'by hand'), (7, 5, 1, 'CO', 'CL', '')");
    migrate_store(database);
    CHECK(
        query_text(database,
                   "SELECT GROUP_CONCAT(tickler_number || event_code || status || svc_sequence_number, ',') "
                   "FROM tickler") == "1SVO2,2SVO12345,3SDO12,4SD0,5COCL0");
}
