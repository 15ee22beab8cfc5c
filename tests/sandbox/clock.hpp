#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace oa::sandbox {

/// A time in UTC, such as `2024-02-29T12:30:00Z`.
std::string timestamp(std::chrono::system_clock::time_point time);

/// The present time in UTC.
std::string timestamp_now();

/// The present date in UTC.
std::string today();

/// The day that a date or a time such as `2024-02-29T12:30:00` begins with; none when there is none.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);

}  // namespace oa::sandbox
