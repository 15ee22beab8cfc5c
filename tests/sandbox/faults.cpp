#include "faults.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace oa::sandbox {

namespace {

constexpr const char* kGarbage =
    "<!DOCTYPE html>\n<html><head><title>Welcome</title></head>\n"
    "<body><p>Please sign in to use this network.</p></body></html>\n";

Answer refusal(const Fault& fault) {
    auto answer = json_answer(fault.status, {{"status", fault.status}, {"message", "ordered fault"}});
    if (fault.retry_after) answer.headers.emplace_back("Retry-After", std::to_string(*fault.retry_after));
    return answer;
}

Answer silence(std::chrono::milliseconds pause) {
    Answer answer;
    answer.delivery = Delivery::kNone;
    answer.delay = pause;
    return answer;
}

Answer garbage() {
    Answer answer;
    answer.body = kGarbage;
    answer.content_type = "text/html; charset=utf-8";
    return answer;
}

/// Takes the elements of this name out; none of them holds another one.
void hide(std::string& body, const std::string& name) {
    const auto tag = '<' + name + '>';
    const auto end_tag = "</" + name + '>';
    std::string shown;
    std::size_t begin = 0;
    for (auto at = body.find(tag); at != std::string::npos; at = body.find(tag, begin)) {
        shown.append(body, begin, at - begin);
        const auto end = body.find(end_tag, at);
        begin = end == std::string::npos ? body.size() : end + end_tag.size();
    }
    body = shown.append(body, begin);
}

}  // namespace

void Faults::add(Fault fault) {
    const std::scoped_lock lock(mutex_);
    faults_.push_back(std::move(fault));
}

std::optional<Fault> Faults::take(const std::function<bool(const Fault&)>& fits) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(faults_.begin(), faults_.end(), fits);
    if (found == faults_.end()) return std::nullopt;
    auto fault = *found;
    if (found->times == 1) {
        faults_.erase(found);
    } else if (found->times > 1) {
        --found->times;
    }
    return fault;
}

std::vector<Fault> Faults::remaining() const {
    const std::scoped_lock lock(mutex_);
    return faults_;
}

void Faults::clear() {
    const std::scoped_lock lock(mutex_);
    faults_.clear();
}

std::optional<Answer> answer_instead(const Fault& fault) {
    switch (fault.what) {
        case FaultKind::kStatus: return refusal(fault);
        case FaultKind::kStall: return silence(fault.pause);
        case FaultKind::kDrop: return silence(std::chrono::milliseconds{0});
        case FaultKind::kGarbage: return garbage();
        default: return std::nullopt;
    }
}

void spoil(const Fault& fault, Answer& answer) {
    if (fault.what == FaultKind::kSlow) answer.delay = fault.pause;
    if (fault.what == FaultKind::kHide) hide(answer.body, fault.element);
    if (fault.what == FaultKind::kDropAfter) answer.delivery = Delivery::kNone;
    if (fault.what == FaultKind::kTruncate) {
        // An answer without a body has no half that could be missing.
        if (answer.body.empty()) answer.body = kGarbage;
        answer.delivery = Delivery::kHalf;
    }
    if (fault.what == FaultKind::kHalfClose) {
        answer.delivery = Delivery::kHalfAndHold;
        answer.hold = fault.pause;
    }
}

}  // namespace oa::sandbox
