#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/error.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kRelateIdJob = {"RLTCUSTID", "PFRCIU"};

struct RelateIdOptions {
    /// A CSV file, `-` for standard input, or empty for the CSV files of ORCE_CUSTOMER_ID_DIRECTORY_PATH.
    std::string input;
    bool strict = false;  ///< a single bad line keeps the file out
    bool keep = false;    ///< the file stays when it is done
    CsvFormat csv;
};

/// What a run did, as far as it came.
struct RelateIdResult {
    std::vector<std::string> files;    ///< that are complete
    std::vector<std::string> refused;  ///< files of refused lines that were written
    std::int64_t lines = 0;
    std::int64_t updated = 0;
    std::int64_t bad = 0;          ///< each was reported
    std::int64_t shared = 0;       ///< Relate IDs that stand for several customers
    std::int64_t done_before = 0;  ///< lines that an interrupted run had done

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("files", files);
        visit("lines", lines);
        visit("updated", updated);
        visit("done_before", done_before);
        visit("bad", bad);
        visit("shared", shared);
        visit("refused", refused);
    }
};

/// Update Customer with Relate ID (Customer Engagement Integration, Customer Engagement Update Customer with
/// Relate ID Process): sets the Relate ID of each customer of the query results, whatever it was, and
/// Synchronize with Remote DB to N, 10,000 lines a transaction; an interrupted run goes on.
///
/// The file is deleted when every line of it was taken in, or was refused and stands in a file beside it
/// (write_refused_lines). A last line without its line end is not taken from a file that somebody wrote to
/// within the last minute, and neither such a file nor one that changed meanwhile is deleted. kRowsLeft when
/// lines were refused, kInputData when `strict` kept them out or a file is not one of query results; the
/// other files of the directory are taken all the same. Error kNoInput when there is no file.
ExitCode run_relate_id(Session& session, const RelateIdOptions& options, RelateIdResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const RelateIdResult& result, bool dry_run);

}  // namespace oa
