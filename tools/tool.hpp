#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/log.hpp"
#include "base/money.hpp"
#include "base/shown.hpp"
#include "delivery/transfer.hpp"
#include "store/session.hpp"

namespace oa {

/// The options every tool has.
struct CommonOptions {
    SessionOptions session;
    Clock clock;
    Log::Options log;
    bool json = false;
};

template <HasFields Result>
void fill(nlohmann::ordered_json& json, const Result& result);

/// A field's value as --json has it: money as text, what has fields as an object.
template <typename Value>
nlohmann::ordered_json json_of(const Value& value) {
    if constexpr (HasFields<Value>) {
        nlohmann::ordered_json json = nlohmann::ordered_json::object();
        fill(json, value);
        return json;
    } else if constexpr (std::is_same_v<Value, Money>) {
        return to_string(value);
    } else if constexpr (requires { requires HasFields<typename Value::value_type>; }) {
        nlohmann::ordered_json json = nlohmann::ordered_json::array();
        for (const auto& element : value) json.push_back(json_of(element));
        return json;
    } else {
        return value;
    }
}

/// Adds the fields of a result to the object of --json.
template <HasFields Result>
void fill(nlohmann::ordered_json& json, const Result& result) {
    result.fields([&](const char* name, const auto& value) {
        if constexpr (requires { value.has_value(); }) {
            if (value) json[name] = json_of(*value);
        } else {
            json[name] = json_of(value);
        }
    });
}

/// Adds --user (OA_USER): at most ten characters, as in the user tables; blanks alone count as no
/// user.
CLI::Option* add_user(CLI::App& app, std::string& user, const std::string& text);

/// Adds --separator and --encoding: how a CSV file is written.
void add_csv_options(CLI::App& app, CsvFormat& format);

/// The store with the company, for reading only: no lock, so it waits for no job. Errors as Session.
Database open_for_reading(const SessionOptions& options);

/// Writes a line to stdout. A write that failed is reported at the end of the run
/// (Tool::end_of_output).
void print_line(std::string_view text);

/// Where a subcommand puts its result: lines for people, or the object of --json.
struct Output {
    const CommonOptions& common;
    nlohmann::ordered_json& json;
    Log& log;

    /// Prints a line, its arguments as shown() makes them; nothing with --json.
    template <typename... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) const {
        if (!common.json) line_of(fmt::string_view(format), shown_argument(args)...);
    }

  private:
    /// A name that contains a line end must not start a new line.
    template <typename Argument>
    static auto shown_argument(const Argument& argument) {
        if constexpr (std::is_convertible_v<const Argument&, std::string_view>)
            return shown(argument);
        else
            return argument;
    }

    template <typename... Args>
    static void line_of(fmt::string_view format, const Args&... args) {
        print_line(shown_lines(fmt::vformat(format, fmt::make_format_args(args...))));
    }
};

/// The largest customer number.
inline constexpr std::int64_t kLargestCustomer = 999'999'999;

/// Accepts decimal digits, with or without leading zeros, for a whole number from `lowest` to `highest`; no
/// sign, 0x or letters.
CLI::Validator whole_number(std::int64_t lowest, std::int64_t highest);

/// Adds an option or positional that takes a whole number, or several where `value` is a vector. Every number
/// of a command line is added here: CLI11 itself reads 010 as 8.
template <typename Value>
CLI::Option* add_whole_number(CLI::App& app, const std::string& name, Value& value, std::int64_t lowest,
                              std::int64_t highest, const std::string& text) {
    return app.add_option(name, value, text)->type_name("NUMBER")->transform(whole_number(lowest, highest));
}

/// Ends a subcommand's help page with its examples, each from the subcommand's name on, and with where to
/// find the common options.
void set_examples(CLI::App& sub, const std::vector<std::string>& examples);

/// Adds a subcommand, which takes the common options too; when it is given, `command` is the `chosen` one.
/// `examples` as set_examples.
template <typename Command>
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& text,
                      const std::vector<std::string>& examples, Command command, Command& chosen) {
    CLI::App* sub = app.add_subcommand(name, text)->fallthrough();
    set_examples(*sub, examples);
    sub->callback([command, &chosen] { chosen = command; });
    return sub;
}

/// The shape of every tool: options are set up, then one job runs; every Error becomes one line on stderr and
/// its exit code. With --json exactly one object is printed on stdout, even when the run fails or the command
/// line is wrong.
class Tool {
  public:
    /// `name` is the program's, `description` one or two sentences, `examples` the lines that end the help
    /// page.
    Tool(const std::string& name, const std::string& description, const std::string& examples);

    /// The tool's own options are added here.
    CLI::App& app() { return app_; }

    /// Adds the options of the tools that send files.
    void add_transfer_options(TransferOptions& options);

    /// Adds the options of the tools that talk to the other side.
    void add_connection_options(ConnectionOptions& options);

    using Job = std::function<ExitCode(const CommonOptions&, Log&)>;
    /// Parses the command line and runs the job. Returns the exit code for main.
    int run(int argc, char** argv, const Job& job);

    /// Prints the result in one line for people on stdout; nothing with --json or -q.
    void say(const CommonOptions& common, const std::string& text);

    using SessionJob = std::function<ExitCode(Session&)>;
    /// As run, for a job in a session (lock, job log) that fills `result`: says its summary_of at the end,
    /// and gives --json its fields, also of a run that an Error ended.
    template <HasFields Result>
    int run_session(int argc, char** argv, const JobName& name, const SessionJob& job, const Result& result) {
        return run(argc, argv, [&](const CommonOptions& common, Log& log) {
            return in_session(common, log, name, job, result);
        });
    }

    /// The same for a subcommand of a tool that run() runs.
    template <HasFields Result>
    ExitCode in_session(const CommonOptions& common, Log& log, const JobName& name, const SessionJob& job,
                        const Result& result) {
        return in_session(
            common, log, name, job, [&](bool dry_run) { return summary_of(result, dry_run); },
            [&] { fill(result_, result); });
    }

    /// What --json prints; the job fills it. `seconds`, `exit_code`, and `error` if there is one, are added
    /// at the end.
    nlohmann::ordered_json& result() { return result_; }

  private:
    ExitCode in_session(const CommonOptions& common, Log& log, const JobName& name, const SessionJob& job,
                        const std::function<std::string(bool dry_run)>& summary,
                        const std::function<void()>& fill_json);
    int run_job(const Job& job);
    int end(ExitCode code, const std::string& error);
    /// The exit code, but kIo for a success whose output was lost: stdout is a full disk or a closed pipe.
    int end_of_output(int exit_code) const;

    CLI::App app_;
    CommonOptions options_;
    nlohmann::ordered_json result_ = nlohmann::ordered_json::object();
    int verbosity_ = 0;
    bool quiet_ = false;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// The surroundings of a subcommand that can run a job in a session.
struct Call : Output {
    Tool& tool;

    /// As Tool::in_session.
    template <HasFields Result>
    ExitCode in_session(const JobName& name, const Tool::SessionJob& job, const Result& result) const {
        return tool.in_session(common, log, name, job, result);
    }
};

}  // namespace oa
