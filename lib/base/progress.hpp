#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/log.hpp"

namespace oa {

enum class ProgressMode { kAuto, kAlways, kNever };

/// A bar with count, rate and time left on the terminal; nothing where there is no terminal (kAuto).
class Progress {
  public:
    /// `what` names the rows in the plural; `total` is 0 when it is not known.
    Progress(Log& log, ProgressMode mode, std::string what, std::uint64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// One more row is done. Cheap: the line is drawn ten times a second at most.
    void advance();

  private:
    using SteadyClock = std::chrono::steady_clock;
    std::string line(SteadyClock::time_point now) const;

    Log& log_;
    bool shown_;
    std::string what_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
    SteadyClock::time_point started_;
    SteadyClock::time_point next_draw_;
};

}  // namespace oa
