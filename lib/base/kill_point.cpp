#include "base/kill_point.hpp"

#include <charconv>
#include <csignal>
#include <cstdlib>

namespace oa {

namespace {

struct Wanted {
    std::string_view step;
    int passes = 1;
};

Wanted wanted_from_environment() {
    const char* value = std::getenv("OA_TEST_KILL_AT");
    if (value == nullptr) return {};
    const std::string_view text(value);
    const std::size_t colon = text.find(':');
    Wanted wanted{text.substr(0, colon)};
    if (colon != std::string_view::npos) {
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), wanted.passes);
    }
    return wanted;
}

}  // namespace

void kill_point(std::string_view step) {
    static Wanted wanted = wanted_from_environment();
    if (wanted.step.empty() || step != wanted.step) return;
    if (--wanted.passes == 0) static_cast<void>(std::raise(SIGKILL));
}

}  // namespace oa
