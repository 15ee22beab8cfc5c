#include "customer/relate_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iostream>

#include "base/file.hpp"
#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "customer/relate_id_file.hpp"
#include "customer/relate_id_refusals.hpp"
#include "customer/relate_id_rows.hpp"
#include "store/active_procedure.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

constexpr std::int64_t kLinesPerTransaction = 10'000;
constexpr const char* kStandardInput = "-";
// A program that writes query results does not pause for as long.
constexpr std::chrono::minutes kQuietTime{1};

/// The files to read; never empty.
std::vector<std::filesystem::path> input_files(const Settings& settings, const std::string& input) {
    if (!input.empty()) return {input};
    const std::filesystem::path directory =
        settings.required_property("ORCE_CUSTOMER_ID_DIRECTORY_PATH", "where no file is named");
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        if (entry.is_regular_file() && to_upper(entry.path().extension().string()) == ".CSV")
            files.push_back(entry.path());
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

std::string name_of(const std::filesystem::path& path) {
    return path == kStandardInput ? "standard input" : path.string();
}

/// One file of query results.
class RelateIdFile {
  public:
    RelateIdFile(Session& session, const RelateIdOptions& options, RelateIdFormat format,
                 std::filesystem::path path, RelateIdResult& result)
        : session_(session),
          options_(options),
          format_(std::move(format)),
          path_(std::move(path)),
          is_standard_input_(path_ == kStandardInput),
          result_(result),
          update_(session.database(), session.company()) {}

    /// kDone, kRowsLeft, kInputData or kTryLater (stopped).
    ExitCode run() {
        read();
        check();
        if (bad_ > 0 && options_.strict) {
            session_.log().info("{}: nothing was changed, because some lines are bad (--strict)",
                                name_of(path_));
            return ExitCode::kInputData;
        }
        bool is_whole = true;
        if (session_.dry_run()) {
            result_.updated += update_.count_after(0);
        } else {
            if (!apply()) return ExitCode::kTryLater;
            is_whole = complete();
        }
        result_.files.push_back(path_.string());
        return bad_ > 0 || !is_whole ? ExitCode::kRowsLeft : ExitCode::kDone;
    }

  private:
    void read() {
        std::ifstream file;
        if (!is_standard_input_) {
            file.open(path_, std::ios::binary);
            std::error_code ignored;
            if (!file || std::filesystem::is_directory(path_, ignored))
                throw Error(ExitCode::kNoInput, fmt::format("cannot read {}", path_.string()));
            stamp_ = stamp_of_file(path_);
        }
        if (!is_standard_input_ && !session_.dry_run()) digest_ = sha256_of_file(path_);
        std::istream& input = is_standard_input_ ? std::cin : file;
        // The temporary tables take the lines in one transaction: they need no journal of their own for each.
        Transaction transaction(session_.database(), Transaction::Kind::kRead);
        lines_ = read_relate_id_lines(
            input, format_, [&](const RelateIdLine& line) { update_.add(line); },
            [&](std::size_t line, const std::string& problem) {
                update_.refuse(static_cast<std::int64_t>(line), problem);
            });
        if (!lines_.has_end && may_grow()) {
            update_.leave(lines_.last,
                          "it has no line end, and the file changed within the last minute: it is "
                          "left for the next run");
            is_unfinished_ = true;
        }
        transaction.commit();
        result_.lines += lines_.count;
    }

    /// True for a file that somebody may still be writing. The files' own clock, which --at does not change.
    bool may_grow() const {
        if (is_standard_input_) return false;
        const auto now = std::filesystem::file_time_type::clock::now();
        std::error_code error;
        const auto changed = std::filesystem::last_write_time(path_, error);
        return !error && now - changed < kQuietTime;
    }

    void check() {
        Transaction transaction(session_.database(), Transaction::Kind::kRead);
        update_.check();
        const std::string name = name_of(path_);
        bad_ = update_.for_each_refused([&](std::int64_t line, const std::string& reason) {
            session_.log().write(Severity::kWarning, fmt::format("{} line {}", name, line), reason);
        });
        const std::int64_t shared = update_.count_shared();
        transaction.commit();
        result_.bad += bad_;
        result_.shared += shared;
        if (shared > 0) {
            session_.log().info("{}: {} {} for several customers", name, counted(shared, "Relate ID"),
                                shared == 1 ? "stands" : "stand");
        }
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

    /// "Once the job is complete, the system deletes the query results file." False when it is kept because
    /// it holds lines that were not read.
    bool complete() {
        kill_point("relate-ids-done");
        bool is_whole = true;
        if (!is_standard_input_ && !options_.keep) is_whole = remove();
        kill_point("relate-ids-deleted");
        end_procedure(session_.database(), session_.company(), kRelateIdJob.job);
        return is_whole;
    }

    bool remove() {
        if (is_unfinished_) return false;
        std::string refused;
        if (bad_ > 0) refused = write_refused_lines(path_, format_, lines_, update_).string();
        kill_point("relate-ids-refused");
        if (stamp_of_file(path_) != stamp_) {
            session_.log().warning("{} changed while it was read: it is kept; run oa-relateid again",
                                   path_.string());
            return false;
        }
        if (!refused.empty()) {
            session_.log().info("{}: the refused lines are in {}", path_.string(), refused);
            result_.refused.push_back(refused);
        }
        remove_file(path_);
        return true;
    }

    Session& session_;
    const RelateIdOptions& options_;
    RelateIdFormat format_;
    std::filesystem::path path_;
    bool is_standard_input_;
    RelateIdResult& result_;
    RelateIdUpdate update_;
    RelateIdLines lines_;
    std::optional<FileStamp> stamp_;
    std::string digest_;
    std::int64_t bad_ = 0;
    bool is_unfinished_ = false;  ///< its last line is still being written
};

}  // namespace

ExitCode run_relate_id(Session& session, const RelateIdOptions& options, RelateIdResult& result) {
    const Settings settings(session.database(), session.company());
    const std::string alternate_key_type =
        settings.required_property("ORCE_ALT_ID_OROMS", "to know the query results");
    const RelateIdFormat format{alternate_key_type, options.csv};
    ExitCode end = ExitCode::kDone;
    const auto files = input_files(settings, options.input);
    for (const auto& path : files) {
        ExitCode code{};
        try {
            code = RelateIdFile(session, options, format, path, result).run();
        } catch (const Error& error) {
            if (error.code() != ExitCode::kInputData) throw;
            const std::string problem = fmt::format("{}: {}", name_of(path), error.what());
            if (files.size() == 1) throw Error(error.code(), problem);
            session.log().write(Severity::kError, {}, problem);
            code = error.code();
        }
        if (code == ExitCode::kTryLater) return code;
        if (code != ExitCode::kDone && end != ExitCode::kInputData) end = code;
    }
    return end;
}

std::string summary_of(const RelateIdResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} by {}", dry_run ? "would update" : "updated",
                                   counted(result.updated, "customer"), counted(result.lines, "line"));
    if (result.done_before > 0) text += fmt::format(", after {} of an interrupted run", result.done_before);
    if (result.bad > 0) text += fmt::format("; {} bad", result.bad);
    return text;
}

}  // namespace oa
