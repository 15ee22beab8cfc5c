#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "merge/export.hpp"
#include "merge/record.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kMergePurgeJob = {"MERGE_PURG", ""};

/// One field of a target that merging changes, for people.
struct MergedField {
    std::string field, before, after;
    std::string_view rule;
    std::int64_t from = 0;  ///< the source that it is taken from; 0 for the target itself or L37
};

/// What becomes of a target.
struct MergedTarget {
    std::int64_t target = 0;
    std::vector<std::int64_t> sources;
    std::vector<MergedField> fields;
};

struct MergePurgeOptions {
    std::string user;                  ///< who changes addresses; MERGE_PURG when blank
    std::int64_t batch_size = 25'000;  ///< targets that one transaction merges at most
    /// Called for each target of a dry run.
    std::function<void(const MergedTarget&)> would_merge;
};

struct MergePurgeResult {
    std::int64_t targets = 0;
    std::int64_t sources = 0;
    std::int64_t ghosts = 0;  ///< of the sources
    std::int64_t changed_fields = 0;
    std::int64_t left = 0;  ///< sources that stay in the list; each was reported
    std::optional<std::map<std::string, std::int64_t>> rows;  ///< of a dry run: that would move, by table
    MergeExportResult exported;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("targets", targets);
        visit("sources", sources);
        visit("ghosts", ghosts);
        visit("changed_fields", changed_fields);
        visit("left", left);
        visit("rows", rows);
        visit("web", exported);
    }
};

/// Performing a Merge (Merge/Purge Sold-to Names): the whole list, as many targets with all their
/// sources a transaction as are merged in about a second, so that other programs can write in between,
/// and a run which was killed or stopped by a signal (kTryLater) is gone on with by the next. Sources of
/// status B, those with a row that the store refuses, and those that cannot be merged are reported and left
/// (kRowsLeft). With H86 selected CustomerMergeWeb is written at the end.
ExitCode run_merge_purge(Session& session, const MergePurgeOptions& options, MergePurgeResult& result);
std::string summary_of(const MergePurgeResult& result, bool dry_run);

}  // namespace oa
