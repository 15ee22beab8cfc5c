#include "base/clock.hpp"
#include "base/date.hpp"
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
        {"2010-11-23T24:00:00", ""},
        {"2010-11-23T23:60:00", ""},
        {"2010-11-23T23:59:60", ""},
        {"2010-11-23T9:21:41", ""},
        {"2010-11-23T09:21", ""},
        {"2010-11-23T09:21:41Z", ""},
        {"2010-11-23T09:21:41.5", ""},
        {"2010-11-23T09-21-41", ""},
        {"2010-11-23t09:21:41", ""},
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
