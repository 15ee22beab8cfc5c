#include "card/tickler.hpp"

#include <fmt/format.h>

#include "base/kill_point.hpp"
#include "card/number_reader.hpp"
#include "card/tickler_rows.hpp"

namespace oa {

std::int64_t resolve_card_ticklers(Session& session, const ResolveTicklerOptions& options) {
    Database& database = session.database();
    Transaction transaction(database,
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    const std::int64_t open = open_svc_ticklers(database, options.card, options.event_code);
    if (open == 0) {
        throw Error(
            ExitCode::kNoInput,
            fmt::format("{} has no open {}tickler; oa-svc report ticklers lists them", describe(options.card),
                        options.event_code.empty() ? "SV or SD " : options.event_code + ' '));
    }
    if (!session.dry_run()) {
        resolve_svc_ticklers(database, options.card, options.event_code,
                             {to_string(session.clock().now()), options.user, options.note});
        kill_point("svc-tickler");
    }
    transaction.commit();
    return open;
}

}  // namespace oa
