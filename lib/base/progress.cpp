#include "base/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace oa {

namespace {

constexpr std::uint64_t kBarWidth = 24;
constexpr std::chrono::milliseconds kDrawEvery{100};

bool is_shown(ProgressMode mode) {
    return mode == ProgressMode::kAlways || (mode == ProgressMode::kAuto && ::isatty(STDERR_FILENO) == 1);
}

/// One column less than the terminal has, so that the line does not wrap; no bound where its width is not
/// known.
std::size_t columns() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::string_view::npos;
    return size.ws_col - std::size_t{1};
}

}  // namespace

Progress::Progress(Log& log, ProgressMode mode, std::string what, std::uint64_t total)
    : log_(log),
      shown_(is_shown(mode) && log.shows(Severity::kInfo)),
      what_(std::move(what)),
      total_(total),
      started_(SteadyClock::now()),
      next_draw_(started_ + kDrawEvery) {}

Progress::~Progress() {
    if (shown_) log_.show_status({});
}

void Progress::advance() {
    ++done_;
    if (!shown_) return;
    const auto now = SteadyClock::now();
    if (now < next_draw_) return;
    next_draw_ = now + kDrawEvery;
    // Asked anew: a window may change its width.
    log_.show_status(first_characters(line(now), columns()));
}

std::string Progress::line(SteadyClock::time_point now) const {
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = static_cast<double>(done_) / std::max(seconds, 0.001);
    if (total_ == 0) return fmt::format("{} {}, {:.0f}/s", done_, what_, rate);

    const std::uint64_t filled = std::min(done_ * kBarWidth / total_, kBarWidth);
    const double left = static_cast<double>(total_ - std::min(done_, total_)) / std::max(rate, 0.001);
    return fmt::format("[{:#<{}}{:.<{}}] {} of {} {}, {:.0f}/s, {:.0f} s left", "", filled, "",
                       kBarWidth - filled, done_, total_, what_, rate, left);
}

}  // namespace oa
