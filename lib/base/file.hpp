#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace oa {

/// Owns a file descriptor and closes it.
class FileDescriptor {
  public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : fd_(fd) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }
    int release();

  private:
    int fd_ = -1;
};

/// SHA-256 over bytes as they pass.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::string_view bytes);
    /// The digest in lower-case hexadecimal. Ends the computation.
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A file being written: owner-only (0600), buffered, hashed on its way. What is not finished is not durable.
class OutputFile {
  public:
    /// Creates or empties `path`. Error kCannotCreate when that fails.
    explicit OutputFile(std::filesystem::path path);
    /// A file that was not finished is deleted.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Error kIo when the disk takes no more.
    void write(std::string_view bytes);
    /// Flushes, syncs to the disk and closes; only then may the file be counted on. Error kIo.
    void finish();

    const std::filesystem::path& path() const { return path_; }
    std::uint64_t byte_count() const { return byte_count_; }
    /// Of all bytes written, once finished.
    const std::string& sha256() const { return digest_; }

  private:
    void flush();

    std::filesystem::path path_;
    FileDescriptor fd_;
    std::string buffer_;
    Sha256 hash_;
    std::string digest_;
    std::uint64_t byte_count_ = 0;
};

/// Writes a file that is whole and on the disk as soon as it has its name: `.NAME.tmp` beside it, synced,
/// renamed. One of the same name is replaced. `step` names the kill point before the renaming; blank for
/// none. Errors as OutputFile and rename_file.
void write_whole_file(const std::filesystem::path& path, const std::function<void(OutputFile&)>& write,
                      std::string_view step = {});

/// Creates an empty owner-only file, or leaves the one that is there. Error kCannotCreate.
void create_empty_file(const std::filesystem::path& path);

/// Renames within a file system. Error kIo.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// What tells that a file is still the one it was, byte for byte: its identity, size and time of change.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t changed_ns = 0;  ///< nanoseconds since the epoch

    bool operator==(const FileStamp&) const = default;
};

/// Nothing when it is not there.
std::optional<FileStamp> stamp_of_file(const std::filesystem::path& path);

/// Deletes a file; one that is already gone is not an error. Error kIo.
void remove_file(const std::filesystem::path& path);

/// Syncs the directory, so that renames and deletes in it last. Error kIo.
void sync_directory(const std::filesystem::path& directory);

/// Error kIo when the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

/// Takes an exclusive lock on a file or directory for as long as the descriptor lives; nothing is returned
/// when another process holds it. With `wait` it waits instead. Error kCannotCreate when it cannot be opened.
std::optional<FileDescriptor> lock_path(const std::filesystem::path& path, int open_flags, bool wait);

}  // namespace oa
