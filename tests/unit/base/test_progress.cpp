#include "base/progress.hpp"

#include <functional>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

Log::Options options(Severity threshold) {
    return {.program = "oa-test", .threshold = threshold, .file = {}};
}

/// Enough rows for a line to be drawn, but no more than that: the line is drawn by time.
std::string advance_until_drawn(Progress& progress, const CapturedStderr& captured) {
    for (int i = 0; i < 100'000 && captured.text().empty(); ++i) {
        for (int k = 0; k < 100; ++k) progress.advance();
    }
    return captured.text();
}

}  // namespace

TEST_CASE("no line is drawn where nobody looks", "[base/progress]") {
    struct Case {
        std::string name;
        ProgressMode mode;
        Severity threshold;
    };
    const std::vector<Case> cases = {
        {"never", ProgressMode::kNever, Severity::kInfo},
        {"auto, and stderr is no terminal", ProgressMode::kAuto, Severity::kInfo},
        {"always, but quiet", ProgressMode::kAlways, Severity::kError},
    };
    const Clock clock = seed_clock();
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const CapturedStderr captured;
        Log log(options(c.threshold), clock);
        {
            Progress progress(log, c.mode, "invoices", 10);
            // Past the time after which a shown line would be drawn.
            const auto drawn = std::chrono::steady_clock::now() + std::chrono::milliseconds(120);
            while (std::chrono::steady_clock::now() < drawn) progress.advance();
        }
        CHECK(captured.text().empty());
    }
}

TEST_CASE("a bar has the count, the rate and the time left, and goes at the end", "[base/progress]") {
    const Clock clock = seed_clock();
    const CapturedStderr captured;
    Log log(options(Severity::kInfo), clock);
    {
        Progress progress(log, ProgressMode::kAlways, "invoices", 1'000'000'000);
        const std::string line = advance_until_drawn(progress, captured);
        CAPTURE(line);
        CHECK(contains(line, " of 1000000000 invoices, "));
        CHECK(contains(line, "/s, "));
        CHECK(contains(line, " s left"));
        CHECK(contains(line, "[........................]"));
    }
    CHECK(captured.text().ends_with("\r\x1B[K"));
}

TEST_CASE("without a total there is a count and a rate; with too small a total the bar stays whole",
          "[base/progress]") {
    struct Case {
        std::uint64_t total;
        std::string part;
    };
    for (const Case& c : {Case{0, " rows, "}, Case{1, "[########################] "}}) {
        CAPTURE(c.total);
        const Clock clock = seed_clock();
        const CapturedStderr captured;
        Log log(options(Severity::kInfo), clock);
        Progress progress(log, ProgressMode::kAlways, "rows", c.total);
        const std::string line = advance_until_drawn(progress, captured);
        CAPTURE(line);
        CHECK(contains(line, c.part));
        CHECK(contains(line, "left") == (c.total != 0));
    }
}
