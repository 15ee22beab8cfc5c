#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace oa::sandbox {

/// Secret words handed out for a limited time, each standing for a value: an access token for its client, a
/// pre-authenticated request for its object name. Safe to use from several threads.
class Passes {
  public:
    /// Hands out a new word for `value`.
    std::string issue(std::string value, std::chrono::seconds lifetime);

    /// The value behind a word; none when it is unknown or no longer good.
    std::optional<std::string> value_of(const std::string& word) const;

    /// How many were handed out.
    std::size_t issued() const;

    /// Forgets all of them.
    void clear();

  private:
    struct Pass {
        std::string value;
        std::chrono::steady_clock::time_point expires;
    };
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Pass> passes_;
};

}  // namespace oa::sandbox
