#include "base/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/error.hpp"
#include "base/mask.hpp"
#include "base/shown.hpp"

namespace oa {

namespace {

/// A message that cannot be written (a full disk, a closed terminal) must not end the work it speaks of.
/// Answers false then, and errno says why.
bool put_line(std::FILE* file, const std::string& line) {
    return std::fputs((line + '\n').c_str(), file) >= 0 && std::fflush(file) == 0;
}

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::kTrace: return "trace";
        case Severity::kDebug: return "debug";
        case Severity::kInfo: return "info";
        case Severity::kWarning: return "warning";
        case Severity::kError: return "error";
    }
    return "error";
}

Log::Log(Options options, const Clock& clock) : options_(std::move(options)), clock_(clock) {
    if (options_.file.empty()) return;
    const int fd =
        ::open(options_.file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd >= 0) file_.reset(::fdopen(fd, "a"));
    if (file_ == nullptr) {
        throw Error(ExitCode::kCannotCreate,
                    fmt::format("cannot open the log file {}: {}", options_.file.string(),
                                std::generic_category().message(errno)));
    }
}

Log::~Log() {
    show_status({});
}

void Log::write(Severity severity, std::string_view subject, std::string_view message) {
    if (listener_ && severity >= Severity::kInfo) listener_(severity, subject, message);
    if (!shows(severity)) return;
    show_status({});
    // Cron mails what is on stderr and adds the time itself; a log file needs it in the line.
    put_line(stderr, format_line(severity, subject, message, false));
    if (file_ == nullptr || put_line(file_.get(), format_line(severity, subject, message, true))) return;
    const std::string reason = std::generic_category().message(errno);
    file_problem_ = fmt::format("the log file {} cannot be written: {}; messages go to standard error only",
                                options_.file.string(), reason);
    file_.reset();
    put_line(stderr, format_line(Severity::kError, {}, file_problem_, false));
}

std::string Log::format_line(Severity severity, std::string_view subject, std::string_view message,
                             bool with_time) const {
    const std::string time = to_string(clock_.now());
    if (options_.format == LogFormat::kJson) {
        nlohmann::ordered_json line{
            {"time", time}, {"program", options_.program}, {"level", to_string(severity)}};
        if (!subject.empty()) line["subject"] = with_payment_cards_masked(shown_lines(subject));
        line["message"] = with_payment_cards_masked(shown_lines(message));
        return shown_json(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    std::string line = with_time ? time + ' ' : std::string();
    line += options_.program + ": ";
    if (severity != Severity::kInfo) line.append(to_string(severity)).append(": ");
    if (!subject.empty()) line.append(with_payment_cards_masked(shown(subject))).append(": ");
    line += with_payment_cards_masked(shown(message));
    return line;
}

void Log::show_status(std::string_view text) {
    if (text.empty() && !status_shown_) return;
    static_cast<void>(std::fputs(fmt::format("\r\x1b[K{}", shown(text)).c_str(), stderr));
    static_cast<void>(std::fflush(stderr));
    status_shown_ = !text.empty();
}

}  // namespace oa
