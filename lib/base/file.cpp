#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/kill_point.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::size_t kBufferBytes = 1 << 16;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

[[noreturn]] void fail(ExitCode code, std::string_view what, const std::filesystem::path& path, int error) {
    throw Error(code,
                fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(error)));
}

FileDescriptor open_file(const std::filesystem::path& path, int flags) {
    return FileDescriptor(::open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly));
}

}  // namespace

FileDescriptor::~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
        if (fd_ >= 0) ::close(fd_);
        fd_ = other.release();
    }
    return *this;
}

int FileDescriptor::release() {
    return std::exchange(fd_, -1);
}

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (state_->context == nullptr || EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) {
        throw Error(ExitCode::kInternal, "SHA-256 is not available in libcrypto");
    }
}

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
    EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length);
    return to_hex({digest.data(), length});
}

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
    fd_ = open_file(path_, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd_.is_open()) fail(ExitCode::kCannotCreate, "create", path_, errno);
    // A file that was there keeps its mode when it is opened.
    struct stat found {};
    if (::fstat(fd_.get(), &found) == 0 && S_ISREG(found.st_mode) &&
        ::fchmod(fd_.get(), S_IRUSR | S_IWUSR) != 0) {
        fail(ExitCode::kCannotCreate, "make owner-only", path_, errno);
    }
    buffer_.reserve(kBufferBytes);
}

OutputFile::~OutputFile() {
    if (digest_.empty()) ::unlink(path_.c_str());
}

void OutputFile::write(std::string_view bytes) {
    byte_count_ += bytes.size();
    buffer_ += bytes;
    if (buffer_.size() >= kBufferBytes) flush();
}

void OutputFile::flush() {
    hash_.update(buffer_);
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t written = ::write(fd_.get(), rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(ExitCode::kIo, "write", path_, errno);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void OutputFile::finish() {
    flush();
    if (::fsync(fd_.get()) != 0) fail(ExitCode::kIo, "sync", path_, errno);
    // close can be the first to report a failed write (NFS, quota).
    if (::close(fd_.release()) != 0) fail(ExitCode::kIo, "close", path_, errno);
    digest_ = hash_.hex();
}

void write_whole_file(const std::filesystem::path& path, const std::function<void(OutputFile&)>& write,
                      std::string_view step) {
    OutputFile file(path.parent_path() / fmt::format(".{}.tmp", path.filename().string()));
    write(file);
    file.finish();
    if (!step.empty()) kill_point(step);
    rename_file(file.path(), path);
    sync_directory(path.parent_path());
}

void create_empty_file(const std::filesystem::path& path) {
    if (!open_file(path, O_WRONLY | O_CREAT).is_open()) fail(ExitCode::kCannotCreate, "create", path, errno);
}

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail(ExitCode::kIo, "rename", from, errno);
}

std::optional<FileStamp> stamp_of_file(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    return FileStamp{status.st_dev, status.st_ino, status.st_size,
                     status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec};
}

void remove_file(const std::filesystem::path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail(ExitCode::kIo, "delete", path, errno);
}

void sync_directory(const std::filesystem::path& directory) {
    const FileDescriptor fd = open_file(directory, O_RDONLY | O_DIRECTORY);
    if (!fd.is_open() || ::fsync(fd.get()) != 0) fail(ExitCode::kIo, "sync directory", directory, errno);
}

std::string sha256_of_file(const std::filesystem::path& path) {
    const FileDescriptor fd = open_file(path, O_RDONLY);
    if (!fd.is_open()) fail(ExitCode::kIo, "read", path, errno);
    Sha256 hash;
    std::array<char, kBufferBytes> buffer{};
    for (;;) {
        const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(ExitCode::kIo, "read", path, errno);
        if (got == 0) return hash.hex();
        hash.update({buffer.data(), static_cast<std::size_t>(got)});
    }
}

std::optional<FileDescriptor> lock_path(const std::filesystem::path& path, int open_flags, bool wait) {
    FileDescriptor fd = open_file(path, open_flags);
    if (!fd.is_open()) fail(ExitCode::kCannotCreate, "open", path, errno);
    while (::flock(fd.get(), wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return std::nullopt;
        if (errno != EINTR) fail(ExitCode::kIo, "lock", path, errno);
    }
    return fd;
}

}  // namespace oa
