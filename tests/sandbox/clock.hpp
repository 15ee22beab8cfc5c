#pragma once

#include <chrono>
#include <string>

namespace oa::sandbox {

/// A time in UTC, such as `2024-02-29T12:30:00Z`.
std::string timestamp(std::chrono::system_clock::time_point time);

/// The present time in UTC.
std::string timestamp_now();

/// The present date in UTC.
std::string today();

}  // namespace oa::sandbox
