#include "store/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "base/host.hpp"
#include "store/company_lock.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

std::string holder_of(const JobName& name, const Clock& clock) {
    return fmt::format("{}, process {} on {}, since {}", name.job, ::getpid(), host_name(),
                       to_string(clock.now()));
}

}  // namespace

void require_company(Database& database, int company) {
    if (company < 1 || company > 999) {
        throw Error(ExitCode::kUsage,
                    "no company is named; give --company NUMBER (1 to 999) or set OA_COMPANY");
    }
    if (!company_exists(database, company)) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("the store {} has no company {}", database.path().string(), company));
    }
}

Session::Session(const SessionOptions& options, const JobName& name, const Clock& clock, Log& log)
    : options_(options),
      clock_(clock),
      log_(log),
      database_(open_store(options.db, options.dry_run ? Access::kReadOnly : Access::kReadWrite)) {
    require_company(database_, options.company);
    if (options.dry_run) return;
    lock_ = take_company_lock(options.db, options.company, holder_of(name, clock));
    run_.emplace(database_, clock, options.company, name.job, name.program);
    log_.set_listener([this](Severity severity, std::string_view subject, std::string_view message) {
        run_->add_message(severity, subject, message);
    });
}

Session::~Session() {
    log_.set_listener(nullptr);
}

void Session::record(Severity severity, std::string_view message) {
    if (run_) run_->add_message(severity, {}, message);
}

void Session::finish(ExitCode code, const std::string& summary) {
    log_.set_listener(nullptr);
    if (!run_) return;
    const std::string_view state = code == ExitCode::kDone       ? "done"
                                   : code == ExitCode::kRowsLeft ? "partial"
                                   : code == ExitCode::kTryLater ? "interrupted"
                                                                 : "failed";
    run_->finish(state, static_cast<int>(code), summary);
}

ExitCode run_in_session(Session& session, const std::function<ExitCode(std::string& summary)>& job) {
    try {
        std::string summary;
        const ExitCode code = job(summary);
        session.finish(code, summary);
        return code;
    } catch (const Error& error) {
        try {
            session.record(Severity::kError, error.what());
            session.finish(error.code(), error.what());
        } catch (const Error& second) {
            // The first error is the one to report: a full disk, say, keeps the log from being written too.
            session.log().warning("the end of the run could not be recorded: {}", second.what());
        }
        throw;
    }
}

}  // namespace oa
