#include "card/bill.hpp"

#include "card/pick_slip.hpp"
#include "unit/card/card_support.hpp"
#include "unit/card/svc_support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Billing a Stored Value Card; "If you void or reprint the pick
// slip".

namespace {

struct BillStore : SvcStore {
    /// Picks 7001: two units of line 1, and 7002: one of line 2; the first unit of each has a number.
    BillStore() {
        add_pick(7001, {{1, 2}});
        add_pick(7002, {{2, 1}});
        database.execute(
            "UPDATE pick_stored_value_card SET card_number = '4788000000000001' WHERE pick_control_number = "
            "7001 AND sequence_number = 1; UPDATE pick_stored_value_card SET card_number = "
            "'4788000000000002' WHERE pick_control_number = 7002");
    }

    SvcBillResult bill(const std::vector<std::int64_t>& picks, bool is_confirmation = false,
                       bool dry_run = false) {
        SvcBillResult result;
        in_session(
            [&](Session& session) {
                return bill_picks(session, {picks, is_confirmation, "MARIA OF THE STORE"}, result);
            },
            dry_run);
        return result;
    }
};

}  // namespace

TEST_CASE("Stored Value Card Activation Pricing Method (I25)", "[card/bill]") {
    struct Case {
        std::string name, method, offer_price, order_line_price, amount;
    };
    const std::vector<Case> cases = {
        {"OFFER: the amount is the offer price", "OFFER", "50.00", "45.00", "50.00"},
        {"OFFER: if the offer price is $0.00, the order line price", "OFFER", "0.00", "45.00", "45.00"},
        {"OFFER: the order line price may be $0.00", "OFFER", "50.00", "0.00", "50.00"},
        {"OFFER: if both are $0.00, the amount is $0.00", "OFFER", "0.00", "0.00", "0.00"},
        {"ORDER: the amount is the order line price", "ORDER", "50.00", "45.00", "45.00"},
        {"ORDER: if the order line price is $0.00, the offer price", "ORDER", "50.00", "0.00", "50.00"},
        {"ORDER: the offer price may be $0.00", "ORDER", "0.00", "45.00", "45.00"},
        {"ORDER: if both are $0.00, the amount is $0.00", "ORDER", "0.00", "0.00", "0.00"},
        {"blank: the amount is the order line price", "", "50.00", "45.00", "45.00"},
        {"blank: if the order line price is $0.00, the offer price", "", "50.00", "0.00", "50.00"},
        {"blank: if both are $0.00, the amount is $0.00", "", "0.00", "0.00", "0.00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(svc_issue_amount(c.method, money(c.offer_price), money(c.order_line_price)) == money(c.amount));
    }
}

TEST_CASE("A card for a refund has the refund, whatever I25 says", "[card/bill]") {
    const std::string method = GENERATE("OFFER", "ORDER", "");
    BillStore store;
    store.database.execute("UPDATE order_detail SET svc_refund_amount = 1234");
    store.database.execute(
        "INSERT OR REPLACE INTO system_control_value (company, code, value) VALUES (7, 'I25', '" + method +
        "')");
    store.bill({7002});
    CHECK(store.database.scalar("SELECT issue_amount FROM stored_value_card") == 1234);
}

TEST_CASE("Billing deletes the pick's records and makes a Stored Value Card of each unit", "[card/bill]") {
    BillStore store;
    store.select("H96");
    const SvcBillResult result = store.bill({7001, 7002});
    CHECK(result.picks == 2);
    CHECK(result.cards == 3);
    CHECK(result.without_number == 1);
    CHECK(store.records().empty());
    CHECK(store.cards() == "1/1 4788000000000001 4500,1/2  4500,2/1 4788000000000002 2500");
    CHECK(store.status(7001) == "[B]");
    CHECK(store.triggers() == "007000066760010000100001,007000066760010000200001");
    CHECK(store.rows("SELECT event_code, status, order_number, ship_to_number, line_number, created_by, note "
                     "FROM tickler") ==
          "SV O 6676 1 1 MARIA OF T SVC number assignment: card 2 was billed without a number");
    CHECK(store.rows("SELECT DISTINCT issue_date, activation_date, auth_service FROM stored_value_card") ==
          "2010-11-23 NULL ");
}

TEST_CASE("Without Use Workflow Management (H96) there is no SV tickler", "[card/bill]") {
    BillStore store;
    store.bill({7001});
    CHECK(store.rows("SELECT * FROM tickler").empty());
    CHECK(store.triggers() == "007000066760010000100001");
}

TEST_CASE("A unit that has no record is billed without a number; more records than units are refused",
          "[card/bill]") {
    BillStore store;
    store.add_pick(7005, {{1, 2}}, false);
    CHECK(store.bill({7005}).without_number == 2);
    store.database.execute("UPDATE pick_control_detail SET quantity = 1 WHERE pick_control_number = 7001");
    CHECK(store.bill({7001}).left == 1);
    CHECK(store.status(7001) == "[]");
    CHECK(store.records() == "7001/1/1=4788000000000001,7001/1/2=,7002/1/1=4788000000000002");
}

TEST_CASE("A pick is billed once", "[card/bill]") {
    BillStore store;
    store.bill({7001, 7001});
    const std::string once = store.cards();
    CHECK(store.bill({7001}).left == 1);
    CHECK(store.cards() == once);
}

TEST_CASE("All stored value card numbers must be entered before accepting", "[card/bill]") {
    BillStore store;
    const SvcBillResult result = store.bill({7001, 7002}, true);
    CHECK(result.left == 1);
    CHECK(store.status(7001) == "[]");
    CHECK(store.status(7002) == "[B]");
}

TEST_CASE("What cannot be billed is left, and the rest is billed", "[card/bill]") {
    BillStore store;
    store.add_pick(7003, {{3, 2}}, false);
    store.add_pick(7004, {{1, 1}, {3, 1}}, false);
    store.add_pick(7005, {{5, 1}}, false);
    store.add_pick(7006, {{1, 1}}, true, "V");
    const SvcBillResult result = store.bill({7003, 7004, 7005, 7006, 7099, 7002});
    CHECK(result.left == 5);
    CHECK(store.cards() == "2/1 4788000000000002 2500");
}

TEST_CASE("A dry run bills nothing", "[card/bill]") {
    BillStore store;
    const std::string before = store.everything();
    const SvcBillResult result = store.bill({7001, 7002}, false, true);
    CHECK(result.cards == 3);
    CHECK(store.everything() == before);
}

TEST_CASE("A card that was billed without a number gets one, and its trigger", "[card/bill]") {
    BillStore store;
    store.bill({7001});
    const auto give = [&](std::int64_t sequence, const std::string& number, bool dry_run = false) {
        store.in_session(
            [&](Session& session) {
                assign_billed_card(session, {7, 6676, 1, 1, sequence}, number, "JOE OF THE STORE");
            },
            dry_run);
    };
    CHECK_ERROR(give(2, "4788000000000001"), ExitCode::kInputData, "************0001");
    CHECK_ERROR(give(2, "4788000000000002"), ExitCode::kInputData, "it is used already");
    CHECK_ERROR(give(2, "123"), ExitCode::kInputData, "it has 3 digits");
    CHECK_ERROR(give(1, "4788000000000003"), ExitCode::kInputData, "has a number already");
    CHECK_ERROR(give(3, "4788000000000003"), ExitCode::kNoInput, "there is no card 3");
    give(2, "4788000000000003", true);
    CHECK(store.triggers() == "007000066760010000100001");
    give(2, "4788000000000003");
    CHECK(store.triggers() == "007000066760010000100001,007000066760010000100002");
    CHECK(store.cards() == "1/1 4788000000000001 4500,1/2 4788000000000003 4500");
}

TEST_CASE("The SV tickler of a card is resolved by the number that it gets", "[card/bill]") {
    BillStore store;
    store.select("H96");
    store.add_pick(7005, {{1, 1}}, false);
    store.bill({7001, 7005});
    store.in_session(
        [&](Session& session) {
            assign_billed_card(session, {7, 6676, 1, 1, 2}, svc_number(3), "JOE");
        },
        true);
    const std::string ticklers =
        "SELECT svc_sequence_number || status || COALESCE(resolved_at, '') || resolved_by FROM tickler ORDER "
        "BY tickler_number";
    CHECK(store.rows(ticklers) == "2O,3O");
    store.in_session([&](Session& session) {
        assign_billed_card(session, {7, 6676, 1, 1, 2}, svc_number(3), "JOE OF THE STORE");
    });
    CHECK(store.rows(ticklers) == "2R2010-11-23T09:21:41JOE OF THE,3O");
    CHECK(store.rows("SELECT tickler_number, user_id, status, note FROM tickler_history") ==
          "1 JOE OF THE R a number was assigned");
}

TEST_CASE("If you void or reprint the pick slip", "[card/bill]") {
    struct Case {
        std::string name;
        std::function<void(Session&, SvcPickSlipResult&)> change;
        std::string records, status;
        std::int64_t deleted, created;
    };
    const std::vector<Case> cases = {
        {"Decrease the quantity allocated: deletes the last pick stored value card record(s) created",
         [](Session& session, SvcPickSlipResult& result) { decrease_svc_pick(session, 7001, 0, 1, result); },
         "7001/1/1=4788000000000001,7002/1/1=4788000000000002", "[]", 1, 0},
        {"Void the pick slip: deletes the associated records",
         [](Session& session, SvcPickSlipResult& result) { void_svc_pick(session, 7001, false, result); },
         "7002/1/1=4788000000000002", "[V]", 2, 0},
        {"Void and unreserve the pick slip: deletes the associated records",
         [](Session& session, SvcPickSlipResult& result) { void_svc_pick(session, 7001, true, result); },
         "7002/1/1=4788000000000002", "[V]", 2, 0},
        {"Reprint: deletes those of the old pick control number and creates new ones for the new",
         [](Session& session, SvcPickSlipResult& result) { reprint_svc_pick(session, 7001, 7010, result); },
         "7002/1/1=4788000000000002,7010/1/1=,7010/1/2=", "[V]", 2, 2},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        BillStore store;
        const std::string before = store.everything();
        SvcPickSlipResult planned;
        store.in_session([&](Session& session) { c.change(session, planned); }, true);
        CHECK(store.everything() == before);
        SvcPickSlipResult result;
        store.in_session([&](Session& session) { c.change(session, result); });
        CHECK(store.records() == c.records);
        CHECK(store.status(7001) == c.status);
        CHECK(result.deleted == c.deleted);
        CHECK(result.created == c.created);
        CHECK(planned.deleted == c.deleted);
        CHECK(planned.created == c.created);
    }
}

TEST_CASE("The pick of a reprint has the old one's order and lines", "[card/bill]") {
    BillStore store;
    SvcPickSlipResult result;
    store.in_session([&](Session& session) { reprint_svc_pick(session, 7001, 7010, result); });
    const std::string of =
        "FROM pick_control_header h JOIN pick_control_detail d USING (company, "
        "pick_control_number) WHERE pick_control_number = ";
    const std::string columns =
        "SELECT customer_number, order_number, ship_to_number, line_number, "
        "order_line_number, quantity ";
    CHECK(store.rows(columns + of + "7010") == "1001 6676 1 1 1 2");
    CHECK(store.status(7010) == "[]");
    CHECK(store.bill({7001, 7010}).picks == 1);
}

TEST_CASE("Only pick slips that are not billed are voided or reprinted", "[card/bill]") {
    BillStore store;
    store.add_pick(7003, {{1, 1}, {2, 1}});
    store.bill({7001});
    SvcPickSlipResult result;
    store.in_session([&](Session& session) {
        CHECK_ERROR(void_svc_pick(session, 7001, false, result), ExitCode::kInputData,
                    "pick 7001: it is billed");
        CHECK_ERROR(decrease_svc_pick(session, 7001, 0, 1, result), ExitCode::kInputData, "billed");
        CHECK_ERROR(reprint_svc_pick(session, 7001, 7010, result), ExitCode::kInputData, "billed");
        CHECK_ERROR(void_svc_pick(session, 7099, false, result), ExitCode::kNoInput,
                    "pick 7099: there is no such");
        CHECK_ERROR(reprint_svc_pick(session, 7002, 7001, result), ExitCode::kInputData, "there already");
        CHECK_ERROR(decrease_svc_pick(session, 7002, 0, 1, result), ExitCode::kInputData, "not a decrease");
        CHECK_ERROR(decrease_svc_pick(session, 7002, 2, 1, result), ExitCode::kNoInput, "no line 2");
        CHECK_ERROR(decrease_svc_pick(session, 7003, 0, 1, result), ExitCode::kInputData, "--line");
    });
}

TEST_CASE("A pick with physical and virtual cards can be voided and decreased", "[card/bill]") {
    BillStore store;
    store.add_pick(7004, {{1, 2}, {3, 2}}, false);
    store.database.execute(
        "INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number) "
        "VALUES (7, 7004, 1, 1), (7, 7004, 1, 2)");
    const std::string units = "SELECT COUNT(*) FROM pick_stored_value_card WHERE pick_control_number = 7004";
    const std::string quantities =
        "SELECT quantity FROM pick_control_detail WHERE pick_control_number = 7004 ORDER BY line_number";
    CHECK(store.bill({7004}).left == 1);
    store.in_session([&](Session& session) {
        SvcPickSlipResult result;
        CHECK_ERROR(decrease_svc_pick(session, 7004, 0, 1, result), ExitCode::kInputData, "--line");
        CHECK_ERROR(reprint_svc_pick(session, 7004, 7010, result), ExitCode::kInputData,
                    "pick 7004: it holds physical and virtual stored value cards; void it");
        decrease_svc_pick(session, 7004, 1, 1, result);
        decrease_svc_pick(session, 7004, 2, 1, result);
        CHECK(result.deleted == 1);
        CHECK(store.rows(quantities) == "1,1");
        void_svc_pick(session, 7004, false, result);
        CHECK(result.deleted == 2);
    });
    CHECK(store.rows(units) == "0");
    CHECK(store.status(7004) == "[V]");
    CHECK(store.rows("SELECT COUNT(*) FROM pick_control_header WHERE pick_control_number = 7010") == "0");
}

TEST_CASE("A pick with other items, too, stays open for them once its cards are billed", "[card/bill]") {
    BillStore store;
    store.add_pick(7005, {{1, 1}, {5, 1}}, false);
    CHECK(store.bill({7005}, false, true).open == 1);
    const SvcBillResult result = store.bill({7005, 7002});
    CHECK(result.picks == 2);
    CHECK(result.open == 1);
    CHECK(summary_of(result, false) ==
          "billed 2 picks with 2 stored value cards, 1 open for other items, 1 without a number");
    CHECK(store.status(7005) == "[]");
    CHECK(store.line_statuses(7005) == "[B],[]");
    CHECK(store.status(7002) == "[B]");
    CHECK(store.line_statuses(7002) == "[B]");
    // Its cards are billed once, and can no longer be voided.
    const std::string once = store.cards();
    CHECK(store.bill({7005}).left == 1);
    CHECK(store.cards() == once);
    SvcPickSlipResult slip;
    store.in_session([&](Session& session) {
        CHECK_ERROR(void_svc_pick(session, 7005, false, slip), ExitCode::kInputData,
                    "pick 7005: its stored value cards are billed already");
        CHECK_ERROR(reprint_svc_pick(session, 7005, 7010, slip), ExitCode::kInputData, "billed already");
    });
}

TEST_CASE("Units stay reserved until they are billed, or their pick slip is voided and unreserved",
          "[card/bill]") {
    BillStore store;
    store.add_pick(7005, {{1, 1}, {5, 1}}, false);
    store.database.execute("UPDATE order_detail SET quantity_reserved = quantity_ordered");
    REQUIRE(store.reserved() == "3,1,2,1,1");
    const auto change = [&](const std::function<void(Session&, SvcPickSlipResult&)>& what, bool dry_run) {
        SvcPickSlipResult result;
        store.in_session([&](Session& session) { what(session, result); }, dry_run);
        return result.unreserved;
    };
    const auto unreserve = [](Session& session, SvcPickSlipResult& result) {
        void_svc_pick(session, 7005, true, result);
    };
    // All units of the pick slip, whatever their items.
    CHECK(change(unreserve, true) == 2);
    CHECK(store.reserved() == "3,1,2,1,1");
    CHECK(change(unreserve, false) == 2);
    CHECK(store.reserved() == "2,1,2,1,0");
    CHECK(change([](Session& s, SvcPickSlipResult& r) { void_svc_pick(s, 7002, false, r); }, false) == 0);
    CHECK(change([](Session& s, SvcPickSlipResult& r) { reprint_svc_pick(s, 7001, 7010, r); }, false) == 0);
    CHECK(store.reserved() == "2,1,2,1,0");
    store.bill({7010});
    CHECK(store.reserved() == "0,1,2,1,0");
    // Never less than nothing, and nothing is counted that was not reserved.
    store.add_pick(7006, {{1, 3}, {2, 2}}, false);
    CHECK(change([](Session& s, SvcPickSlipResult& r) { void_svc_pick(s, 7006, true, r); }, false) == 1);
    CHECK(store.reserved() == "0,0,2,1,0");
}

TEST_CASE("No card holds a negative amount", "[card/bill]") {
    BillStore store;
    store.database.execute("UPDATE order_detail SET price = -1 WHERE line_number = 1");
    const SvcBillResult result = store.bill({7001, 7002});
    CHECK(result.left == 1);
    CHECK(store.status(7001) == "[]");
    CHECK(store.cards() == "2/1 4788000000000002 2500");
}

TEST_CASE("Picks and orders from before: lines are as their pick, printed units are reserved",
          "[card/bill]") {
    const TempDir directory;
    Database database = store_before(directory / "old.db", "pick_lines");
    database.execute(
        "INSERT INTO company (company, description) VALUES (7, 'SEVEN');"
        "INSERT INTO item (company, item, svc_type) VALUES (7, 'GIFTV', 'V'), (7, 'MUG', '');"
        "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1, "
        "'2010-11-20');"
        "INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);"
        "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, "
        "quantity_ordered, regular_price, price) VALUES (7, 6676, 1, 1, 'GIFTV', 9, 0, 0), (7, 6676, 1, 2, "
        "'GIFTV', 9, 0, 0), (7, 6676, 1, 3, 'MUG', 9, 0, 0), (7, 6676, 1, 4, 'MUG', 9, 0, 0);"
        "INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, "
        "ship_to_number, status) VALUES (7, 1, 1, 6676, 1, 'B'), (7, 2, 1, 6676, 1, ''), (7, 3, 1, 6676, 1, "
        "'V'), (7, 4, 1, 6676, 1, '');"
        "INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, "
        "quantity) VALUES (7, 1, 1, 1, 1), (7, 2, 1, 1, 2), (7, 2, 2, 2, 3), (7, 2, 3, 3, 4), (7, 3, 1, 1, "
        "5), "
        "(7, 4, 1, 3, 1);"
        // Line 1 of pick 2 was billed when there was no number for line 2.
        "INSERT INTO svc_assignment_error (company, pick_control_number, line_number, found_at) VALUES (7, "
        "2, "
        "2, '2010-11-20T10:00:00')");
    migrate_store(database);
    CHECK(query_text(database,
                     "SELECT GROUP_CONCAT(pick_control_number || '/' || line_number || status, ',') "
                     "FROM pick_control_detail") == "1/1B,2/1B,2/2,2/3,3/1,4/1");
    CHECK(query_text(database, "SELECT GROUP_CONCAT(quantity_reserved, ',') FROM order_detail") == "0,3,5,0");
}
