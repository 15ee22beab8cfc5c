#pragma once

#include <filesystem>
#include <string>

#include "base/file.hpp"

namespace oa {

/// The lock of a company, held by its job as long as it runs: the kernel's, so that it ends with the process.
/// `holder` is what others are told of who has it. Error kTryLater, saying who that is, when another job has
/// it; kCannotCreate or kIo when the lock file cannot be written.
FileDescriptor take_company_lock(const std::filesystem::path& db, int company, const std::string& holder);

/// Whether a job of the company has it; true, too, where that cannot be seen.
bool is_company_locked(const std::filesystem::path& db, int company);

}  // namespace oa
