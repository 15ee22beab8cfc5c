#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace oa::sandbox {

/// Texts kept in a file without a name, so that millions of them take no memory. It goes away with the spool.
class TextSpool {
  public:
    /// Where a text was put.
    struct Place {
        std::uint64_t offset = 0;
        std::uint32_t size = 0;
    };

    /// Makes the file in a directory; throws when it cannot be made.
    explicit TextSpool(const std::filesystem::path& directory);
    ~TextSpool();
    TextSpool(const TextSpool&) = delete;
    TextSpool& operator=(const TextSpool&) = delete;

    /// Adds a text; throws when the disk does not take it.
    Place append(std::string_view text);

    /// The text at a place.
    std::string read(const Place& place) const;

    /// Forgets all texts.
    void clear();

  private:
    void flush();

    int file_;
    std::uint64_t written_ = 0;
    std::string pending_;  ///< what follows the written bytes
};

}  // namespace oa::sandbox
