#pragma once

#include <chrono>
#include <csignal>

namespace oa {

/// While it lives, the first SIGINT or SIGTERM does not end the process but asks it to stop at the next row;
/// a second one ends it at once. One that the parent ignores stays ignored. Afterwards they do what they did
/// before. Within another one it changes nothing: a request made to that one stays.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// True when one of the signals came.
    static bool requested();

    /// Sleeps so long, or until one of the signals came.
    static void sleep_for(std::chrono::milliseconds time);

  private:
    struct sigaction interrupt_before_ {};
    struct sigaction terminate_before_ {};
};

}  // namespace oa
