#include "net/retry.hpp"

#include <functional>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

/// Gives the answers in turn, the last one again and again, and counts how often it was asked.
struct Script {
    using Answer = std::function<HttpResponse()>;

    HttpResponse operator()() {
        const std::size_t i = std::min(attempts, answers.size() - 1);
        ++attempts;
        return answers[i]();
    }

    std::vector<Answer> answers;
    std::size_t attempts = 0;
};

Script::Answer status(int code, std::optional<seconds> retry_after = std::nullopt) {
    return [=] {
        HttpResponse response;
        response.status = code;
        response.body = "body " + std::to_string(code);
        response.retry_after = retry_after;
        return response;
    };
}

Script::Answer broken(bool worth_retrying = true) {
    return [=]() -> HttpResponse { throw NetworkError("no answer", RequestState::kNotSent, worth_retrying); };
}

RetryPolicy at_once(int retries = 3) {
    return {.retries = retries, .first_delay = milliseconds(0), .longest_delay = seconds(60)};
}

}  // namespace

TEST_CASE("429, 5xx and broken connections are tried again, other answers are not", "[net/retry]") {
    struct Case {
        std::string name;
        std::vector<Script::Answer> answers;
        std::size_t attempts;
        int status;  ///< 0 when a NetworkError is the result
    };
    const std::vector<Case> cases = {
        {"good at once", {status(200)}, 1, 200},
        {"created", {status(201)}, 1, 201},
        {"a redirection is an answer", {status(302)}, 1, 302},
        {"400", {status(400), status(200)}, 1, 400},
        {"401", {status(401), status(200)}, 1, 401},
        {"403", {status(403), status(200)}, 1, 403},
        {"404", {status(404), status(200)}, 1, 404},
        {"408", {status(408), status(200)}, 1, 408},
        {"429", {status(429), status(200)}, 2, 200},
        {"499", {status(499), status(200)}, 1, 499},
        {"500", {status(500), status(200)}, 2, 200},
        {"502", {status(502), status(200)}, 2, 200},
        {"503", {status(503), status(503), status(200)}, 3, 200},
        {"599", {status(599), status(200)}, 2, 200},
        {"broken", {broken(), status(200)}, 2, 200},
        {"broken, then 503, then 429", {broken(), status(503), status(429), status(200)}, 4, 200},
        {"then another answer", {status(503), status(403), status(200)}, 2, 403},
        {"never good: the last answer",
         {status(500), status(501), status(502), status(503), status(200)},
         4,
         503},
        {"always broken", {broken()}, 4, 0},
        {"broken for good", {broken(false), status(200)}, 1, 0},
        {"503, then broken for good", {status(503), broken(false), status(200)}, 2, 0},
    };
    QuietLog log;
    for (const Case& c : cases) {
        CAPTURE(c.name);
        Script script{c.answers};
        if (c.status == 0) {
            CHECK_THROWS_AS(send_with_retries(std::ref(script), at_once(), log), NetworkError);
        } else {
            const HttpResponse response = send_with_retries(std::ref(script), at_once(), log);
            CHECK(response.status == c.status);
            CHECK(response.body == "body " + std::to_string(c.status));
        }
        CHECK(script.attempts == c.attempts);
    }
}

TEST_CASE("there are as many retries as the policy says", "[net/retry]") {
    QuietLog log;
    for (const int retries : {0, 1, 2, 10}) {
        CAPTURE(retries);
        Script refused{{status(503)}};
        CHECK(send_with_retries(std::ref(refused), at_once(retries), log).status == 503);
        CHECK(refused.attempts == static_cast<std::size_t>(retries) + 1);
        Script unreachable{{broken()}};
        CHECK_THROWS_AS(send_with_retries(std::ref(unreachable), at_once(retries), log), NetworkError);
        CHECK(unreachable.attempts == static_cast<std::size_t>(retries) + 1);
    }
}

TEST_CASE("Retry-After is waited for instead of the policy's delay", "[net/retry]") {
    // The delay of the policy would never end: the test does only when the answer's zero is taken.
    const RetryPolicy patient{.retries = 2, .first_delay = hours(1000), .longest_delay = seconds(3'600'000)};
    std::vector<std::string> messages;
    QuietLog log;
    log.get().set_listener(
        [&](Severity, std::string_view, std::string_view message) { messages.emplace_back(message); });
    for (const int code : {429, 503}) {
        CAPTURE(code);
        messages.clear();
        Script script{{status(code, seconds(0)), status(200)}};
        CHECK(send_with_retries(std::ref(script), patient, log).status == 200);
        CHECK(script.attempts == 2);
        CHECK(messages ==
              std::vector<std::string>{"HTTP " + std::to_string(code) + "; trying again in 0.0 s (2 left)"});
    }
}

