#include "base/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/error.hpp"

namespace oa {

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
    fmt::print(stderr, "{}\n", format_line(severity, subject, message, false));
    if (file_ != nullptr) {
        fmt::print(file_.get(), "{}\n", format_line(severity, subject, message, true));
        static_cast<void>(std::fflush(file_.get()));
    }
}

std::string Log::format_line(Severity severity, std::string_view subject, std::string_view message,
                             bool with_time) const {
    const std::string time = to_string(clock_.now());
    if (options_.format == LogFormat::kJson) {
        nlohmann::ordered_json line{
            {"time", time}, {"program", options_.program}, {"level", to_string(severity)}};
        if (!subject.empty()) line["subject"] = subject;
        line["message"] = message;
        return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    std::string line = with_time ? time + ' ' : std::string();
    line += options_.program + ": ";
    if (severity != Severity::kInfo) line.append(to_string(severity)).append(": ");
    if (!subject.empty()) line.append(subject).append(": ");
    // One message is one line, whatever a row or an answer had in it.
    for (const char c : message) line += (static_cast<unsigned char>(c) < 0x20) ? ' ' : c;
    return line;
}

void Log::show_status(std::string_view text) {
    if (text.empty() && !status_shown_) return;
    fmt::print(stderr, "\r\x1b[K{}", text);
    static_cast<void>(std::fflush(stderr));
    status_shown_ = !text.empty();
}

}  // namespace oa
