#pragma once

#include <chrono>
#include <functional>

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

/// Sends, and sends again after a broken connection, 429 or 5xx, waiting as the policy or a Retry-After says.
/// The last answer, or the last NetworkError, is the result. Another status is an answer at once: a 4xx is
/// not cured by repeating it. `send` must be safe to repeat.
HttpResponse send_with_retries(const std::function<HttpResponse()>& send, const RetryPolicy& policy,
                               Log& log);

}  // namespace oa
