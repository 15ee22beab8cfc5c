#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/progress.hpp"
#include "store/job_run.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A job and its program, as the periodic functions call them: RLTSLSF, PFR0102.
struct JobName {
    std::string job;
    std::string program;
};

struct SessionOptions {
    std::filesystem::path db;
    int company = 0;
    bool dry_run = false;
    ProgressMode progress = ProgressMode::kAuto;
};

/// Error kUsage for a number that is not one of a company, kNoInput for a company that the store does not
/// have.
void require_company(Database& database, int company);

/// What every job stands on: the open store, the company's lock, the row in the job log. A dry run reads
/// only: it takes no lock and leaves no row.
class Session {
  public:
    /// Error kUsage for a company number that is none, kNoInput for one the store does not have, kTryLater
    /// when another job of the company runs (it says which, since when and where).
    Session(const SessionOptions& options, const JobName& name, const Clock& clock, Log& log);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Adds a message to the job log alone.
    void record(Severity severity, std::string_view message);

    /// Records the end of the run in the job log.
    void finish(ExitCode code, const std::string& summary);

    Database& database() { return database_; }
    int company() const { return options_.company; }
    bool dry_run() const { return options_.dry_run; }
    ProgressMode progress() const { return options_.progress; }
    const Clock& clock() const { return clock_; }
    Log& log() { return log_; }

  private:
    SessionOptions options_;
    const Clock& clock_;
    Log& log_;
    Database database_;
    std::optional<FileDescriptor> lock_;
    std::optional<JobRun> run_;
};

/// Runs a job in a session: its end, or its error, goes into the job log. Errors pass through.
ExitCode run_in_session(Session& session, const std::function<ExitCode(std::string& summary)>& job);

}  // namespace oa
