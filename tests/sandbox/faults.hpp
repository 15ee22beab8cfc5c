#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "http.hpp"

namespace oa::sandbox {

enum class FaultKind { kStatus, kStall, kDrop, kTruncate, kGarbage, kExpire, kDropAfter, kSlow };

/// A misbehaviour ordered for the next requests of one kind.
struct Fault {
    std::string where;  ///< the kind of route it waits for
    FaultKind what = FaultKind::kStatus;
    int times = 1;     ///< how often it still strikes; 0 is always
    int status = 503;  ///< for kStatus
    std::optional<int> retry_after;
    std::chrono::milliseconds pause{0};  ///< for kStall and kSlow
};

/// The faults still to strike, in the order they were ordered. Safe to use from several threads.
class Faults {
  public:
    /// Orders one more.
    void add(Fault fault);

    /// The fault that strikes a request of this kind now, used up by one; none when nothing is ordered.
    std::optional<Fault> take(const std::string& where);

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
