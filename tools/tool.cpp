#include "tool.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <map>

#include "base/mask.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "store/schema.hpp"

namespace oa {

namespace {

constexpr const char* kConnectionGroup = "Connection options";
constexpr std::size_t kUserPositions = 10;

/// The first error (errno) in writing to stdout; 0 while there is none.
int output_error = 0;

/// Writes a line to stderr. When that fails there is nowhere left to report it.
void complain(const std::string& text) {
    static_cast<void>(std::fputs((shown_lines(text) + '\n').c_str(), stderr));
}

const std::map<std::string, ProgressMode> kProgressModes = {
    {"auto", ProgressMode::kAuto}, {"always", ProgressMode::kAlways}, {"never", ProgressMode::kNever}};
const std::map<std::string, LogFormat> kLogFormats = {{"text", LogFormat::kText}, {"json", LogFormat::kJson}};

/// Accepts one of the names, for an option whose value is the enumerator.
template <typename Enum>
CLI::Validator one_of(const std::map<std::string, Enum>& names) {
    return {[&names](std::string& value) -> std::string {
                const auto found = names.find(value);
                if (found == names.end()) {
                    std::vector<std::string> known;
                    known.reserve(names.size());
                    for (const auto& [name, enumerator] : names) known.push_back(name);
                    return fmt::format("'{}' is not one of {}", value, fmt::join(known, ", "));
                }
                value = std::to_string(static_cast<int>(found->second));
                return "";
            },
            ""};
}

/// Adds an option that takes a duration in its unit.
template <typename Duration>
CLI::Option* add_time(CLI::App& app, const std::string& name, Duration& time, std::int64_t lowest,
                      std::int64_t highest, const std::string& text) {
    return app
        .add_option_function<std::int64_t>(
            name, [&time](std::int64_t value) { time = Duration(value); }, text)
        ->transform(whole_number(lowest, highest))
        ->default_str(std::to_string(time.count()))
        ->group(kConnectionGroup);
}

/// CLI11's help page, whose usage line names the required options too.
class HelpPage : public CLI::Formatter {
  public:
    std::string make_usage(const CLI::App* app, std::string name) const override {
        std::string usage = CLI::Formatter::make_usage(app, std::move(name));
        std::string required;
        for (const CLI::Option* option : app->get_options()) {
            if (!option->get_required() || !option->nonpositional()) continue;
            required += fmt::format(" {} {}", option->get_name(), option->get_type_name());
        }
        const std::string options = "[OPTIONS]";
        return usage.insert(usage.find(options) + options.size(), required);
    }
};

void add_common_options(CLI::App& app, CommonOptions& options, int& verbosity, bool& quiet) {
    const std::string group = "Common options";
    // The last one counts, so that a wrapper's options can be overridden.
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.add_option("--db", options.session.db, "The store")
        ->envname("OA_DB")
        ->type_name("FILE")
        ->group(group);
    add_whole_number(app, "--company", options.session.company, 1, 999, "The company, 1 to 999")
        ->envname("OA_COMPANY")
        ->group(group);
    app.set_config("--config", "", "Read options from a file, one a line: company=7", false)
        ->type_name("FILE")
        ->group(group);
    app.add_flag("-v", verbosity, "Say more; -vv says all")->group(group);
    app.add_flag("-q,--quiet", quiet, "Say nothing but errors; lists and reports are printed all the same")
        ->group(group);
    app.add_option("--log-file", options.log.file, "Append the messages to a file, with the time")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--log-format", options.log.format, "Format of the messages")
        ->transform(one_of(kLogFormats))
        ->type_name("text|json")
        ->group(group);
    app.add_flag("--json", options.json, "Print the result as one JSON object on stdout")->group(group);
    app.add_flag("--dry-run", options.session.dry_run, "Say what would be done; change nothing, send nothing")
        ->group(group);
    app.add_option("--progress", options.session.progress, "Show progress; auto: only on a terminal")
        ->transform(one_of(kProgressModes))
        ->type_name("auto|always|never")
        ->group(group);
    app.add_option_function<std::string>(
           "--at",
           [&options](const std::string& text) {
               const auto time = parse_timestamp(text);
               if (!time)
                   throw CLI::ValidationError("--at",
                                              "'" + text + "' is not a time such as 2010-11-23T09:21:41");
               options.clock = Clock(*time);
           },
           "Use this as the current time, so that a run can be repeated")
        ->type_name("TIME")
        ->group(group);
}

}  // namespace

void print_line(std::string_view text) {
    const bool is_written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fputc('\n', stdout) != EOF;
    if (!is_written && output_error == 0) output_error = errno;
}

CLI::Validator whole_number(std::int64_t lowest, std::int64_t highest) {
    return {[lowest, highest](std::string& value) -> std::string {
                std::int64_t number = 0;
                const bool is_decimal = value.find_first_not_of("0123456789") == std::string::npos;
                const std::errc error = std::from_chars(value.data(), value.data() + value.size(), number).ec;
                if (!is_decimal || error != std::errc() || number < lowest || number > highest) {
                    return fmt::format(
                        "'{}' is not a whole number from {} to {}: decimal digits only, no sign and no 0x",
                        value, lowest, highest);
                }
                // Without leading zeros, which would make it octal.
                value = std::to_string(number);
                return "";
            },
            ""};
}

void set_examples(CLI::App& sub, const std::vector<std::string>& examples) {
    const CLI::App* tool = &sub;
    while (tool->get_parent() != nullptr) tool = tool->get_parent();
    std::string footer = examples.size() == 1 ? "Example:\n" : "Examples:\n";
    for (const std::string& example : examples) {
        footer += fmt::format("  {} --db store.db --company 7 {}\n", tool->get_name(), example);
    }
    sub.footer(
        footer +
        fmt::format("Common options (--db, --company, --dry-run, --json, --log-file, -q, -v ...): {} --help",
                    tool->get_name()));
}

CLI::Option* add_user(CLI::App& app, std::string& user, const std::string& text) {
    const auto check = [](std::string& value) -> std::string {
        value = trim(value);
        if (character_count(value) <= kUserPositions) return "";
        return fmt::format("the user {} has more than {} characters", value, kUserPositions);
    };
    return app.add_option("--user", user, text)
        ->envname("OA_USER")
        ->type_name("USER")
        ->transform(CLI::Validator(check, ""));
}

void add_csv_options(CLI::App& app, CsvFormat& format) {
    static const std::map<std::string, char> kSeparators = {
        {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}};
    app.add_option_function<int>(
           "--separator", [&format](int separator) { format.separator = static_cast<char>(separator); },
           "What separates the fields")
        ->transform(one_of(kSeparators))
        ->type_name("comma|semicolon|tab");
    app.add_option("--encoding", format.encoding, "The file's encoding by its iconv name; UTF-8 by default")
        ->type_name("NAME");
}

Database open_for_reading(const SessionOptions& options) {
    Database database = open_store(options.db, Access::kReadOnly);
    require_company(database, options.company);
    return database;
}

Tool::Tool(const std::string& name, const std::string& description, const std::string& examples)
    : app_(description, name) {
    options_.log.program = name;
    app_.footer(examples);
    app_.set_version_flag("--version", name + " " + version(), "Print the version");
    app_.set_help_flag("-h,--help", "Print this page");
    app_.formatter(std::make_shared<HelpPage>());
    app_.get_formatter()->column_width(34);
    app_.allow_config_extras(CLI::config_extras_mode::error);
    add_common_options(app_, options_, verbosity_, quiet_);
}

void Tool::add_transfer_options(TransferOptions& options) {
    app_.add_flag_callback(
            "--no-transfer", [&options] { options.transfer = false; }, "Write the files and stop there")
        ->group(kConnectionGroup);
    add_connection_options(options);
}

void Tool::add_connection_options(ConnectionOptions& options) {
    const std::string group = kConnectionGroup;
    add_time(app_, "--connect-timeout", options.http.connect_timeout, 1, 86400,
             "Give up connecting after this long")
        ->type_name("SECONDS");
    add_time(app_, "--timeout", options.http.stall_timeout, 1, 86400,
             "Give up a transfer that stalls for this long")
        ->type_name("SECONDS");
    add_time(app_, "--deadline", options.http.deadline, 1, 86400,
             "Give up a request that takes longer; an upload gets one second more per 16 KiB")
        ->type_name("SECONDS");
    add_whole_number(app_, "--retries", options.retry.retries, 0, 100,
                     "Retry a request that failed or met a busy server this many times")
        ->type_name("N")
        ->capture_default_str()
        ->group(group);
    add_time(app_, "--retry-delay", options.retry.first_delay, 0, 3600000,
             "Wait this long before the first retry, twice as long before each further one")
        ->type_name("MILLISECONDS");
    app_.add_option("--ca-file", options.http.ca_file, "Trust these certificates instead of the system's")
        ->type_name("FILE")
        ->group(group);
    app_.add_flag("--allow-http", options.http.allow_http, "Allow plain http to other machines")
        ->group(group);
}

void Tool::say(const CommonOptions& common, const std::string& text) {
    if (!common.json && !quiet_) print_line(shown_lines(text));
}

int Tool::run(int argc, char** argv, const Job& job) {
    prepare_process();
    try {
        app_.parse(argc, argv);
    } catch (const CLI::Success& page) {
        // The help page or the version.
        app_.exit(page);
        return end_of_output(0);
    } catch (const CLI::ParseError& error) {
        const std::vector<std::string> extra = app_.remaining();
        const std::string problem =
            dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !extra.empty()
                ? fmt::format("'{}' is not a command", extra.front())
                : error.what();
        // A card number that was given here by mistake must not be shown.
        const std::string masked = with_card_numbers_masked(shown_lines(problem));
        complain(fmt::format("{}: {}\nTry {} --help.", app_.get_name(), masked, app_.get_name()));
        // The mistake may come before --json, which is then not parsed.
        options_.json = std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
        return end(error.get_name() == "FileError" ? ExitCode::kNoInput : ExitCode::kUsage, masked);
    }
    options_.log.threshold = quiet_            ? Severity::kError
                             : verbosity_ >= 2 ? Severity::kTrace
                             : verbosity_ == 1 ? Severity::kDebug
                                               : Severity::kInfo;
    return run_job(job);
}

ExitCode Tool::in_session(const CommonOptions& common, Log& log, const JobName& name, const SessionJob& job,
                          const std::function<std::string(bool dry_run)>& summary,
                          const std::function<void()>& fill_json) {
    try {
        Session session(common.session, name, common.clock, log);
        const ExitCode code = run_in_session(session, [&](std::string& text) {
            const ExitCode done = job(session);
            text = summary(session.dry_run());
            return done;
        });
        say(common, summary(session.dry_run()));
        fill_json();
        return code;
    } catch (const Error&) {
        fill_json();
        throw;
    }
}

int Tool::run_job(const Job& job) {
    try {
        Log log(options_.log, options_.clock);
        try {
            const ExitCode code = job(options_, log);
            const bool lost_messages = code == ExitCode::kDone && !log.file_problem().empty();
            return end(lost_messages ? ExitCode::kIo : code, log.file_problem());
        } catch (const Error& error) {
            log.write(Severity::kError, {}, error.what());
            return end(error.code(), error.what());
        }
    } catch (const Error& error) {
        complain(fmt::format("{}: error: {}", app_.get_name(), shown(error.what())));
        return end(error.code(), error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        const std::string problem = fmt::format("{}: {}", error.path1().string(), error.code().message());
        complain(fmt::format("{}: error: {}", app_.get_name(), problem));
        return end(ExitCode::kIo, problem);
    } catch (const std::exception& error) {
        complain(fmt::format("{}: error: internal: {}", app_.get_name(), shown(error.what())));
        return end(ExitCode::kInternal, error.what());
    }
}

int Tool::end(ExitCode code, const std::string& error) {
    const int exit_code = static_cast<int>(code);
    if (options_.json) {
        const auto passed = std::chrono::steady_clock::now() - started_;
        result_["seconds"] = std::chrono::duration<double>(passed).count();
        result_["exit_code"] = exit_code;
        if (!error.empty()) result_["error"] = with_payment_cards_masked(shown_lines(error));
        print_line(shown_json(result_.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)));
    }
    return end_of_output(exit_code);
}

int Tool::end_of_output(int exit_code) const {
    if (std::fflush(stdout) != 0 && output_error == 0) output_error = errno;
    if (output_error == 0 && std::ferror(stdout) == 0) return exit_code;
    // A reader that closes the pipe, as `head` does, has read what it wanted.
    if (output_error != EPIPE) {
        complain(fmt::format("{}: error: the result could not be written to stdout", app_.get_name()));
    }
    return exit_code == 0 ? static_cast<int>(ExitCode::kIo) : exit_code;
}

}  // namespace oa
