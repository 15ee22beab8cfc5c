#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "http.hpp"

namespace oa::sandbox {

enum class FaultKind {
    kStatus,
    kStall,
    kDrop,
    kTruncate,
    kGarbage,
    kExpire,
    kDropAfter,
    kSlow,
    kHalfClose,
    kRelate,
    kHuge,
    kDeep,
    kHide,
};

/// A misbehaviour ordered for the next requests of one kind.
struct Fault {
    std::string where;  ///< the kind of route it waits for
    FaultKind what = FaultKind::kStatus;
    int times = 1;     ///< how often it still strikes; 0 is always
    int status = 503;  ///< for kStatus
    std::optional<int> retry_after;
    std::chrono::milliseconds pause{0};  ///< for kStall, kSlow and kHalfClose
    std::string code;                    ///< for kRelate: the exception's code
    std::string message;                 ///< for kRelate: the exception's text
    std::string element;                 ///< for kHide: what the answer lacks
    std::string customer;                ///< strikes only this number of order administration, unless blank
    std::size_t bytes = 0;               ///< for kHuge
};

/// The faults still to strike, in the order they were ordered. Safe to use from several threads.
class Faults {
  public:
    /// Orders one more.
    void add(Fault fault);

    /// The first fault that fits a request, used up by one; none when no such is ordered.
    std::optional<Fault> take(const std::function<bool(const Fault&)>& fits);

    /// What is still to strike.
    std::vector<Fault> remaining() const;

    /// Forgets all of them.
    void clear();

  private:
    mutable std::mutex mutex_;
    std::vector<Fault> faults_;
};

/// The answer of a fault that keeps the request from its handler; none when the handler is to be asked.
std::optional<Answer> answer_instead(const Fault& fault);

/// Does to the handler's answer what the fault asks for.
void spoil(const Fault& fault, Answer& answer);

}  // namespace oa::sandbox
