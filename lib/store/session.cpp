#include "store/session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "base/host.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

std::filesystem::path lock_file(const std::filesystem::path& db, int company) {
    return db.string() + fmt::format(".{:03}.lock", company);
}

/// The lock is the kernel's and ends with its process; what stands in the file only tells who has it.
FileDescriptor take_lock(const SessionOptions& options, const JobName& name, const Clock& clock) {
    const std::filesystem::path path = lock_file(options.db, options.company);
    auto lock = lock_path(path, O_RDWR | O_CREAT, false);
    if (!lock) {
        std::string holder;
        std::getline(std::ifstream(path), holder);
        throw Error(ExitCode::kTryLater,
                    fmt::format("another job of company {} is running: {}; try again when it is done",
                                options.company, holder));
    }
    const std::string holder = fmt::format("{}, process {} on {}, since {}\n", name.job, ::getpid(),
                                           host_name(), to_string(clock.now()));
    if (::ftruncate(lock->get(), 0) != 0 ||
        ::pwrite(lock->get(), holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
        throw Error(ExitCode::kIo, fmt::format("cannot write the lock file {}", path.string()));
    }
    return std::move(*lock);
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
    lock_ = take_lock(options, name, clock);
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
