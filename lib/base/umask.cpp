#include "base/umask.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <optional>
#include <system_error>

#include "base/error.hpp"

namespace oa {

namespace {

/// Of whoever started the process, once keep_files_private has set another.
std::optional<mode_t> started_umask;

mode_t umask_of_starter() {
    if (started_umask) return *started_umask;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return mask;
}

}  // namespace

void keep_files_private() {
    const mode_t before = ::umask(S_IRWXG | S_IRWXO);
    if (!started_umask) started_umask = before;
}

void set_mode_by_umask(const std::filesystem::path& path) {
    // A device behind the name keeps its own.
    if (!std::filesystem::is_regular_file(path)) return;
    constexpr mode_t kEverybody = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    if (::chmod(path.c_str(), kEverybody & ~umask_of_starter()) != 0) {
        throw Error(ExitCode::kIo, fmt::format("cannot set the mode of {}: {}", path.string(),
                                               std::generic_category().message(errno)));
    }
}

}  // namespace oa
