#include "base/date.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace oa {

namespace {

struct Civil {
    Date date;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
};

Civil split(Timestamp time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return {Date(day), std::chrono::hh_mm_ss(time - day)};
}

/// The digits at `position`, or -1 when one of them is no digit.
int digits(std::string_view text, std::size_t position, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(position, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return std::nullopt;
    const auto midnight = Timestamp(std::chrono::local_days(*date));
    if (text.size() == 10) return midnight;

    const std::string_view time = text.substr(10);
    if (time.size() != 9 || (time[0] != 'T' && time[0] != ' ') || time[3] != ':' || time[6] != ':') {
        return std::nullopt;
    }
    const int hour = digits(time, 1, 2);
    const int minute = digits(time, 4, 2);
    const int second = digits(time, 7, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    return midnight + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

Date date_of(Timestamp time) {
    return Date(std::chrono::floor<std::chrono::days>(time));
}

std::string to_string(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_string(Timestamp time) {
    const Civil civil = split(time);
    return fmt::format("{}T{:02}:{:02}:{:02}", to_string(civil.date), civil.time.hours().count(),
                       civil.time.minutes().count(), civil.time.seconds().count());
}

std::string file_datetime(Timestamp time) {
    const Civil civil = split(time);
    return fmt::format("{:02}{:02}{:02}{:02}{:02}{:02}", static_cast<int>(civil.date.year()) % 100,
                       static_cast<unsigned>(civil.date.month()), static_cast<unsigned>(civil.date.day()),
                       civil.time.hours().count(), civil.time.minutes().count(),
                       civil.time.seconds().count());
}

}  // namespace oa
