#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace oa::sandbox {

/// Keeps the bodies of requests as files, numbered by arrival. Safe to use from several threads.
class RequestKeeper {
  public:
    /// Keeps nothing without a directory; otherwise makes it, and throws when that cannot be done.
    explicit RequestKeeper(std::optional<std::filesystem::path> directory);

    /// The number of a request that has just arrived.
    std::size_t arrive() { return ++arrived_; }

    /// Keeps a request; throws when it cannot be written.
    void keep(std::size_t number, const std::string& operation, const std::string& body) const;

  private:
    std::optional<std::filesystem::path> directory_;
    std::atomic<std::size_t> arrived_ = 0;
};

}  // namespace oa::sandbox
