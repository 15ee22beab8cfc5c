#include "merge/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/file.hpp"
#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "base/umask.hpp"
#include "merge/ec_merge_rows.hpp"
#include "merge/web_message.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

/// A file of this second gets the next free second.
std::string new_file_name(Session& session, const std::filesystem::path& directory,
                          const std::vector<std::string>& taken) {
    for (Timestamp time = session.clock().now();; time += std::chrono::seconds(1)) {
        std::string name =
            fmt::format("CustomerMergeWeb_{:03}_{}.xml", session.company(), file_datetime(time));
        if (!std::filesystem::exists(directory / name) &&
            std::find(taken.begin(), taken.end(), name) == taken.end()) {
            return name;
        }
    }
}

std::int64_t write_file(EcMerges& merges, int company, const std::filesystem::path& directory,
                        const std::string& name) {
    std::int64_t rows = 0;
    write_whole_file(
        directory / name,
        [&](OutputFile& file) {
            CustomerMergeWriter writer([&](std::string_view bytes) { file.write(bytes); }, company);
            rows = merges.rows(
                name, [&](std::int64_t source, std::int64_t target) { writer.write(source, target); });
            writer.finish();
            // The web storefront reads it, as another user.
            set_mode_by_umask(file.path());
        },
        "merge-web-written");
    return rows;
}

}  // namespace

ExitCode export_merges(Session& session, MergeExportResult& result) {
    EcMerges merges(session.database(), session.company());
    const std::int64_t waiting = merges.count();
    if (waiting == 0) return ExitCode::kDone;
    result.waiting = waiting;
    const std::filesystem::path directory =
        Settings(session.database(), session.company()).property("ECOMMERCE_DIRECTORY_PATH");
    std::error_code ignored;
    if (directory.empty() || !std::filesystem::is_directory(directory, ignored)) {
        session.log().write(
            Severity::kError, "CustomerMergeWeb",
            fmt::format(
                "no file was written, because ECOMMERCE_DIRECTORY_PATH {}; {} rows wait in EC Cust Sold To "
                "Merge: "
                "set the property and run oa-mergepurge export-web",
                directory.empty() ? "is blank" : fmt::format("({}) is not a directory", directory.string()),
                waiting));
        return ExitCode::kRowsLeft;
    }
    if (session.dry_run()) {
        result.rows = waiting;
        result.waiting = 0;
        return ExitCode::kDone;
    }
    merges.give_file(new_file_name(session, directory, merges.files()));
    kill_point("merge-web-named");
    for (const std::string& name : merges.files()) {
        const std::int64_t rows = write_file(merges, session.company(), directory, name);
        kill_point("merge-web-renamed");
        merges.clear(name);
        result.files.push_back(name);
        result.rows += rows;
        result.waiting -= rows;
        session.log().info("{}: {} merged customers", (directory / name).string(), rows);
    }
    return ExitCode::kDone;
}

std::string summary_of(const MergeExportResult& result, bool dry_run) {
    const auto customers = [](std::int64_t count) { return counted(count, "merged customer"); };
    if (result.waiting > 0)
        return fmt::format("no file for the web storefront: {} to be written", customers(result.waiting));
    if (dry_run) return fmt::format("would write {} for the web storefront", customers(result.rows));
    if (result.files.empty()) return "no merged customers wait for the web storefront";
    std::string names;
    for (const std::string& name : result.files) names += (names.empty() ? "" : ", ") + name;
    return fmt::format("wrote {} with {}", names, customers(result.rows));
}

}  // namespace oa