TEST_CASE("a Retry-After beyond the longest delay is not waited for", "[net/retry]") {
    QuietLog log;
    RetryPolicy policy = at_once();
    policy.longest_delay = seconds(10);
    for (const int code : {429, 503}) {
        CAPTURE(code);
        Script script{{status(code, seconds(11)), status(200)}};
        CHECK(send_with_retries(std::ref(script), policy, log).status == code);
        CHECK(script.attempts == 1);
    }
}

TEST_CASE("another kind of error passes through at once", "[net/retry]") {
    QuietLog log;
    Script script{
        {[]() -> HttpResponse { throw Error(ExitCode::kConfiguration, "plain http"); }, status(200)}};
    CHECK_ERROR(send_with_retries(std::ref(script), at_once(), log), ExitCode::kConfiguration, "plain http");
    CHECK(script.attempts == 1);
}

TEST_CASE("each retry is told with its reason", "[net/retry]") {
    std::vector<std::string> messages;
    QuietLog log;
    log.get().set_listener(
        [&](Severity, std::string_view, std::string_view message) { messages.emplace_back(message); });
    Script script{{status(503), broken(), status(200)}};
    send_with_retries(std::ref(script), at_once(), log);
    REQUIRE(messages.size() == 2);
    CHECK(contains(messages[0], "HTTP 503; trying again"));
    CHECK(contains(messages[0], "(3 left)"));
    CHECK(contains(messages[1], "no answer; trying again"));
    CHECK(contains(messages[1], "(2 left)"));
}

TEST_CASE("each delay is drawn between half and all of a delay that doubles, up to the longest",
          "[net/retry]") {
    const RetryPolicy policy{.retries = 5, .first_delay = milliseconds(1000), .longest_delay = seconds(5)};
    const std::vector<milliseconds> full = {milliseconds(1000), milliseconds(2000), milliseconds(4000),
                                            milliseconds(5000), milliseconds(5000)};
    std::vector<bool> varied(full.size(), false);
    std::vector<std::optional<milliseconds>> first(full.size());
    for (int round = 0; round < 200; ++round) {
        RetryDelays delays(policy);
        CHECK(delays.retries_left() == 5);
        for (std::size_t i = 0; i < full.size(); ++i) {
            CAPTURE(i);
            const auto delay = delays.next(std::nullopt);
            REQUIRE(delay.has_value());
            CHECK(*delay >= full[i] / 2);
            CHECK(*delay <= full[i]);
            CHECK(delays.retries_left() == 4 - static_cast<int>(i));
            if (first[i] && *first[i] != *delay) varied[i] = true;
            first[i] = delay;
        }
        CHECK_FALSE(delays.next(std::nullopt).has_value());
        CHECK_FALSE(delays.next(seconds(0)).has_value());
        CHECK(delays.retries_left() == 0);
    }
    // Many that failed together do not come back together.
    CHECK(varied == std::vector<bool>(full.size(), true));
}

TEST_CASE("a delay is the Retry-After where there is one", "[net/retry]") {
    RetryDelays delays({.retries = 3, .first_delay = milliseconds(1000), .longest_delay = seconds(60)});
    CHECK(delays.next(seconds(60)) == milliseconds(60'000));
    CHECK(delays.next(seconds(0)) == milliseconds(0));
    CHECK(delays.retries_left() == 1);
    // One that is too long is not waited for, and no retry is spent on it.
    CHECK_FALSE(delays.next(seconds(61)).has_value());
    CHECK(delays.retries_left() == 1);
    // It doubled all the same.
    const auto third = delays.next(std::nullopt);
    REQUIRE(third.has_value());
    CHECK(*third >= milliseconds(2000));
    CHECK(*third <= milliseconds(4000));
}

TEST_CASE("without retries there is no delay", "[net/retry]") {
    for (const int retries : {0, -1}) {
        RetryDelays delays(
            {.retries = retries, .first_delay = milliseconds(0), .longest_delay = seconds(60)});
        CHECK_FALSE(delays.next(std::nullopt).has_value());
        CHECK_FALSE(delays.next(seconds(1)).has_value());
    }
}
