#include "base/stop_signals.hpp"

#include <algorithm>
#include <thread>

namespace oa {

namespace {

volatile std::sig_atomic_t stop_requested = 0;
int depth = 0;

void on_signal(int /*signal*/) {
    stop_requested = 1;
}

}  // namespace

StopSignals::StopSignals() {
    if (depth++ > 0) return;
    stop_requested = 0;
    struct sigaction action {};
    action.sa_handler = &on_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, &interrupt_before_);
    sigaction(SIGTERM, &action, &terminate_before_);
}

StopSignals::~StopSignals() {
    if (--depth > 0) return;
    sigaction(SIGINT, &interrupt_before_, nullptr);
    sigaction(SIGTERM, &terminate_before_, nullptr);
}

bool StopSignals::requested() {
    return stop_requested != 0;
}

void StopSignals::sleep_for(std::chrono::milliseconds time) {
    constexpr std::chrono::milliseconds kSlice{50};
    const auto end = std::chrono::steady_clock::now() + time;
    for (auto now = std::chrono::steady_clock::now(); now < end && !requested();
         now = std::chrono::steady_clock::now()) {
        std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(kSlice, end - now));
    }
}

}  // namespace oa
