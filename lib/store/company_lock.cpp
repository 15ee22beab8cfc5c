#include "store/company_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/error.hpp"

namespace oa {

namespace {

std::filesystem::path lock_file(const std::filesystem::path& db, int company) {
    return db.string() + fmt::format(".{:03}.lock", company);
}

}  // namespace

FileDescriptor take_company_lock(const std::filesystem::path& db, int company, const std::string& holder) {
    // is_company_locked has it for a moment, and is not a job.
    constexpr int kTries = 5;
    constexpr std::chrono::milliseconds kMoment{20};
    const std::filesystem::path path = lock_file(db, company);
    auto lock = lock_path(path, O_RDWR | O_CREAT, false);
    for (int tries = 1; !lock && tries < kTries; ++tries) {
        std::this_thread::sleep_for(kMoment);
        lock = lock_path(path, O_RDWR | O_CREAT, false);
    }
    if (!lock) {
        std::string other;
        std::getline(std::ifstream(path), other);
        throw Error(ExitCode::kTryLater,
                    fmt::format("another job of company {} is running: {}; try again when it is done",
                                company, other));
    }
    const std::string line = holder + '\n';
    if (::ftruncate(lock->get(), 0) != 0 ||
        ::pwrite(lock->get(), line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) {
        throw Error(ExitCode::kIo, fmt::format("cannot write the lock file {}", path.string()));
    }
    return std::move(*lock);
}

bool is_company_locked(const std::filesystem::path& db, int company) {
    const std::filesystem::path path = lock_file(db, company);
    std::error_code unseen;
    const bool exists = std::filesystem::exists(path, unseen);
    if (unseen) return true;
    if (!exists) return false;
    try {
        return !lock_path(path, O_RDONLY, false);
    } catch (const Error&) {
        return true;  // somebody else's file, say
    }
}

}  // namespace oa
