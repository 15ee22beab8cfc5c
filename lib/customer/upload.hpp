#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "delivery/outbox.hpp"
#include "delivery/transfer.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

inline const JobName kCustomerUploadJob = {"RLTCSUP", "PFRBCC"};

struct CustomerUploadOptions {
    TransferOptions transfer;
    std::int64_t max_per_file = 0;  ///< 0 for one file of all
    bool restart = false;           ///< begins again although an earlier run was stopped or has ended
};

/// What a run of the customer upload did, as far as it came.
struct CustomerUploadResult {
    std::int64_t sent = 0;         ///< written into the files of this run
    std::int64_t left_behind = 0;  ///< could not be sent; each was reported
    std::int64_t done_before = 0;  ///< sent by the runs that this one goes on from
    bool stopped = false;          ///< by SIGINT or SIGTERM; the place was kept
    std::int64_t customers_left = 0;
    std::string ended_before;  ///< when the conversion ended, by an earlier run: this one did nothing
    std::vector<std::string> files;
    std::int64_t file_bytes = 0;
    TransferResult transfer;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("sent", sent);
        visit("done_before", done_before);
        visit("left_behind", left_behind);
        visit("stopped", stopped);
        visit("customers_left", customers_left);
        visit("ended_before", ended_before);
        visit("files", files);
        visit("file_bytes", file_bytes);
        transfer.fields(visit);
    }
};

/// What the customer upload cannot do without.
std::vector<NeededSetting> customer_upload_settings();

/// Customer Upload to Customer Engagement (Customer Engagement Integration, Customer Engagement Batch
/// Customer Upload to Customer Engagement Process): every sold-to customer that is no Ghost and has no Relate
/// ID leaves in the conversion's file set. The place is kept with each file, so that a run that was stopped
/// or killed goes on, and no customer of one conversion is sent twice. It ends when all of its files are
/// sent; its place stays, so that only `restart` begins another one. kRowsLeft when customers were left
/// behind, kTryLater when it was stopped.
ExitCode run_customer_upload(Session& session, const CustomerUploadOptions& options,
                             CustomerUploadResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const CustomerUploadResult& result, bool dry_run);

}  // namespace oa
