#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace oa {

/// A calendar day, as the store keeps it: ISO 8601, `2010-11-23`.
using Date = std::chrono::year_month_day;

/// A local civil time to the second, as the store keeps it: `2010-11-23T09:21:41`.
using Timestamp = std::chrono::local_seconds;

/// Reads `2010-11-23`; nothing for other text or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

/// Reads a time of ISO 8601: `2010-11-23T09:21:41` (a space for the T is taken, the seconds may be left out),
/// in the extended or the basic format (`20101123T092141`), or a date alone, which means midnight. `24:00` is
/// the midnight at the end of the day. A fraction of the last part is rounded down to the second. With an
/// offset (`Z`, `+05:30`, `-08`) it is that moment in the local time of this machine. Nothing for other text.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// The day of a time.
Date date_of(Timestamp time);

std::string to_string(Date date);
std::string to_string(Timestamp time);

/// The DATETIME of file names, YYMMDDHHMMSS: November 23, 2010 at 9:21:41 is 101123092141
/// (Customer Engagement Integration, Customer Engagement Sales Feed).
std::string file_datetime(Timestamp time);

}  // namespace oa
