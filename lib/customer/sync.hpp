#pragma once

#include <cstdint>
#include <string>

#include "service/sign_on.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kCustomerSyncJob = {"SYNCRDB", "PFR0105"};

struct CustomerSyncOptions : ConnectionOptions {
    int connections = 8;               ///< customers in flight at once
    double rate = 0;                   ///< requests a second at most; 0 for no cap
    bool flag_all = false;             ///< sets the flag of every eligible customer first
    std::int64_t customer_number = 0;  ///< flags and sends this one only; 0 for all that are flagged
};

/// What a run did, as far as it came.
struct CustomerSyncResult {
    std::int64_t flagged = 0;       ///< by --flag-all
    std::int64_t synchronized = 0;  ///< answered, and the flag cleared
    std::int64_t by_ids = 0, by_customer_number = 0, by_email = 0, created = 0;  ///< how they were matched
    std::int64_t relate_ids_replaced = 0;  ///< a merge took place in Customer Engagement
    std::int64_t changed_meanwhile = 0;    ///< answered, but the customer had changed: the flag stays
    std::int64_t left_behind = 0;          ///< refused or not fit to be sent; each was reported
    std::int64_t remaining = 0;            ///< still flagged at the end, those left behind among them
    std::int64_t answers = 0;              ///< of Customer Engagement
    bool stopped = false;                  ///< by SIGINT or SIGTERM

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("flagged", flagged);
        visit("synchronized", synchronized);
        visit("by_ids", by_ids);
        visit("by_customer_number", by_customer_number);
        visit("by_email", by_email);
        visit("created", created);
        visit("relate_ids_replaced", relate_ids_replaced);
        visit("changed_meanwhile", changed_meanwhile);
        visit("left_behind", left_behind);
        visit("remaining", remaining);
        visit("answers", answers);
        visit("stopped", stopped);
    }
};

/// Synchronizing Customer Information through a Periodic Function (Customer Engagement Integration): every
/// sold-to customer whose Synchronize with remote DB is Y is sent to the customer services, `connections` at
/// a time; each answer is taken in at once, whole, and only by a customer that has not changed meanwhile.
/// kRowsLeft when some keep their flag, kTryLater when it was stopped; Error kUnavailable when Customer
/// Engagement does not answer: what was answered before is kept.
ExitCode run_customer_sync(Session& session, const CustomerSyncOptions& options, CustomerSyncResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const CustomerSyncResult& result, bool dry_run);

}  // namespace oa
