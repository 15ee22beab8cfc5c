#include "base/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

Log::Options options(LogFormat format, Severity threshold, const std::filesystem::path& file) {
    return {.program = "oa-test", .threshold = threshold, .format = format, .file = file};
}

}  // namespace

TEST_CASE("a message is one line, in text or JSON", "[base/log]") {
    struct Case {
        std::string name;
        LogFormat format;
        Severity severity;
        std::string subject, message;
        std::string on_stderr, in_file;
    };
    const std::vector<Case> cases = {
        {"an info has no level", LogFormat::kText, Severity::kInfo, "", "done", "oa-test: done\n",
         "2010-11-23T09:21:41 oa-test: done\n"},
        {"with a subject", LogFormat::kText, Severity::kWarning, "invoice 1042", "left behind",
         "oa-test: warning: invoice 1042: left behind\n",
         "2010-11-23T09:21:41 oa-test: warning: invoice 1042: left behind\n"},
        {"an error", LogFormat::kText, Severity::kError, "", "no", "oa-test: error: no\n",
         "2010-11-23T09:21:41 oa-test: error: no\n"},
        {"control characters", LogFormat::kText, Severity::kInfo, "", "a\nb\r\tc\x1B[2J",
         "oa-test: a b  c\\x1B[2J\n", "2010-11-23T09:21:41 oa-test: a b  c\\x1B[2J\n"},
        {"a line end in the subject", LogFormat::kText, Severity::kInfo, "a\nb.csv", "c",
         "oa-test: a b.csv: c\n", "2010-11-23T09:21:41 oa-test: a b.csv: c\n"},
        {"what is no message's", LogFormat::kText, Severity::kInfo, "card 4111111111111111",
         "Authorization: Basic YTpi, 4111 1111 1111 1111, ID 900000000001",
         "oa-test: card ************1111: Authorization: Basic ***, **** **** **** 1111, ID 900000000001\n",
         "2010-11-23T09:21:41 oa-test: card ************1111: Authorization: Basic ***, **** **** **** 1111, "
         "ID "
         "900000000001\n"},
        {"UTF-8", LogFormat::kText, Severity::kInfo, "", "caf\xC3\xA9", "oa-test: caf\xC3\xA9\n",
         "2010-11-23T09:21:41 oa-test: caf\xC3\xA9\n"},
        {"JSON", LogFormat::kJson, Severity::kWarning, "invoice 1042", "say \"no\"\n",
         R"({"time":"2010-11-23T09:21:41","program":"oa-test","level":"warning","subject":"invoice 1042","message":"say \"no\"\n"})"
         "\n",
         R"({"time":"2010-11-23T09:21:41","program":"oa-test","level":"warning","subject":"invoice 1042","message":"say \"no\"\n"})"
         "\n"},
        {"JSON without a subject", LogFormat::kJson, Severity::kInfo, "", "a",
         "{\"time\":\"2010-11-23T09:21:41\",\"program\":\"oa-test\",\"level\":\"info\",\"message\":\"a\"}\n",
         "{\"time\":\"2010-11-23T09:21:41\",\"program\":\"oa-test\",\"level\":\"info\",\"message\":\"a\"}\n"},
        {"JSON of what is not UTF-8", LogFormat::kJson, Severity::kInfo, "", "a\xFF",
         "{\"time\":\"2010-11-23T09:21:41\",\"program\":\"oa-test\",\"level\":\"info\",\"message\":"
         "\"a\xEF\xBF\xBD\"}\n",
         "{\"time\":\"2010-11-23T09:21:41\",\"program\":\"oa-test\",\"level\":\"info\",\"message\":"
         "\"a\xEF\xBF\xBD\"}\n"},
    };
    const Clock clock = seed_clock();
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const TempDir directory;
        std::string on_stderr;
        {
            const CapturedStderr captured;
            Log log(options(c.format, Severity::kInfo, directory / "log"), clock);
            log.write(c.severity, c.subject, c.message);
            on_stderr = captured.text();
        }
        CHECK(on_stderr == c.on_stderr);
        CHECK(read_file(directory / "log") == c.in_file);
        CHECK(mode_of(directory / "log") == 0600);
    }
}

