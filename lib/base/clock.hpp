#pragma once

#include <optional>

#include "base/date.hpp"

namespace oa {

/// The time of day that a run goes by: the machine's, or one fixed by --at so that a run can be repeated.
class Clock {
  public:
    Clock() = default;
    explicit Clock(Timestamp fixed) : fixed_(fixed) {}

    /// The local civil time now.
    Timestamp now() const;

  private:
    std::optional<Timestamp> fixed_;
};

}  // namespace oa
