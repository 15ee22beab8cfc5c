#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "merge/list_rows.hpp"
#include "store/session.hpp"

namespace oa {

// The list of Working with Merge/Purge Sold-to Names: generating it, and changing it by hand.

inline const JobName kGenerateMergeListJob = {"M_PGENERAT", ""};
inline const JobName kMergeListJob = {"MMCS", ""};
inline const JobName kClearStatusJob = {"MCST", ""};

struct MergeListOptions {
    std::string user;              ///< must have authority to J06
    bool keeps_ghosts = false;     ///< Save source as ghost
    std::int64_t max_sources = 0;  ///< Maximum Number of Source Customers; 0 for no limit
};

struct MergeListResult {
    std::int64_t candidates = 0;  ///< that were looked at
    std::int64_t targets = 0;     ///< that got sources
    std::int64_t sources = 0;
    std::int64_t bill_to_duplicates = 0;  ///< of the sources, as it is now
    bool is_cut_short = false;            ///< by the maximum
    std::int64_t without_match_code = 0;  ///< customers that match nobody for want of one
    bool stopped = false;                 ///< by a signal

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("candidates", candidates);
        visit("targets", targets);
        visit("sources", sources);
        visit("bill_to_duplicates", bill_to_duplicates);
        visit("cut_short", is_cut_short);
        visit("without_match_code", without_match_code);
        visit("stopped", stopped);
    }
};

/// Submit Generation Window (Generating a List): customers with one match code become a target - the oldest
/// by entry date, then by number - and its sources. Customers that are in the list stay as they are; new
/// duplicates of a target that is there join it. One ordered pass, in transactions of a little less than a
/// second, each of whole targets: what a run has listed that was killed, or stopped by a signal (kTryLater),
/// is a list, and the next run goes on with it. Error kNoPermission unless the user has authority to Allow
/// Generate List in Merge/Purge (J06).
ExitCode generate_merge_list(Session& session, const MergeListOptions& options, MergeListResult& result);
std::string summary_of(const MergeListResult& result, bool dry_run);

/// Create Target Customer Screen. Error kInputData for a customer that is not there, is a Ghost (the customer
/// it was merged into is named), or is in the list.
void add_merge_target(Session& session, std::int64_t target);

/// Creating a Source Customer: all of them or, by an Error as above, none. Answers how many have another
/// bill-to customer than the target: as long as that is so they are not merged.
std::int64_t add_merge_sources(Session& session, std::int64_t target,
                               const std::vector<std::int64_t>& sources, bool keeps_ghosts);

/// Ghost? of the Work with Source Customers Screen: whether these sources of the target are kept as Ghosts
/// when they are merged. All of them or none: Error kNoInput when one is not a source of this target.
void set_merge_ghosts(Session& session, std::int64_t target, const std::vector<std::int64_t>& sources,
                      bool keeps_ghosts);

/// Delete at the Work with Source Customers Screen: off the list, and status M. Error kNoInput when it is no
/// source of this target.
void omit_merge_source(Session& session, std::int64_t target, std::int64_t source);

/// Takes a target and its sources off the list. Error kNoInput when it is not a target.
void delete_merge_target(Session& session, std::int64_t target);

struct MergeClearResult {
    std::int64_t rows = 0;  ///< that were taken off the list
    bool stopped = false;   ///< by a signal

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("rows", rows);
        visit("stopped", stopped);
    }
};

/// Confirm Delete Window (Deleting a List): targets with their sources, in transactions of a little less than
/// a second; a run that was killed, or stopped by a signal (kTryLater), is gone on with by the next.
ExitCode clear_merge_list(Session& session, MergeClearResult& result);
std::string summary_of(const MergeClearResult& result, bool dry_run);

/// Clearing Customer Sold To Status (MCST). Answers how many had status M.
std::int64_t clear_merge_statuses(Session& session);

/// A target with its sources, as the screens list them.
struct MergeListEntry {
    MergeListRow target;
    std::vector<MergeListRow> sources;
};

/// Which entries to show.
struct MergeListFilter {
    std::int64_t customer_number = 0;  ///< as target or source; 0 for all
    std::string status;  ///< only sources of this status, and targets that have one; blank for all
};

/// The list in target order. `entry` is called for each that the filter leaves.
void list_merges(Database& database, int company, const MergeListFilter& filter,
                 const std::function<void(const MergeListEntry&)>& entry);

/// Last name first, or the company name where there is no name; that it was deleted of one that is gone.
std::string merge_name(const MergeListRow& row);

}  // namespace oa
