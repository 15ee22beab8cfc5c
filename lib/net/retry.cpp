#include "net/retry.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <thread>

namespace oa {

namespace {

bool is_worth_retrying(int status) {
    return status == 429 || status >= 500;
}

std::chrono::milliseconds jittered(std::chrono::milliseconds delay) {
    thread_local std::mt19937_64 random{std::random_device{}()};
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(delay.count() / 2, delay.count())(random));
}

}  // namespace

HttpResponse send_with_retries(const std::function<HttpResponse()>& send, const RetryPolicy& policy,
                               Log& log) {
    std::chrono::milliseconds delay = policy.first_delay;
    for (int retries_left = policy.retries;; --retries_left) {
        std::string problem;
        std::optional<std::chrono::seconds> asked_for;
        try {
            HttpResponse response = send();
            if (!is_worth_retrying(response.status) || retries_left <= 0) return response;
            asked_for = response.retry_after;
            if (asked_for && *asked_for > policy.longest_delay) return response;
            problem = fmt::format("HTTP {}", response.status);
        } catch (const NetworkError& error) {
            if (!error.worth_retrying() || retries_left <= 0) throw;
            problem = error.what();
        }
        const auto wait = asked_for
                              ? std::chrono::milliseconds(*asked_for)
                              : jittered(std::min<std::chrono::milliseconds>(delay, policy.longest_delay));
        log.info("{}; trying again in {:.1f} s ({} left)", problem,
                 static_cast<double>(wait.count()) / 1000.0, retries_left);
        std::this_thread::sleep_for(wait);
        delay *= 2;
    }
}

}  // namespace oa
