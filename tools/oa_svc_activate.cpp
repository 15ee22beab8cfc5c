#include <chrono>

#include "base/stop_signals.hpp"
#include "card/activation.hpp"
#include "card/watch.hpp"
#include "tool.hpp"

int main(int argc, char** argv) {
    oa::Tool tool("oa-svc-activate",
                  "Activates billed stored value cards at their service bureau (SVCACT, PFR0076; SVC_OUT) "
                  "and sends the Stored Value Card Notification Emails.",
                  "Examples:\n"
                  "  oa-svc-activate --db store.db --company 7               the batch, for cron\n"
                  "  oa-svc-activate --db store.db --company 7 --watch 30    looks for triggers until "
                  "SIGTERM (I50 unselected)\n"
                  "  oa-svc-activate --db store.db --company 7 --dry-run     how many would be sent\n"
                  "Exit codes: 0 done, 1 cards or notices were left behind and named, 69 the service bureau "
                  "gave no answer,\n75 stopped by a signal, or another job is running: run it again, 78 a "
                  "setting is missing; all in the README.");
    oa::ConnectionOptions options;
    int watch_seconds = 0;
    oa::add_whole_number(tool.app(), "--watch", watch_seconds, 1, 86400,
                         "Look for triggers at this interval, until SIGTERM")
        ->type_name("SECONDS");
    tool.add_connection_options(options);

    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        const auto pass = [&] {
            oa::SvcActivationResult result;
            return tool.in_session(
                common, log, oa::kSvcActivationJob,
                [&](oa::Session& session) { return oa::run_svc_activation(session, options, result); },
                result);
        };
        if (watch_seconds != 0 && common.session.dry_run) {
            throw oa::Error(oa::ExitCode::kUsage,
                            "--watch would repeat itself in a dry run; leave one of them out");
        }
        if (watch_seconds == 0) {
            const oa::StopSignals signals;
            return pass();
        }
        oa::Database database = oa::open_for_reading(common.session);
        return oa::watch_svc_triggers(database, common.session.company, std::chrono::seconds(watch_seconds),
                                      log, pass);
    });
}
