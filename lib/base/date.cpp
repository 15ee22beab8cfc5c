#include "base/date.hpp"

#include <fmt/format.h>

#include <ctime>

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

/// The digits at `position`, or -1 when one of them is not a digit.
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

namespace {

/// Reads the text of a time from its beginning, part by part.
class TimeReader {
  public:
    explicit TimeReader(std::string_view text) : rest_(text) {}

    bool is_at_end() const { return rest_.empty(); }

    /// Takes one of the characters.
    bool take(std::string_view characters) {
        if (rest_.empty() || characters.find(rest_[0]) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Takes two digits of at most `highest`.
    std::optional<int> take_two(int highest) {
        const int value = rest_.size() < 2 ? -1 : digits(rest_, 0, 2);
        if (value < 0 || value > highest) return std::nullopt;
        rest_.remove_prefix(2);
        return value;
    }

    /// Takes the date, in the extended or the basic format.
    std::optional<Date> take_date() {
        is_basic_ = rest_.size() > 4 && rest_[4] != '-';
        const std::size_t length = is_basic_ ? 8 : 10;
        if (rest_.size() < length) return std::nullopt;
        std::string date(rest_.substr(0, length));
        if (is_basic_) date.insert(6, "-").insert(4, "-");
        rest_.remove_prefix(length);
        return parse_date(date);
    }

    /// Takes hour, minute, second and fraction.
    std::optional<std::chrono::seconds> take_time() {
        const auto hour = take_two(24);
        if (!hour) return std::nullopt;
        std::int64_t unit = 3600;
        std::int64_t seconds = *hour * unit;
        while (unit > 1 && is_part_next()) {
            // A leap second is the first second after it.
            const auto part = take_two(unit == 60 ? 60 : 59);
            if (!part) return std::nullopt;
            unit /= 60;
            seconds += *part * unit;
        }
        if (take(".,")) {
            const auto fraction = take_fraction(unit);
            if (!fraction) return std::nullopt;
            seconds += *fraction;
        }
        constexpr std::int64_t kDay = 24 * 3600;
        if (seconds > kDay) return std::nullopt;
        return std::chrono::seconds(seconds);
    }

    /// Takes the offset from UTC, after Z or its sign.
    std::optional<std::chrono::seconds> take_offset() {
        if (take("Zz")) return std::chrono::seconds(0);
        const bool is_west = take("-");
        if (!is_west && !take("+")) return std::nullopt;
        const auto hours = take_two(23);
        if (!hours) return std::nullopt;
        const auto minutes = is_at_end() ? 0 : (take(":"), take_two(59));
        if (!minutes) return std::nullopt;
        const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
        return is_west ? -offset : offset;
    }

  private:
    /// Whether a minute or second comes; a colon before it is taken.
    bool is_part_next() {
        if (!is_basic_) return take(":");
        return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
    }

    /// Takes the digits of a decimal fraction; how many whole seconds of the unit that is.
    std::optional<std::int64_t> take_fraction(std::int64_t unit) {
        std::int64_t value = 0;
        std::int64_t scale = 1;
        bool any = false;
        for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1)) {
            any = true;
            if (scale >= 1'000'000'000) continue;
            value = value * 10 + (rest_[0] - '0');
            scale *= 10;
        }
        if (!any) return std::nullopt;
        return value * unit / scale;
    }

    std::string_view rest_;
    bool is_basic_ = false;
};

/// A moment, given as the civil time in UTC, in the local time of this machine.
Timestamp local_time(Timestamp utc) {
    const std::time_t seconds = utc.time_since_epoch().count();
    std::tm local{};
    localtime_r(&seconds, &local);
    return utc + std::chrono::seconds(local.tm_gmtoff);
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    TimeReader reader(text);
    const auto date = reader.take_date();
    if (!date) return std::nullopt;
    const auto midnight = Timestamp(std::chrono::local_days(*date));
    if (reader.is_at_end()) return midnight;
    if (!reader.take("Tt ")) return std::nullopt;
    const auto time = reader.take_time();
    if (!time) return std::nullopt;
    if (reader.is_at_end()) return midnight + *time;
    const auto offset = reader.take_offset();
    if (!offset || !reader.is_at_end()) return std::nullopt;
    return local_time(midnight + *time - *offset);
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
