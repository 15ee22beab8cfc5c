#include "customer/relate_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>

#include "base/file.hpp"
#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "customer/relate_id_file.hpp"
#include "customer/relate_id_rows.hpp"
#include "store/active_procedure.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLinesPerTransaction = 10'000;
constexpr const char* kStandardInput = "-";

/// The files to read; never empty.
std::vector<std::filesystem::path> input_files(const Settings& settings, const std::string& input) {
    if (!input.empty()) return {input};
    const std::filesystem::path directory =
        settings.required_property("ORCE_CUSTOMER_ID_DIRECTORY_PATH", "where no file is named");
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        if (entry.is_regular_file() && entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    if (error) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("cannot read the directory {} (ORCE_CUSTOMER_ID_DIRECTORY_PATH): {}",
                                directory.string(), error.message()));
    }
    if (files.empty()) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("there are no query results (*.csv) in {}", directory.string()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// One file of query results.
class RelateIdFile {
  public:
    RelateIdFile(Session& session, const RelateIdOptions& options, std::filesystem::path path,
                 RelateIdResult& result)
        : session_(session),
          options_(options),
          path_(std::move(path)),
          is_standard_input_(path_ == kStandardInput),
          result_(result),
          update_(session.database(), session.company()) {}

    /// kDone, kRowsLeft, kInputData or kTryLater (stopped).
    ExitCode run(const std::string& alternate_key_type) {
        read(alternate_key_type);
        check();
        if (bad_ > 0 && options_.strict) {
            session_.log().info("{}: nothing was changed, because some lines are bad (--strict)",
                                path_.string());
            return ExitCode::kInputData;
        }
        if (session_.dry_run()) {
            result_.updated += update_.count_after(0);
        } else {
            if (!apply()) return ExitCode::kTryLater;
            complete();
        }
        result_.files.push_back(path_.string());
        return bad_ > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
    }

  private:
    void read(const std::string& alternate_key_type) {
        std::ifstream file;
        if (!is_standard_input_) {
            file.open(path_, std::ios::binary);
            if (!file || std::filesystem::is_directory(path_))
                throw Error(ExitCode::kNoInput, fmt::format("cannot read {}", path_.string()));
        }
        if (!is_standard_input_ && !session_.dry_run()) digest_ = sha256_of_file(path_);
        std::istream& input = is_standard_input_ ? std::cin : file;
        // The temporary table takes the lines in one transaction: it needs no journal of its own for each.
        Transaction transaction(session_.database(), Transaction::Kind::kRead);
        result_.lines += read_relate_id_lines(
            input, alternate_key_type, [&](const RelateIdLine& line) { update_.add(line); },
            [&](std::size_t line, const std::string& problem) {
                report(static_cast<std::int64_t>(line), problem);
            });
        transaction.commit();
    }

    void check() {
        Transaction transaction(session_.database(), Transaction::Kind::kRead);
        update_.check(
            [&](const RelateIdLine& line, const std::string& reason) { report(line.line, reason); });
        transaction.commit();
    }

    void report(std::int64_t line, const std::string& reason) {
        ++bad_;
        ++result_.bad;
        const std::string name = is_standard_input_ ? "standard input" : path_.string();
        session_.log().write(Severity::kWarning, fmt::format("{} line {}", name, line), reason);
    }

    /// False when a signal stopped it; the place is kept.
    bool apply() {
        std::int64_t done = 0;
        std::int64_t line = resume_line(done);
        const StopSignals signals;
        for (;;) {
            Transaction transaction(session_.database(), Transaction::Kind::kWrite);
            const std::int64_t applied = update_.apply_after(line, kLinesPerTransaction);
            done += applied;
            if (!is_standard_input_) {
                keep_place(session_.database(), session_.company(), kRelateIdJob.job,
                           fmt::format("{} {}", line, digest_), done, session_.clock().now());
            }
            transaction.commit();
            kill_point("relate-ids");
            result_.updated += applied;
            if (applied == 0) return true;
            if (StopSignals::requested()) return false;
        }
    }

    /// The last line that an interrupted run over this very file has done, and how many were `done`.
    std::int64_t resume_line(std::int64_t& done) {
        const auto procedure = active_procedure(session_.database(), session_.company(), kRelateIdJob.job);
        if (is_standard_input_ || !procedure || !procedure->position.ends_with(digest_)) return 0;
        std::int64_t line = 0;
        std::from_chars(procedure->position.data(), procedure->position.data() + procedure->position.size(),
                        line);
        done = procedure->done_count;
        result_.done_before += done;
        session_.log().info("going on with {} after line {}", path_.string(), line);
        return line;
    }

    /// "Once the job is complete, the system deletes the query results file."
    void complete() {
        kill_point("relate-ids-done");
        if (!is_standard_input_ && !options_.keep) remove_file(path_);
        kill_point("relate-ids-deleted");
        end_procedure(session_.database(), session_.company(), kRelateIdJob.job);
    }

    Session& session_;
    const RelateIdOptions& options_;
    std::filesystem::path path_;
    bool is_standard_input_;
    RelateIdResult& result_;
    RelateIdUpdate update_;
    std::string digest_;
    std::int64_t bad_ = 0;
};

}  // namespace

ExitCode run_relate_id(Session& session, const RelateIdOptions& options, RelateIdResult& result) {
    const Settings settings(session.database(), session.company());
    const std::string alternate_key_type =
        settings.required_property("ORCE_ALT_ID_OROMS", "to know the query results");
    ExitCode end = ExitCode::kDone;
    for (const auto& path : input_files(settings, options.input)) {
        const ExitCode code = RelateIdFile(session, options, path, result).run(alternate_key_type);
        if (code == ExitCode::kTryLater) return code;
        if (code != ExitCode::kDone && end != ExitCode::kInputData) end = code;
    }
    return end;
}

std::string summary_of(const RelateIdResult& result, bool dry_run) {
    std::string text =
        fmt::format("{} {} customer{} by {} line{}", dry_run ? "would update" : "updated", result.updated,
                    result.updated == 1 ? "" : "s", result.lines, result.lines == 1 ? "" : "s");
    if (result.done_before > 0) text += fmt::format(", after {} of an interrupted run", result.done_before);
    if (result.bad > 0) text += fmt::format("; {} bad", result.bad);
    return text;
}

}  // namespace oa
