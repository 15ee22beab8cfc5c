#include "delivery/file_queue.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/mask.hpp"

namespace oa {

namespace {

constexpr mode_t kOwnerOnlyDirectory = S_IRWXU;

/// The other side names its files: what could be a card number in a name is not repeated.
[[noreturn]] void fail(ExitCode code, std::string_view what, const std::filesystem::path& path, int error) {
    throw Error(code, fmt::format("cannot {} {}: {}", what, with_card_numbers_masked(path.string()),
                                  std::generic_category().message(error)));
}

void check_name(const std::string& name) {
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
        throw Error(ExitCode::kInternal, "a message of a queue needs a plain file name");
    }
}

bool is_message(const std::filesystem::directory_entry& entry, std::error_code& error) {
    const std::string name = entry.path().filename().string();
    return !name.starts_with('.') && !name.ends_with(".tmp") &&
           entry.symlink_status(error).type() == std::filesystem::file_type::regular;
}

}  // namespace

FileQueue::FileQueue(std::filesystem::path directory) : directory_(std::move(directory)) {
    if (directory_.empty()) {
        throw Error(
            ExitCode::kConfiguration,
            "no directory is named for a queue; set SVC_QUEUE_OUT_DIRECTORY and SVC_QUEUE_IN_DIRECTORY");
    }
    std::error_code error;
    if (!std::filesystem::is_directory(directory_, error)) {
        throw Error(ExitCode::kNoInput, fmt::format("the directory of the queue, {}, is not there; create it",
                                                    directory_.string()));
    }
}

void FileQueue::put(const std::string& name, std::string_view content) const {
    check_name(name);
    write_whole_file(directory_ / name, [&](OutputFile& file) { file.write(content); });
}

std::vector<std::string> FileQueue::list() const {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entry(directory_, error);
    while (!error && entry != std::filesystem::directory_iterator()) {
        std::error_code gone;
        if (is_message(*entry, gone)) names.push_back(entry->path().filename().string());
        entry.increment(error);
    }
    if (error) fail(ExitCode::kIo, "list", directory_, error.value());
    std::ranges::sort(names);
    return names;
}

std::string FileQueue::read(const std::string& name, std::size_t maximum_bytes) const {
    check_name(name);
    const std::filesystem::path path = directory_ / name;
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.is_open()) fail(ExitCode::kIo, "read", path, errno);
    std::string content;
    std::array<char, 1 << 14> buffer{};
    for (;;) {
        const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(ExitCode::kIo, "read", path, errno);
        if (got == 0) return content;
        content.append(buffer.data(), static_cast<std::size_t>(got));
        if (content.size() > maximum_bytes) {
            throw Error(ExitCode::kInputData, fmt::format("it has more than {} bytes", maximum_bytes));
        }
    }
}

void FileQueue::remove(const std::string& name) const {
    check_name(name);
    const std::filesystem::path path = directory_ / name;
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail(ExitCode::kIo, "delete", path, errno);
    sync_directory(directory_);
}

std::filesystem::path FileQueue::reject(const std::string& name) const {
    check_name(name);
    const std::filesystem::path rejected = directory_ / "rejected";
    if (::mkdir(rejected.c_str(), kOwnerOnlyDirectory) != 0 && errno != EEXIST) {
        fail(ExitCode::kCannotCreate, "create", rejected, errno);
    }
    std::filesystem::path target = rejected / name;
    std::error_code error;
    for (int i = 1; std::filesystem::exists(std::filesystem::symlink_status(target, error)); ++i) {
        target = rejected / fmt::format("{}.{}", name, i);
    }
    if (::rename((directory_ / name).c_str(), target.c_str()) != 0) {
        fail(ExitCode::kIo, "rename", directory_ / name, errno);
    }
    sync_directory(rejected);
    sync_directory(directory_);
    return target;
}

}  // namespace oa
