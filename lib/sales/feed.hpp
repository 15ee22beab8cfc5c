#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/money.hpp"
#include "delivery/outbox.hpp"
#include "delivery/transfer.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

inline const JobName kSalesFeedJob = {"RLTSLSF", "PFR0102"};

/// What a run of the sales feed did, as far as it came.
struct SalesFeedResult {
    std::int64_t read = 0;
    std::int64_t sent = 0;  ///< written into the file and marked
    std::int64_t sent_sales = 0;
    std::int64_t sent_returns = 0;
    std::map<std::string, std::int64_t> excluded;  ///< left out by a rule, by reason
    std::int64_t without_reference = 0;     ///< of those left behind: for want of a retail reference number
    std::int64_t with_non_merchandise = 0;  ///< of those sent
    std::int64_t left_behind = 0;           ///< could not be made right; each was reported
    Money grand_amount;                     ///< of what was sent
    std::string file;                       ///< empty when none was written
    std::int64_t file_bytes = 0;
    bool stopped = false;            ///< by a signal; what was written by then is in `file`
    std::int64_t invoices_left = 0;  ///< to look at, when it was stopped
    TransferResult transfer;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("read", read);
        visit("sent", sent);
        visit("sent_sales", sent_sales);
        visit("sent_returns", sent_returns);
        visit("excluded", excluded);
        visit("left_behind", left_behind);
        visit("without_reference", without_reference);
        visit("grand_amount", grand_amount);
        visit("file", file);
        visit("file_bytes", file_bytes);
        visit("stopped", stopped);
        transfer.fields(visit);
    }
};

/// What the sales feed cannot do without.
std::vector<NeededSetting> sales_feed_settings(const Settings& settings);

/// The Customer Engagement Sales Feed (Customer Engagement Integration, steps 1 to 6): the invoices whose
/// Extracted to Store is blank leave as one POSlog file through the outbox. `result` is filled as the run
/// goes, so that it holds what was done when an Error ends it. kRowsLeft when invoices were left behind.
/// SIGINT and SIGTERM let the invoice in hand be written; the file then waits for the next run, which goes on
/// (kTryLater).
ExitCode run_sales_feed(Session& session, const TransferOptions& options, SalesFeedResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const SalesFeedResult& result, bool dry_run);

}  // namespace oa