TEST_CASE("a message below the threshold is not shown", "[base/log]") {
    const std::vector<Severity> severities = {Severity::kTrace, Severity::kDebug, Severity::kInfo,
                                              Severity::kWarning, Severity::kError};
    const Clock clock = seed_clock();
    for (const Severity threshold : severities) {
        for (const Severity severity : severities) {
            CAPTURE(to_string(threshold), to_string(severity));
            const TempDir directory;
            const bool wanted = severity >= threshold;
            std::string on_stderr;
            {
                const CapturedStderr captured;
                Log log(options(LogFormat::kText, threshold, directory / "log"), clock);
                CHECK(log.shows(severity) == wanted);
                log.write(severity, {}, "m");
                on_stderr = captured.text();
            }
            CHECK(on_stderr.empty() != wanted);
            CHECK(read_file(directory / "log").empty() != wanted);
        }
    }
}

TEST_CASE("a log file is appended to", "[base/log]") {
    const TempDir directory;
    const Clock clock = seed_clock();
    const CapturedStderr captured;
    for (const int run : {1, 2}) {
        Log log(options(LogFormat::kText, Severity::kInfo, directory / "log"), clock);
        log.info("run {}", run);
        // Each line is there at once, for who looks on.
        const std::string text = read_file(directory / "log");
        CHECK(text.ends_with(fmt::format("run {}\n", run)));
        CHECK(std::count(text.begin(), text.end(), '\n') == run);
    }
}

TEST_CASE("a log file that cannot be opened is named", "[base/log]") {
    const TempDir directory;
    const Clock clock = seed_clock();
    CHECK_ERROR(Log(options(LogFormat::kText, Severity::kInfo, directory / "no/log"), clock),
                ExitCode::kCannotCreate, "no/log");
}

TEST_CASE("the listener gets every message from info up, whatever is shown", "[base/log]") {
    QuietLog quiet;
    Log& log = quiet.get();
    std::vector<std::tuple<Severity, std::string, std::string>> heard;
    log.set_listener([&](Severity severity, std::string_view subject, std::string_view message) {
        heard.emplace_back(severity, subject, message);
    });
    log.debug("not {}", "this");
    log.info("an {}", "info");
    log.write(Severity::kWarning, "invoice 1042", "left behind");
    log.set_listener(nullptr);
    log.info("nobody listens");

    REQUIRE(heard.size() == 2);
    CHECK(heard[0] == std::tuple(Severity::kInfo, std::string(), std::string("an info")));
    CHECK(heard[1] ==
          std::tuple(Severity::kWarning, std::string("invoice 1042"), std::string("left behind")));
}

TEST_CASE("a log file that cannot be written is told of once, and does not end the run", "[base/log]") {
    const Clock clock = seed_clock();
    const std::string problem =
        "the log file /dev/full cannot be written: No space left on device; messages go to standard error "
        "only";
    // Shorter and longer than a buffer of stdio.
    for (const std::string& message : {std::string("a"), std::string(100'000, 'x')}) {
        for (const Severity threshold : {Severity::kInfo, Severity::kError}) {
            const CapturedStderr captured;
            Log log(options(LogFormat::kText, threshold, "/dev/full"), clock);
            CHECK(log.file_problem().empty());
            log.write(Severity::kError, {}, message);
            CHECK(captured.text() ==
                  fmt::format("oa-test: error: {}\noa-test: error: {}\n", message, problem));
            CHECK(log.file_problem() == problem);
            log.write(Severity::kError, {}, "b");
            CHECK(captured.text().ends_with("; messages go to standard error only\noa-test: error: b\n"));
        }
    }
}

TEST_CASE("a status line is taken away before a message and at the end", "[base/log]") {
    const Clock clock = seed_clock();
    const CapturedStderr captured;
    {
        Log log(options(LogFormat::kText, Severity::kInfo, {}), clock);
        log.show_status({});
        CHECK(captured.text().empty());
        log.show_status("half");
        CHECK(contains(captured.text(), "half"));
        log.info("a message");
        CHECK(contains(captured.text(), "half\r\x1B[Koa-test: a message\n"));
        log.show_status("more");
    }
    CHECK(captured.text().ends_with("more\r\x1B[K"));
}
