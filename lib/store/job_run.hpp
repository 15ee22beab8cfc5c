#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// One run in the job log (the documentation's Application Log): a row from its start on, its messages with
/// its end.
class JobRun {
  public:
    /// Records the start. Runs of the company that never ended, being killed, are marked `interrupted`: the
    /// caller holds the company's lock, so none of them is alive.
    JobRun(Database& database, const Clock& clock, int company, std::string_view job,
           std::string_view program);

    /// Keeps a message for the log. It is stored by finish(), so a run never writes during its reading pass.
    void add_message(Severity severity, std::string_view subject, std::string_view message);

    /// Records the end and the messages in one transaction. `state`: done, partial, failed, interrupted.
    void finish(std::string_view state, int exit_code, std::string_view summary);

    std::int64_t number() const { return number_; }

  private:
    Database& database_;
    const Clock& clock_;
    int company_;
    std::int64_t number_ = 0;
    std::int64_t message_count_ = 0;
    Statement add_message_;
};

/// A line of `oa-store runs`.
struct JobRunRow {
    int company;
    std::int64_t run_number;
    std::string job, program, started_at, ended_at, host;
    std::int64_t process_id;
    std::string state;
    std::int64_t exit_code;  ///< -1 while it runs
    std::string summary;
};

struct JobRunMessage {
    std::string severity, subject, message;
};

/// The latest runs first, at most `limit`; of every company when `company` is 0. A run that stands as running
/// while nobody has its company's lock was killed: it comes as `interrupted`, as the next job will record it.
std::vector<JobRunRow> job_runs(Database& database, int company, int limit);
/// Error kNoInput when the company has no such run.
std::vector<JobRunMessage> job_run_messages(Database& database, int company, std::int64_t run_number);

}  // namespace oa
