#include "store/job_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/host.hpp"
#include "base/mask.hpp"
#include "base/shown.hpp"
#include "store/company_lock.hpp"

namespace oa {

namespace {

constexpr std::string_view kEndedWithoutAWord = "ended without a word: killed, or the machine stopped";

// Messages wait in a temporary table, which spills to disk: a night with a million bad rows needs no memory.
Statement prepare_add_message(Database& database) {
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS waiting_message "
        "(sequence INTEGER PRIMARY KEY, severity TEXT, subject TEXT, message TEXT);"
        "DELETE FROM temp.waiting_message;");
    return database.prepare(
        "INSERT INTO temp.waiting_message (sequence, severity, subject, message) VALUES (?, ?, ?, ?)");
}

}  // namespace

JobRun::JobRun(Database& database, const Clock& clock, int company, std::string_view job,
               std::string_view program)
    : database_(database), clock_(clock), company_(company), add_message_(prepare_add_message(database)) {
    Transaction transaction(database, Transaction::Kind::kWrite);
    database
        .prepare(
            "UPDATE job_run SET state = 'interrupted', summary = ? WHERE company = ? AND state = 'running'")
        .run(kEndedWithoutAWord, company);
    number_ =
        database.scalar("SELECT COALESCE(MAX(run_number), 0) + 1 FROM job_run WHERE company = ?", company);
    database
        .prepare(
            "INSERT INTO job_run (company, run_number, job, program, started_at, host, process_id, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'running')")
        .run(company, number_, job, program, to_string(clock.now()), host_name(), std::int64_t{::getpid()});
    transaction.commit();
}

void JobRun::add_message(Severity severity, std::string_view subject, std::string_view message) {
    add_message_.run(++message_count_, to_string(severity), with_payment_cards_masked(shown_lines(subject)),
                     with_payment_cards_masked(shown_lines(message)));
}

void JobRun::finish(std::string_view state, int exit_code, std::string_view summary) {
    Transaction transaction(database_, Transaction::Kind::kWrite);
    database_
        .prepare(
            "INSERT INTO job_run_message (company, run_number, sequence, severity, subject, message) "
            "SELECT ?, ?, sequence, severity, subject, message FROM temp.waiting_message ORDER BY sequence")
        .run(company_, number_);
    database_
        .prepare(
            "UPDATE job_run SET state = ?, exit_code = ?, summary = ?, ended_at = ? "
            "WHERE company = ? AND run_number = ?")
        .run(state, exit_code, with_payment_cards_masked(shown_lines(summary)), to_string(clock_.now()),
             company_, number_);
    transaction.commit();
}

namespace {

std::vector<JobRunRow> read_runs(Database& database, int company, int limit) {
    Statement query = database.prepare(
        "SELECT company, run_number, job, program, started_at, COALESCE(ended_at, ''), host, process_id, "
        "state, "
        "COALESCE(exit_code, -1), summary FROM job_run WHERE ? IN (0, company) "
        "ORDER BY started_at DESC, company, run_number DESC LIMIT ?");
    query.bind(company, limit);
    std::vector<JobRunRow> rows;
    while (query.step()) {
        rows.push_back({static_cast<int>(query.integer(0)), query.integer(1), query.string(2),
                        query.string(3), query.string(4), query.string(5), query.string(6), query.integer(7),
                        query.string(8), query.integer(9), query.string(10)});
    }
    return rows;
}

}  // namespace

std::vector<JobRunRow> job_runs(Database& database, int company, int limit) {
    std::vector<JobRunRow> rows = read_runs(database, company, limit);
    using Run = std::pair<int, std::int64_t>;
    std::vector<Run> dead;
    for (const JobRunRow& row : rows) {
        if (row.state == "running" && !is_company_locked(database.path(), row.company))
            dead.emplace_back(row.company, row.run_number);
    }
    if (dead.empty()) return rows;
    // A run that ended meanwhile has said so by now.
    rows = read_runs(database, company, limit);
    for (JobRunRow& row : rows) {
        const bool is_dead =
            std::find(dead.begin(), dead.end(), Run(row.company, row.run_number)) != dead.end();
        if (!is_dead || row.state != "running") continue;
        row.state = "interrupted";
        row.summary = kEndedWithoutAWord;
    }
    return rows;
}

std::vector<JobRunMessage> job_run_messages(Database& database, int company, std::int64_t run_number) {
    if (database.scalar("SELECT COUNT(*) FROM job_run WHERE company = ? AND run_number = ?", company,
                        run_number) == 0) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("company {} has no run {}; oa-store runs lists them", company, run_number));
    }
    Statement query = database.prepare(
        "SELECT severity, subject, message FROM job_run_message WHERE company = ? AND run_number = ? ORDER "
        "BY sequence");
    query.bind(company, run_number);
    std::vector<JobRunMessage> messages;
    while (query.step()) messages.push_back({query.string(0), query.string(1), query.string(2)});
    return messages;
}

}  // namespace oa
