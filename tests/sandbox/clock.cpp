#include "clock.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <string_view>

namespace oa::sandbox {

std::string timestamp(std::chrono::system_clock::time_point time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string timestamp_now() {
    return timestamp(std::chrono::system_clock::now());
}

std::string today() {
    return timestamp_now().substr(0, std::string_view("YYYY-MM-DD").size());
}

}  // namespace oa::sandbox
