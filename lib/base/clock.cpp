#include "base/clock.hpp"

#include <ctime>

namespace oa {

Timestamp Clock::now() const {
    if (fixed_) return *fixed_;
    const std::time_t seconds = std::time(nullptr);
    std::tm local{};
    localtime_r(&seconds, &local);
    return Timestamp(std::chrono::seconds(seconds + local.tm_gmtoff));
}

}  // namespace oa
