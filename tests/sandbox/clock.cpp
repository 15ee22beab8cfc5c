#include "clock.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace oa::sandbox {

namespace {

std::optional<int> parse_digits(std::string_view text) {
    int number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number < 0) return std::nullopt;
    return number;
}

}  // namespace

std::string timestamp(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string timestamp_now() {
    return timestamp(std::chrono::system_clock::now());
}

std::string today() {
    return timestamp_now().substr(0, std::string_view("YYYY-MM-DD").size());
}

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
    constexpr std::string_view kForm = "YYYY-MM-DD";
    if (text.size() < kForm.size() || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_digits(text.substr(0, 4));
    const auto month = parse_digits(text.substr(5, 2));
    const auto day = parse_digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

}  // namespace oa::sandbox
