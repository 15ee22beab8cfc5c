#include "card/unassign.hpp"

#include "unit/card/svc_support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Assigning Numbers to Physical Stored Value Cards.

namespace {

/// Pick 7001: three units of order line 1, the first two with a number; pick 7002: lines 1 and 2 with one.
struct UnassignStore : SvcStore {
    UnassignStore() {
        add_pick(7001, {{1, 3}});
        add_pick(7002, {{1, 1}, {2, 1}});
        give(7001, 1, 1, svc_number(1));
        give(7001, 1, 2, svc_number(2));
        give(7002, 1, 1, svc_number(3));
        give(7002, 2, 1, svc_number(4));
    }

    void give(std::int64_t pick, int line, int unit, const std::string& number) {
        database
            .prepare(
                "UPDATE pick_stored_value_card SET card_number = ? WHERE pick_control_number = ? AND "
                "line_number = ? AND sequence_number = ?")
            .run(number, pick, line, unit);
    }

    std::string unassign(const SvcUnassignOptions& options, bool dry_run = false) {
        SvcUnassignResult result;
        in_session([&](Session& session) { return unassign_card_numbers(session, options, result); },
                   dry_run);
        return summary_of(result, options.pick, dry_run);
    }
};

}  // namespace

TEST_CASE("a wrong number is taken back, and is free again", "[card/unassign]") {
    UnassignStore store;
    const std::string before = store.everything();
    CHECK(store.unassign({7001, 0, 2}, true) ==
          "would take 1 card number back from pick 7001: line 1 unit 2 ************0002");
    CHECK(store.everything() == before);
    CHECK(store.unassign({7001, 0, 2}) ==
          "took 1 card number back from pick 7001: line 1 unit 2 ************0002");
    CHECK(
        store.records() ==
        "7001/1/1=4788000000000001,7001/1/2=,7001/1/3=,7002/1/1=4788000000000003,7002/2/1=4788000000000004");
    SvcAssignResult result;
    store.in_session([&](Session& session) {
        return assign_card_numbers(session, {7001, 1, {svc_number(5), svc_number(2)}, ""}, result);
    });
    CHECK(result.assigned == 2);
    CHECK(contains(store.records(), "7001/1/2=4788000000000005,7001/1/3=4788000000000002"));
}

TEST_CASE("without a unit all numbers of the line are taken back", "[card/unassign]") {
    UnassignStore store;
    CHECK(store.unassign({7001, 1, 0}) ==
          "took 2 card numbers back from pick 7001: line 1 unit 1 ************0001, line 1 unit 2 "
          "************0002");
    CHECK(store.unassign({7002, 2, 0}) ==
          "took 1 card number back from pick 7002: line 2 unit 1 ************0004");
    CHECK(store.records() == "7001/1/1=,7001/1/2=,7001/1/3=,7002/1/1=4788000000000003,7002/2/1=");
    // The only line with numbers that is left.
    store.unassign({7002, 0, 0});
    CHECK(contains(store.records(), "7002/1/1=,7002/2/1="));
}

TEST_CASE("only numbers of a pick that is not billed are taken back", "[card/unassign]") {
    UnassignStore store;
    const std::string records = store.records();
    CHECK_ERROR(store.unassign({7002, 0, 0}), ExitCode::kInputData, "pick 7002 has several lines");
    CHECK_ERROR(store.unassign({7001, 1, 3}), ExitCode::kNoInput, "no card number on line 1, unit 3");
    CHECK_ERROR(store.unassign({7001, 2, 0}), ExitCode::kNoInput, "no card number on line 2");
    CHECK_ERROR(store.unassign({7099, 0, 0}), ExitCode::kNoInput, "pick 7099: there is no such pick");
    CHECK(store.records() == records);
    for (const auto& [status, problem] : {std::pair{"B", "billed"}, std::pair{"V", "voided"}}) {
        CAPTURE(status);
        store.database.execute(std::string("UPDATE pick_control_header SET status = '") + status + "'");
        CHECK_ERROR(store.unassign({7001, 0, 1}), ExitCode::kInputData, problem);
    }
    CHECK(store.records() == records);
}

TEST_CASE("a number that cannot be read is taken back, too", "[card/unassign]") {
    UnassignStore store;
    store.give(7001, 1, 1, "v1:00");
    CHECK(contains(store.unassign({7001, 1, 1}), "line 1 unit 1 cannot be read"));
    CHECK(contains(store.records(), "7001/1/1=,"));
}
