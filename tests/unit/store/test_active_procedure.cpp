#include "store/active_procedure.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

Timestamp at(const std::string& text) {
    return parse_timestamp(text).value();
}

/// `7 RLTCSUP 4711 3`, one for each, parted by commas.
std::string shown(Database& database, int company) {
    std::string text;
    for (const ActiveProcedure& procedure : active_procedures(database, company)) {
        if (!text.empty()) text += ", ";
        text += std::to_string(procedure.company) + ' ' + procedure.job + ' ' + procedure.position + ' ' +
                std::to_string(procedure.done_count);
    }
    return text;
}

}  // namespace

TEST_CASE("a job that is not under way has no place", "[store/active_procedure]") {
    TestStore store;
    CHECK_FALSE(active_procedure(store.database, 7, "RLTCSUP").has_value());
    CHECK(active_procedures(store.database, 0).empty());
    end_procedure(store.database, 7, "RLTCSUP");
    CHECK(active_procedures(store.database, 0).empty());
}

TEST_CASE("the place moves on, and the time it began stays", "[store/active_procedure]") {
    TestStore store;
    keep_place(store.database, 7, "RLTCSUP", "4711", 10, at("2010-11-23T09:21:41"));
    keep_place(store.database, 7, "RLTCSUP", "9000", 25, at("2010-11-24T10:00:00"));
    const auto procedure = active_procedure(store.database, 7, "RLTCSUP");
    REQUIRE(procedure.has_value());
    CHECK(procedure->company == 7);
    CHECK(procedure->job == "RLTCSUP");
    CHECK(procedure->position == "9000");
    CHECK(procedure->done_count == 25);
    CHECK(procedure->started_at == "2010-11-23T09:21:41");
    CHECK(procedure->updated_at == "2010-11-24T10:00:00");
    CHECK(active_procedures(store.database, 7).size() == 1);
}

TEST_CASE("the end is kept with the place, once, until the place is forgotten", "[store/active_procedure]") {
    TestStore store;
    complete_procedure(store.database, 7, "RLTCSUP", at("2010-11-23T09:00:00"));
    CHECK_FALSE(active_procedure(store.database, 7, "RLTCSUP").has_value());
    keep_place(store.database, 7, "RLTCSUP", "4711", 10, at("2010-11-23T09:21:41"));
    CHECK(active_procedure(store.database, 7, "RLTCSUP").value().ended_at.empty());
    complete_procedure(store.database, 7, "RLTCSUP", at("2010-11-24T10:00:00"));
    complete_procedure(store.database, 7, "RLTCSUP", at("2010-11-25T10:00:00"));
    CHECK(active_procedure(store.database, 7, "RLTCSUP").value().ended_at == "2010-11-24T10:00:00");
    CHECK(active_procedure(store.database, 7, "RLTCSUP").value().position == "4711");
    end_procedure(store.database, 7, "RLTCSUP");
    CHECK_FALSE(active_procedure(store.database, 7, "RLTCSUP").has_value());
}

TEST_CASE("each company and each job has a place of its own", "[store/active_procedure]") {
    TestStore store;
    add_company(store.database, 6, "Six");
    const Timestamp now = at("2010-11-23T09:21:41");
    keep_place(store.database, 7, "RLTCSUP", "4711", 1, now);
    keep_place(store.database, 7, "RLTCSID", "30 abc", 2, now);
    keep_place(store.database, 6, "RLTCSUP", "5000000000", 3'000'000'000, now);
    CHECK(shown(store.database, 7) == "7 RLTCSID 30 abc 2, 7 RLTCSUP 4711 1");
    CHECK(shown(store.database, 0) ==
          "6 RLTCSUP 5000000000 3000000000, 7 RLTCSID 30 abc 2, 7 RLTCSUP 4711 1");
    CHECK(shown(store.database, 8).empty());
    CHECK(active_procedure(store.database, 6, "RLTCSUP")->done_count == 3'000'000'000);
    CHECK_FALSE(active_procedure(store.database, 6, "RLTCSID").has_value());
    CHECK_FALSE(active_procedure(store.database, 7, "RLTCS").has_value());

    keep_place(store.database, 7, "SYNCRDB", "1", 1, now);
    end_procedure(store.database, 7, "RLTCSUP");
    CHECK(shown(store.database, 0) == "6 RLTCSUP 5000000000 3000000000, 7 RLTCSID 30 abc 2, 7 SYNCRDB 1 1");
}

TEST_CASE("a procedure that begins anew has a new start", "[store/active_procedure]") {
    TestStore store;
    keep_place(store.database, 7, "RLTCSUP", "4711", 10, at("2010-11-23T09:21:41"));
    end_procedure(store.database, 7, "RLTCSUP");
    keep_place(store.database, 7, "RLTCSUP", "12", 1, at("2010-12-01T00:00:00"));
    CHECK(active_procedure(store.database, 7, "RLTCSUP")->started_at == "2010-12-01T00:00:00");
}

TEST_CASE("the place is kept only with the transaction that does the rows", "[store/active_procedure]") {
    TestStore store;
    {
        const Transaction undone(store.database, Transaction::Kind::kWrite);
        keep_place(store.database, 7, "RLTCSUP", "4711", 10, at("2010-11-23T09:21:41"));
    }
    CHECK(active_procedures(store.database, 0).empty());
    CHECK_ERROR(keep_place(store.database, 9, "RLTCSUP", "1", 1, at("2010-11-23T09:21:41")),
                ExitCode::kInputData, "FOREIGN KEY");
}
