#include "net/retry.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>

#include "base/stop_signals.hpp"

namespace oa {

namespace {

std::chrono::milliseconds jittered(std::chrono::milliseconds delay) {
    thread_local std::mt19937_64 random{std::random_device{}()};
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(delay.count() / 2, delay.count())(random));
}

}  // namespace

bool is_worth_retrying(int status) {
    return status == 429 || status >= 500;
}

std::optional<std::chrono::milliseconds> RetryDelays::next(std::optional<std::chrono::seconds> asked_for) {
    if (retries_left_ <= 0 || (asked_for && *asked_for > policy_.longest_delay)) return std::nullopt;
    --retries_left_;
    const auto delay = std::min<std::chrono::milliseconds>(delay_, policy_.longest_delay);
    delay_ = delay * 2;
    return asked_for ? std::chrono::milliseconds(*asked_for) : jittered(delay);
}

void log_retry(Log& log, std::string_view problem, std::chrono::milliseconds wait,
               const RetryDelays& delays) {
    log.info("{}; trying again in {:.1f} s ({} left)", problem, static_cast<double>(wait.count()) / 1000.0,
             delays.retries_left() + 1);
}

bool wait_for_retry(RetryDelays& delays, const NetworkError& error, Log& log) {
    const bool again = error.worth_retrying() && !StopSignals::requested();
    const auto wait = again ? delays.next(error.retry_after()) : std::nullopt;
    if (!wait) return false;
    log_retry(log, error.what(), *wait, delays);
    StopSignals::sleep_for(*wait);
    return !StopSignals::requested();
}

HttpResponse send_with_retries(const std::function<HttpResponse()>& send, const RetryPolicy& policy,
                               Log& log) {
    for (RetryDelays delays(policy);;) {
        std::string problem;
        std::optional<std::chrono::milliseconds> wait;
        try {
            HttpResponse response = send();
            if (!is_worth_retrying(response.status)) return response;
            if (!StopSignals::requested()) wait = delays.next(response.retry_after);
            if (!wait) return response;
            problem = fmt::format("HTTP {}", response.status);
        } catch (const NetworkError& error) {
            if (error.worth_retrying() && !StopSignals::requested()) wait = delays.next(error.retry_after());
            if (!wait) throw;
            problem = error.what();
        }
        log_retry(log, problem, *wait, delays);
        StopSignals::sleep_for(*wait);
    }
}

}  // namespace oa
