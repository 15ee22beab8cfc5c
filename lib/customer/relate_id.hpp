#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kRelateIdJob = {"RLTCUSTID", "PFRCIU"};

struct RelateIdOptions {
    /// A CSV file, `-` for standard input, or empty for the CSV files of ORCE_CUSTOMER_ID_DIRECTORY_PATH.
    std::string input;
    bool strict = false;  ///< a single bad line keeps the file out
    bool keep = false;    ///< the file stays when it is done
};

/// What a run did, as far as it came.
struct RelateIdResult {
    std::vector<std::string> files;  ///< that are complete
    std::int64_t lines = 0;
    std::int64_t updated = 0;
    std::int64_t bad = 0;          ///< each was reported
    std::int64_t done_before = 0;  ///< lines that an interrupted run had done
};

/// Update Customer with Relate ID (Customer Engagement Integration, Customer Engagement Update Customer with
/// Relate ID Process): sets the Relate ID of each customer of the query results, whatever it was, and
/// Synchronize with Remote DB to N, 10,000 lines a transaction; an interrupted run goes on. The file is
/// deleted when it is done. kRowsLeft when lines were bad, kInputData when `strict` kept them out. Error
/// kNoInput when there is no file.
ExitCode run_relate_id(Session& session, const RelateIdOptions& options, RelateIdResult& result);

/// One sentence for the operator and the job log.
std::string summary_of(const RelateIdResult& result, bool dry_run);

}  // namespace oa
