#include "base/kill_point.hpp"

#ifdef OA_TEST_STEPS

#include <charconv>
#include <csignal>
#include <cstdlib>

namespace oa {

namespace {

/// The step that a variable names, and how often it is still passed before the signal comes.
struct Wanted {
    std::string_view step;
    int passes = 1;
};

Wanted wanted_from(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr) return {};
    const std::string_view text(value);
    const std::size_t colon = text.find(':');
    Wanted wanted{text.substr(0, colon)};
    if (colon != std::string_view::npos) {
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), wanted.passes);
    }
    return wanted;
}

void raise_if_wanted(Wanted& wanted, std::string_view step, int signal) {
    if (wanted.step.empty() || step != wanted.step) return;
    if (--wanted.passes == 0) static_cast<void>(std::raise(signal));
}

}  // namespace

void kill_point(std::string_view step) {
    static Wanted kill = wanted_from("OA_TEST_KILL_AT");
    static Wanted stop = wanted_from("OA_TEST_STOP_AT");
    static Wanted terminate = wanted_from("OA_TEST_TERM_AT");
    raise_if_wanted(kill, step, SIGKILL);
    raise_if_wanted(terminate, step, SIGTERM);
    raise_if_wanted(stop, step, SIGSTOP);
}

}  // namespace oa

#endif
