#include "base/clock.hpp"
#include "base/date.hpp"

#include <time.h>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("a date is ISO 8601 and a day that exists", "[base/date]") {
    struct Case {
        std::string text;
        bool exists;
    };
    const std::vector<Case> cases = {
        {"2010-11-23", true},  {"2000-02-29", true},   {"2024-02-29", true},   {"1900-02-29", false},
        {"2023-02-29", false}, {"2023-04-31", false},  {"2023-12-31", true},   {"2023-13-01", false},
        {"2023-00-10", false}, {"2023-01-00", false},  {"2023-01-32", false},  {"9999-12-31", true},
        {"", false},           {"2023-1-1", false},    {"20230101", false},    {"2023/01/01", false},
        {"23-01-01", false},   {"2023-01-1x", false},  {"2023-0a-01", false},  {"x023-01-01", false},
        {"-023-01-01", false}, {"+023-01-01", false},  {"2023-01-01 ", false}, {" 2023-01-01", false},
        {"2023- 1-01", false}, {"2023-01-01T", false}, {"today", false},       {"11/23/2010", false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const auto date = parse_date(c.text);
        REQUIRE(date.has_value() == c.exists);
        if (date) CHECK(to_string(*date) == c.text);
    }
}

TEST_CASE("a time is a date and a time of day, or a date alone", "[base/date]") {
    struct Case {
        std::string text;
        std::string printed;  ///< blank when the text is refused
    };
    const std::vector<Case> cases = {
        {"2010-11-23T09:21:41", "2010-11-23T09:21:41"},
        {"2010-11-23 09:21:41", "2010-11-23T09:21:41"},
        {"2010-11-23", "2010-11-23T00:00:00"},
        {"2010-11-23T00:00:00", "2010-11-23T00:00:00"},
        {"2010-11-23T23:59:59", "2010-11-23T23:59:59"},
        {"1969-12-31T23:59:59", "1969-12-31T23:59:59"},
        {"2024-02-29T12:00:00", "2024-02-29T12:00:00"},
        {"2023-02-29T12:00:00", ""},
        {"2010-11-23t09:21:41", "2010-11-23T09:21:41"},
        {"2010-11-23T09:21", "2010-11-23T09:21:00"},
        {"2010-11-23T09", "2010-11-23T09:00:00"},
        {"2010-11-23T09:21:41.5", "2010-11-23T09:21:41"},
        {"2010-11-23T09:21:41,999999999999", "2010-11-23T09:21:41"},
        {"2010-11-23T09:21.25", "2010-11-23T09:21:15"},
        {"2010-11-23T09.5", "2010-11-23T09:30:00"},
        {"20101123T092141", "2010-11-23T09:21:41"},
        {"20101123T0921", "2010-11-23T09:21:00"},
        {"20101123", "2010-11-23T00:00:00"},
        {"2010-11-23T24:00:00", "2010-11-24T00:00:00"},
        {"2016-12-31T23:59:60", "2017-01-01T00:00:00"},
        {"2010-11-23T24:00:01", ""},
        {"2010-11-23T25:00:00", ""},
        {"2010-11-23T23:60:00", ""},
        {"2010-11-23T23:59:61", ""},
        {"2010-11-23T9:21:41", ""},
        {"2010-11-23T09:21:", ""},
        {"2010-11-23T09:21:41.", ""},
        {"2010-11-23T09-21-41", ""},
        {"2010-11-23T092141", ""},
        {"2010-11-23T09:21:41 ", ""},
        {"2010-11-23T09:21:41x", ""},
        {"2010-11-23T09:21:41Z0", ""},
        {"2010-11-23T09:21:41+", ""},
        {"2010-11-23T09:21:41+5", ""},
        {"2010-11-23T09:21:41+05:", ""},
        {"2010-11-23T09:21:41+24:00", ""},
        {"2010-11-23T09:21:41+05:60", ""},
        {"2010-11-23+05:00", ""},
        {"2010-11-23T0a:21:41", ""},
        {"2010-11-23T", ""},
        {"2010-11", ""},
        {"", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const auto time = parse_timestamp(c.text);
        REQUIRE(time.has_value() == !c.printed.empty());
        if (time) CHECK(to_string(*time) == c.printed);
    }
}

TEST_CASE("a time with an offset is that moment in the local time", "[base/date]") {
    struct Case {
        std::string text, utc, tokyo, new_york;
    };
    const std::vector<Case> cases = {
        {"2010-11-23T09:21:41Z", "2010-11-23T09:21:41", "2010-11-23T18:21:41", "2010-11-23T04:21:41"},
        {"20101123T092141Z", "2010-11-23T09:21:41", "2010-11-23T18:21:41", "2010-11-23T04:21:41"},
        {"2010-11-23T09:21:41.123+00:00", "2010-11-23T09:21:41", "2010-11-23T18:21:41",
         "2010-11-23T04:21:41"},
        {"2010-11-23T23:30:00-05:00", "2010-11-24T04:30:00", "2010-11-24T13:30:00", "2010-11-23T23:30:00"},
        {"2010-11-23 02:00:00+0530", "2010-11-22T20:30:00", "2010-11-23T05:30:00", "2010-11-22T15:30:00"},
        {"2010-07-04T12:00-08", "2010-07-04T20:00:00", "2010-07-05T05:00:00", "2010-07-04T16:00:00"},
    };
    const auto in_zone = [](const char* zone, const std::string& text) {
        const EnvironmentVariable set("TZ", zone);
        ::tzset();
        return to_string(parse_timestamp(text).value());
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(in_zone("UTC0", c.text) == c.utc);
        CHECK(in_zone("JST-9", c.text) == c.tokyo);
        CHECK(in_zone("EST5EDT,M3.2.0,M11.1.0", c.text) == c.new_york);
    }
    ::tzset();
}

TEST_CASE(
    "DATETIME of file names is YYMMDDHHMMSS (Customer Engagement Integration: K69, Sales Feed step 3, File "
    "Transfer Service)",
    "[base/date]") {
    struct Case {
        std::string time;
        std::string datetime;
    };
    const std::vector<Case> cases = {
        {"2010-11-23T09:21:41", "101123092141"},  // Default Location for ORCE Integration (K69)
        {"2023-11-23T09:21:41", "231123092141"},  // Sales Feed, step 3
        {"2021-05-03T09:21:41", "210503092141"},  // File Transfer Service
        {"2000-01-02T03:04:05", "000102030405"}, {"2099-12-31T23:59:59", "991231235959"},
        {"2024-02-29", "240229000000"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.time);
        CHECK(file_datetime(parse_timestamp(c.time).value()) == c.datetime);
    }
}

TEST_CASE("a fixed clock stands still", "[base/date]") {
    const Clock clock(parse_timestamp("2010-11-23T09:21:41").value());
    CHECK(to_string(clock.now()) == "2010-11-23T09:21:41");
    CHECK(clock.now() == clock.now());
    // Only that the machine's clock is asked for, and in this century.
    CHECK(Clock().now() > parse_timestamp("2020-01-01").value());
}
