#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace oa {

/// How much of a long change a transaction takes: as much as it can do in a little less than a second. Other
/// programs wait for the store for about so long. What is counted is the caller's: targets, customers.
class BatchSize {
  public:
    explicit BatchSize(std::int64_t most) : most_(most), count_(std::min(most, kFirst)) {}

    std::int64_t count() const { return count_; }

    /// The last transaction did so much in this time.
    void learn(std::int64_t done, std::chrono::duration<double> took) {
        if (done == 0) return;
        const double in_time = static_cast<double>(done) * kSeconds / std::max(took.count(), 0.001);
        // The next ones can have more rows than these.
        count_ = std::clamp(static_cast<std::int64_t>(in_time), std::int64_t{1}, std::min(most_, 2 * count_));
    }

  private:
    static constexpr std::int64_t kFirst = 100;
    static constexpr double kSeconds = 0.8;

    std::int64_t most_;
    std::int64_t count_;
};

}  // namespace oa
