#include "service/money_request.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "base/error.hpp"
#include "service/soap_service.hpp"

namespace oa {

namespace {

/// An inquiry tells nothing of a request that the service still works on: until then it may not be sent
/// again.
constexpr std::chrono::minutes kLongestWork{5};
/// That many in a row without an answer: the service is down, the others are not tried.
constexpr int kMostUnanswered = 3;

}  // namespace

MoneyRequests::MoneyRequests(MoneyService service, const RetryPolicy& retry, const Clock& clock, Log& log)
    : service_(std::move(service)), retry_(retry), clock_(clock), log_(log) {}

bool MoneyRequests::carry_out(MoneyRequest& request) {
    const auto sent_at = request.sent_at();
    is_sent_ = sent_at.has_value();
    in_work_until_ = sent_at ? std::optional(*sent_at + kLongestWork) : std::nullopt;
    try {
        const bool is_known = with_retries(retry_, log_, [&] { return attempt(request); });
        unanswered_ = 0;
        return is_known;
    } catch (const RelateProcessingException& refusal) {
        // Of an inquiry alone: what became of the request is not known, so it must not be sent again.
        problem_ =
            fmt::format("{} does not tell what became of the request: {}", service_.name, refusal.what());
        unanswered_ = 0;
    } catch (const NetworkError& error) {
        problem_ = fmt::format("{}: {}", service_.is_unavailable, error.what());
        if (!error.body_was_sent() || ++unanswered_ == kMostUnanswered)
            throw Error(ExitCode::kUnavailable, problem_);
    }
    return false;
}

bool MoneyRequests::attempt(MoneyRequest& request) {
    if (is_sent_) {
        if (request.inquire()) return true;
        if (in_work_until_ && clock_.now() < *in_work_until_) {
            problem_ = fmt::format(
                "its request had no clear answer, and {} may still work on it; after {} it is asked about, "
                "and sent again",
                service_.name, to_string(*in_work_until_));
            return false;
        }
    }
    const std::string unclear = send(request);
    if (unclear.empty()) return true;
    log_.write(Severity::kWarning, request.subject(),
               fmt::format("the answer of {} is not clear: {}; an inquiry follows", service_.name, unclear));
    if (request.inquire()) return true;
    problem_ = fmt::format(
        "the answer of {} is not clear: {}; an inquiry does not know of the request: it is asked about "
        "again, "
        "and after {} sent again",
        service_.name, unclear, to_string(*in_work_until_));
    return false;
}

/// As MoneyRequest::send.
std::string MoneyRequests::send(MoneyRequest& request) {
    const Timestamp now = clock_.now();
    request.record(now);
    is_sent_ = true;
    in_work_until_ = now + kLongestWork;
    try {
        return request.send();
    } catch (const NetworkError& error) {
        is_sent_ = error.body_was_sent();
        if (error.state() != RequestState::kInWork) in_work_until_.reset();
        if (!is_sent_) request.withdraw();
        throw;
    } catch (const Error& error) {
        // The service refused whoever asks, before it looked at the request.
        if (refuses_everything(error.code())) request.withdraw();
        throw;
    }
}

}  // namespace oa
