#include "base/stop_signals.hpp"

#include <algorithm>
#include <thread>

namespace oa {

namespace {

volatile std::sig_atomic_t stop_requested = 0;
int depth = 0;

/// The first signal asks, the second ends the process at once.
void on_signal(int signal) {
    if (stop_requested != 0) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
    stop_requested = 1;
}

/// What the parent ignores, as a shell does for a command in the background or under nohup, stays ignored.
void take_over(int signal, struct sigaction& before) {
    sigaction(signal, nullptr, &before);
    if (before.sa_handler == SIG_IGN) return;
    struct sigaction action {};
    action.sa_handler = &on_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignals::StopSignals() {
    if (depth++ > 0) return;
    stop_requested = 0;
    take_over(SIGINT, interrupt_before_);
    take_over(SIGTERM, terminate_before_);
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
