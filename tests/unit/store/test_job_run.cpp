#include "store/job_run.hpp"

#include <unistd.h>

#include "store/company_lock.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

std::string state_of(Database& database, int company, std::int64_t run_number) {
    return query_text(database, "SELECT state FROM job_run WHERE company = " + std::to_string(company) +
                                    " AND run_number = " + std::to_string(run_number));
}

}  // namespace

TEST_CASE("runs are numbered from 1 in each company", "[store/job_run]") {
    TestStore store;
    const Clock clock = seed_clock();
    CHECK(JobRun(store.database, clock, 7, "RLTSLSF", "PFR0102").number() == 1);
    CHECK(JobRun(store.database, clock, 7, "RLTSLSF", "PFR0102").number() == 2);
    CHECK(JobRun(store.database, clock, 8, "RLTSLSF", "PFR0102").number() == 1);
    CHECK(JobRun(store.database, clock, 7, "OTHER", "PFR0001").number() == 3);
}

TEST_CASE("a run whose company's lock is free has ended without a word", "[store/job_run]") {
    TestStore store;
    add_company(store.database, 8, "Eight");
    const Clock clock = seed_clock();
    const JobRun killed(store.database, clock, 7, "RLTSLSF", "PFR0102");
    const JobRun alive(store.database, clock, 8, "SYNCRDB", "PFR0105");
    const FileDescriptor lock = take_company_lock(store.path, 8, "SYNCRDB, process 1");
    Database reader = open_store(store.path, Access::kReadOnly);
    const std::vector<JobRunRow> rows = job_runs(reader, 0, 10);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].state == "interrupted");
    CHECK(contains(rows[0].summary, "ended without a word"));
    CHECK(rows[0].exit_code == -1);
    CHECK(rows[1].state == "running");
    // Looking changes nothing; the next job records it.
    CHECK(state_of(store.database, 7, 1) == "running");
    const JobRun next(store.database, clock, 7, "RLTSLSF", "PFR0102");
    CHECK(query_text(store.database,
                     "SELECT state || ': ' || summary FROM job_run WHERE company = 7 AND run_number = 1") ==
          "interrupted: ended without a word: killed, or the machine stopped");
    CHECK_ERROR(take_company_lock(store.path, 8, "OTHER"), ExitCode::kTryLater,
                "another job of company 8 is running: SYNCRDB, process 1");
}

TEST_CASE("a run is there from its start on, and ends with what it said", "[store/job_run]") {
    TestStore store;
    const Clock clock = seed_clock();
    JobRun run(store.database, clock, 7, "RLTSLSF", "PFR0102");
    {
        // Another program sees it at once.
        const FileDescriptor lock = take_company_lock(store.path, 7, "RLTSLSF");
        Database reader = open_store(store.path, Access::kReadOnly);
        const std::vector<JobRunRow> rows = job_runs(reader, 7, 10);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].company == 7);
        CHECK(rows[0].job == "RLTSLSF");
        CHECK(rows[0].program == "PFR0102");
        CHECK(rows[0].started_at == "2010-11-23T09:21:41");
        CHECK(rows[0].ended_at.empty());
        CHECK(rows[0].process_id == ::getpid());
        CHECK(rows[0].state == "running");
        CHECK(rows[0].exit_code == -1);
    }
    run.add_message(Severity::kWarning, "invoice 1042", "left behind");
    run.add_message(Severity::kInfo, "", "said \"done\"\n& gone");
    CHECK(job_run_messages(store.database, 7, 1).empty());
    run.finish("partial", 1, "1 left behind");

    const std::vector<JobRunRow> rows = job_runs(store.database, 7, 10);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].state == "partial");
    CHECK(rows[0].exit_code == 1);
    CHECK(rows[0].summary == "1 left behind");
    CHECK(rows[0].ended_at == "2010-11-23T09:21:41");
    const std::vector<JobRunMessage> messages = job_run_messages(store.database, 7, 1);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].severity == "warning");
    CHECK(messages[0].subject == "invoice 1042");
    CHECK(messages[0].message == "left behind");
    CHECK(messages[1].severity == "info");
    CHECK(messages[1].message == "said \"done\"\n& gone");
    CHECK_ERROR(job_run_messages(store.database, 8, 1), ExitCode::kNoInput, "company 8 has no run 1");
    CHECK_ERROR(job_run_messages(store.database, 7, 2), ExitCode::kNoInput, "company 7 has no run 2");
}

TEST_CASE("a run that never ended is marked by the next of its company", "[store/job_run]") {
    TestStore store;
    const Clock clock = seed_clock();
    { const JobRun killed(store.database, clock, 7, "RLTSLSF", "PFR0102"); }
    for (const int other : {6, 8}) JobRun(store.database, clock, other, "RLTSLSF", "PFR0102");
    { JobRun(store.database, clock, 7, "RLTSLSF", "PFR0102").finish("done", 0, ""); }
    CHECK(state_of(store.database, 7, 1) == "interrupted");
    CHECK(state_of(store.database, 7, 2) == "done");
    CHECK(state_of(store.database, 6, 1) == "running");
    CHECK(state_of(store.database, 8, 1) == "running");
    { const JobRun next(store.database, clock, 7, "RLTSLSF", "PFR0102"); }
    CHECK(state_of(store.database, 7, 2) == "done");
}

TEST_CASE("two runs over one connection keep their messages apart", "[store/job_run]") {
    TestStore store;
    const Clock clock = seed_clock();
    for (const std::string text : {"first", "second"}) {
        JobRun run(store.database, clock, 7, "RLTSLSF", "PFR0102");
        run.add_message(Severity::kInfo, "", text);
        run.finish("done", 0, text);
        const std::vector<JobRunMessage> messages = job_run_messages(store.database, 7, run.number());
        REQUIRE(messages.size() == 1);
        CHECK(messages[0].message == text);
    }
}

TEST_CASE("the latest runs come first, of one company or of all, as many as are asked for",
          "[store/job_run]") {
    TestStore store;
    for (const std::string time : {"2010-11-23T09:21:41", "2010-11-24T09:21:41"}) {
        const Clock clock(parse_timestamp(time).value());
        for (const int company : {7, 8})
            JobRun(store.database, clock, company, "RLTSLSF", "PFR0102").finish("done", 0, "");
    }
    using Rows = std::vector<std::pair<int, std::int64_t>>;
    const auto list = [&](int company, int limit) {
        Rows rows;
        for (const JobRunRow& row : job_runs(store.database, company, limit))
            rows.emplace_back(row.company, row.run_number);
        return rows;
    };
    CHECK(list(0, 10) == Rows{{7, 2}, {8, 2}, {7, 1}, {8, 1}});
    CHECK(list(0, 3) == Rows{{7, 2}, {8, 2}, {7, 1}});
    CHECK(list(8, 10) == Rows{{8, 2}, {8, 1}});
    CHECK(list(9, 10).empty());
}
