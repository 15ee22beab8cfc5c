#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "store/session.hpp"

namespace oa {

inline const JobName kMergeExportJob = {"MERGE_WEB", ""};

struct MergeExportResult {
    std::vector<std::string> files;  ///< that are safely there
    std::int64_t rows = 0;           ///< in them; of a dry run, that would be
    std::int64_t waiting = 0;        ///< that no file has yet

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("files", files);
        visit("rows", rows);
    }
};

/// Writes the EC Cust Sold To Merge rows as CustomerMergeWeb_999_YYMMDDHHMMSS.xml into
/// ECOMMERCE_DIRECTORY_PATH and clears them once the file is safely there (Merge/Purge Sold-to Names,
/// E-Commerce Customer Merge Web XML File). Who may read them the umask says. Rows of a file that a killed
/// run did not finish go out under that file's name. Where the directory is blank or missing no file is
/// written, the rows stay and the log says so: kRowsLeft. Error kIo or kCannotCreate when the file cannot be
/// written.
ExitCode export_merges(Session& session, MergeExportResult& result);
std::string summary_of(const MergeExportResult& result, bool dry_run);

}  // namespace oa
