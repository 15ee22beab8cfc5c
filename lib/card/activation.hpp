#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "card/notice.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kSvcActivationJob = {"SVCACT", "PFR0076"};

struct SvcActivationResult {
    std::int64_t to_send = 0;  ///< in a dry run
    std::int64_t activated = 0;
    std::int64_t declined = 0;
    std::int64_t requested = 0;    ///< at the integration layer; the answers come later
    std::int64_t waiting = 0;      ///< requested before, not answered yet
    std::int64_t unanswered = 0;   ///< no answer at all: the trigger stays ready
    std::int64_t left_behind = 0;  ///< triggers that cannot be sent; each was reported
    SvcNoticeResult notices;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("to_send", to_send);
        visit("activated", activated);
        visit("declined", declined);
        visit("requested", requested);
        visit("waiting", waiting);
        visit("unanswered", unanswered);
        visit("left_behind", left_behind);
        visit("notices", notices.sent);
        visit("notices_failed", notices.failed);
    }
};

/// Activates billed stored value cards (Stored Value Card Purchase and Activation, Activating a Stored Value
/// Card): the ready SVC triggers of capture type A, in their order, through the service bureau of I26; then
/// the notices that are due. A request is recorded before it leaves; a card whose answer was lost is asked
/// about before it is sent again, so that none is funded twice. kRowsLeft when triggers or notices were left
/// behind, kUnavailable when the service bureau gave no answer, kTryLater when a signal stopped it. Error
/// kConfiguration when the service bureau is not set up.
ExitCode run_svc_activation(Session& session, const ConnectionOptions& options, SvcActivationResult& result);
std::string summary_of(const SvcActivationResult& result, bool dry_run);

}  // namespace oa
