#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace oa {

enum class Severity { kTrace, kDebug, kInfo, kWarning, kError };

std::string_view to_string(Severity severity);

enum class LogFormat { kText, kJson };

/// Messages to people: one line each on stderr, and in the log file where one is named, as shown() makes them
/// and with card numbers masked. Results go to stdout, never through here.
class Log {
  public:
    struct Options {
        std::string program;
        Severity threshold = Severity::kInfo;  ///< -q raises it to kError, -v and -vv lower it
        LogFormat format = LogFormat::kText;
        std::filesystem::path file;  ///< appended to; empty for none
    };

    /// Error kCannotCreate when the log file cannot be opened.
    Log(Options options, const Clock& clock);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    /// `subject` is the row or file that the message is about (`invoice 1042`), empty for none. Of a log file
    /// that cannot be written stderr is told once, and it gets no more messages.
    void write(Severity severity, std::string_view subject, std::string_view message);

    template <typename... Args>
    void info(fmt::format_string<Args...> format, Args&&... args) {
        write(Severity::kInfo, {}, fmt::format(format, std::forward<Args>(args)...));
    }
    template <typename... Args>
    void warning(fmt::format_string<Args...> format, Args&&... args) {
        write(Severity::kWarning, {}, fmt::format(format, std::forward<Args>(args)...));
    }
    template <typename... Args>
    void debug(fmt::format_string<Args...> format, Args&&... args) {
        write(Severity::kDebug, {}, fmt::format(format, std::forward<Args>(args)...));
    }

    /// Every message of kInfo and above also goes here: the job log. Called whatever the threshold is.
    using Listener = std::function<void(Severity, std::string_view subject, std::string_view message)>;
    void set_listener(Listener listener) { listener_ = std::move(listener); }

    /// A line on the terminal that the next one replaces; an empty text takes it away.
    void show_status(std::string_view text);

    /// Why messages are missing in the log file, as it was told on stderr; empty while none is.
    const std::string& file_problem() const { return file_problem_; }

    bool shows(Severity severity) const { return severity >= options_.threshold; }

  private:
    std::string format_line(Severity severity, std::string_view subject, std::string_view message,
                            bool with_time) const;

    struct CloseFile {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };

    Options options_;
    const Clock& clock_;
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::string file_problem_;
    Listener listener_;
    bool status_shown_ = false;
};

}  // namespace oa
