#include "card/watch.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/stop_signals.hpp"
#include "delivery/file_queue.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

/// What a pass could not do is tried again after ever longer waits, up to this: the log is not to fill with
/// it.
constexpr std::chrono::seconds kLongestPatience{600};

}  // namespace

SvcWork svc_work(Database& database, int company) {
    SvcWork work;
    work.rows = svc_rows_due(database, company);
    const std::filesystem::path answers = Settings(database, company).property("SVC_QUEUE_IN_DIRECTORY");
    // A missing one is told by the pass.
    std::error_code ignored;
    if (std::filesystem::is_directory(answers, ignored)) work.answers = FileQueue(answers).list();
    return work;
}

ExitCode watch_svc_triggers(Database& database, int company, std::chrono::seconds delay, Log& log,
                            const std::function<ExitCode()>& pass) {
    if (Settings(database, company).is_selected("I50")) {
        throw Error(ExitCode::kConfiguration,
                    "Use Activation / Reversal Batch Processing (I50) is selected: activations are sent by "
                    "batch; run "
                    "oa-svc-activate without --watch");
    }
    const StopSignals signals;
    // The first pass looks at everything: what a killed one left, too.
    std::optional<SvcWork> left;
    std::chrono::seconds patience = delay;
    auto next_try = std::chrono::steady_clock::now();
    while (!StopSignals::requested()) {
        const auto now = std::chrono::steady_clock::now();
        const SvcWork work = svc_work(database, company);
        if (!left || (work != SvcWork() && (work != *left || now >= next_try))) {
            patience = left == work ? std::min(2 * patience, std::max(delay, kLongestPatience)) : delay;
            try {
                pass();
            } catch (const Error& error) {
                if (error.code() != ExitCode::kTryLater && error.code() != ExitCode::kUnavailable) throw;
                log.warning("{}", error.what());
            }
            left = svc_work(database, company);
            next_try = now + patience;
        }
        StopSignals::sleep_for(delay);
    }
    return ExitCode::kDone;
}

}  // namespace oa
