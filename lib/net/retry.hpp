#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "base/log.hpp"
#include "net/http.hpp"

namespace oa {

/// How often and how patiently a request is tried again.
struct RetryPolicy {
    int retries = 3;
    std::chrono::milliseconds first_delay{
        1000};  ///< doubled each time; the real delay is drawn between half and all of it
    std::chrono::seconds longest_delay{60};  ///< a longer Retry-After is not waited for
};

/// The waits between the tries of one piece of work.
class RetryDelays {
  public:
    explicit RetryDelays(const RetryPolicy& policy)
        : policy_(policy), retries_left_(policy.retries), delay_(policy.first_delay) {}

    /// How long to wait before the next try; `asked_for` is a Retry-After. Nothing when it is not to be tried
    /// again.
    std::optional<std::chrono::milliseconds> next(std::optional<std::chrono::seconds> asked_for);

    int retries_left() const { return retries_left_; }

  private:
    RetryPolicy policy_;
    int retries_left_;
    std::chrono::milliseconds delay_;
};

/// Says that the work is tried again after `wait`.
void log_retry(Log& log, std::string_view problem, std::chrono::milliseconds wait, const RetryDelays& delays);

/// Waits for the next try after `error`; false when there is to be none, or one of StopSignals came.
bool wait_for_retry(RetryDelays& delays, const NetworkError& error, Log& log);

/// What `work` gives, begun anew after each NetworkError that another try may better; the last one passes
/// through. `work` must be safe to repeat.
template <typename Work>
auto with_retries(const RetryPolicy& policy, Log& log, const Work& work) {
    for (RetryDelays delays(policy);;) {
        try {
            return work();
        } catch (const NetworkError& error) {
            if (!wait_for_retry(delays, error, log)) throw;
        }
    }
}

/// True for an answer that another try may better: 429 or 5xx.
bool is_worth_retrying(int http_status);

/// Sends, and sends again after a broken connection, 429 or 5xx, waiting as the policy or a Retry-After says.
/// The last answer, or the last NetworkError, is the result. Another status is an answer at once: a 4xx is
/// not cured by repeating it. Nothing is tried again once one of StopSignals came. `send` must be safe to
/// repeat.
HttpResponse send_with_retries(const std::function<HttpResponse()>& send, const RetryPolicy& policy,
                               Log& log);

}  // namespace oa
