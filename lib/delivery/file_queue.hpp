#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace oa {

/// A queue of messages: the one seam behind which a queue product stands (Stored Value Card Purchase and
/// Activation, "the queues defined for the activation integration layer job"). Here it is a directory with a
/// file for each message; what is being written by either side has a name that begins with a dot or ends in
/// `.tmp`.
class FileQueue {
  public:
    /// Error kConfiguration for a blank directory, kNoInput for one that is not there.
    explicit FileQueue(std::filesystem::path directory);

    /// Puts a message: readable by its owner only, on the disk, and whole as soon as it has its name. The
    /// same name again takes the place of the first. Error kInternal for a name that is not a plain file
    /// name, kCannotCreate, kIo.
    void put(const std::string& name, std::string_view content) const;

    /// The names of the messages, in order. Error kIo.
    std::vector<std::string> list() const;

    /// Error kInputData for more than `maximum_bytes`, kIo when it cannot be read.
    std::string read(const std::string& name, std::size_t maximum_bytes) const;

    /// Takes it away for good; one that is gone already is not an error. Error kIo.
    void remove(const std::string& name) const;

    /// Moves it into the subdirectory `rejected`, where nothing is overwritten: NAME, NAME.1, NAME.2. Answers
    /// the path. Error kCannotCreate, kIo.
    std::filesystem::path reject(const std::string& name) const;

    const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
};

}  // namespace oa
