#pragma once

#include <cstdint>
#include <string>

#include "card/stored_value_card_rows.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

inline const JobName kSvcNoticeJob = {"SVC_OUT", "SVCNOTICE"};

struct SvcNoticeOptions : ConnectionOptions {
    std::string user;  ///< of the order history messages
};

/// What a run did, as far as it came.
struct SvcNoticeResult {
    std::int64_t sent = 0;  ///< emails that the server took, or CWEmailOut messages written
    std::int64_t no_address =
        0;                       ///< not to be sent: there is no address, or it did not opt in; each reported
    std::int64_t failed = 0;     ///< stay due: refused or no answer; each was reported
    std::int64_t remaining = 0;  ///< due at the end, those that failed among them
    bool stopped = false;        ///< by SIGINT or SIGTERM

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("sent", sent);
        visit("no_address", no_address);
        visit("failed", failed);
        visit("remaining", remaining);
    }
};

/// Stored Value Card Notification Email (Stored Value Card Purchase and Activation): one email for every card
/// whose notice is due, in the order of their keys; then, in one transaction, Email sent date, the order
/// history message `SVC Notice to ADDRESS` and, with J22 selected, the removal of the number. A card whose
/// email fails stays due for the next run and stops no other. With I30 blank nothing is sent. kDone when no
/// notice is due any more, kRowsLeft when some are, kTryLater when it was stopped. Error kConfiguration when
/// notices are due but the server, the sender or the template is missing or wrong: a caller that does more
/// than this calls it last. The caller holds StopSignals. A kill between the server's answer and the store
/// leaves the card due: its email then arrives twice, with the same Message-ID.
ExitCode send_svc_notices(Session& session, const SvcNoticeOptions& options, SvcNoticeResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const SvcNoticeResult& result, bool dry_run);

/// Remove Stored Value Card Number After Activation (J22). Within a write transaction of the caller, after
/// its own changes to the card are in `card`: true when J22 is selected, the card is activated and no notice
/// is due - of a virtual card: one was sent -; then the number of the row and of `card` is REMOVED BY SYSTEM,
/// and all of `card` is stored.
bool remove_card_number_if_due(Database& database, const Settings& settings, StoredValueCard& card);

}  // namespace oa
