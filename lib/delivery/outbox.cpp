#include "delivery/outbox.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "base/error.hpp"
#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "delivery/zip.hpp"

namespace oa {

namespace {

/// Tells Customer Engagement that the XML files in the directory are whole (Customer Engagement Integration,
/// Sales Feed, step 5).
constexpr const char* kDoneFile = "OTHER.done";

/// Names the store that the directory belongs to.
constexpr const char* kStoreFile = ".oa-store";

/// cw-MESSAGE_007_... and OMS_007_...: the company stands where the first digit does. Further on, a location
/// (K69) or a descriptor (L50) can look like another company.
bool is_of_company(const std::string& file_name, int company) {
    const std::size_t start = file_name.starts_with('.') ? 1 : 0;
    if (file_name.compare(start, 3, "cw-") != 0 && file_name.compare(start, 4, "OMS_") != 0) return false;
    const std::size_t digit = file_name.find_first_of("0123456789");
    return digit != std::string::npos && file_name.compare(digit, 4, fmt::format("{:03}_", company)) == 0;
}

/// Held while OTHER.done and the files it announces change together: the directory can serve several
/// companies.
FileDescriptor lock_directory(const std::filesystem::path& directory) {
    return std::move(*lock_path(directory, O_RDONLY | O_DIRECTORY, true));
}

/// `may_have_arrived` becomes true unless the object certainly did not.
void put(FileService& service, const std::string& object_name, const std::filesystem::path& zip,
         bool& may_have_arrived) {
    try {
        service.put(object_name, zip);
        may_have_arrived = true;
    } catch (const TransferError& error) {
        may_have_arrived = may_have_arrived || error.may_have_arrived();
        throw;
    }
}

/// A file can wait for days: what leaves is what was written.
void require_unchanged(const std::filesystem::path& path, const OutboundFile& file) {
    if (sha256_of_file(path) == file.sha256) return;
    throw Error(
        ExitCode::kInputData,
        fmt::format(
            "{} is not what was written: its SHA-256 differs from the outbox's; put back the original, or "
            "give it up with oa-store outbox --forget {}",
            path.string(), file.file_name));
}

/// A transfer that is stopped leaves its files to the next run, as one that fails does.
void end_if_stopped() {
    if (!StopSignals::requested()) return;
    throw Error(ExitCode::kTryLater,
                "stopped by a signal before everything was sent; the files wait for the next run");
}

void require_writable(const std::filesystem::path& directory) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(directory, ignored)) {
        throw Error(
            ExitCode::kCannotCreate,
            fmt::format("ORCE_DIRECTORY_PATH names {}, which is not a directory", directory.string()));
    }
    if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0) {
        throw Error(
            ExitCode::kCannotCreate,
            fmt::format("the directory {} (ORCE_DIRECTORY_PATH) may not be written", directory.string()));
    }
}

/// A directory belongs to one store: another one would take the files that it does not know for leftovers.
/// The store is named in a file; one that is gone, because it was moved, makes room.
void claim_directory(const std::filesystem::path& directory, const std::filesystem::path& store) {
    const std::filesystem::path mark = directory / kStoreFile;
    const std::filesystem::path mine = std::filesystem::canonical(store);
    const FileDescriptor lock = lock_directory(directory);
    std::string owner;
    std::getline(std::ifstream(mark), owner);
    if (owner == mine.string()) return;
    std::error_code ignored;
    if (!owner.empty() && std::filesystem::exists(owner, ignored) &&
        !std::filesystem::equivalent(owner, mine, ignored)) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format("the directory {} (ORCE_DIRECTORY_PATH) belongs to the store {}; give each store a "
                        "directory of its own, or delete {} if that store sends no more",
                        directory.string(), owner, mark.string()));
    }
    write_whole_file(mark, [&](OutputFile& file) { file.write(mine.string() + '\n'); }, {});
}

}  // namespace

Outbox::Outbox(Database& database, int company, std::filesystem::path directory, const Clock& clock, Log& log)
    : company_(company),
      directory_(std::move(directory)),
      clock_(clock),
      log_(log),
      database_(database),
      rows_(database, company) {
    require_writable(directory_);
    claim_directory(directory_, database.path());
}

void Outbox::recover() {
    for (const OutboundFile& file : rows_.files("written")) recover_file(file);
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) found.push_back(entry.path());
    for (const auto& path : found) {
        if (is_of_company(path.filename().string(), company_)) delete_leftover(path);
    }
    delete_done_file();
}

/// Step 3 of a file that was recorded.
void Outbox::recover_file(const OutboundFile& file) {
    const auto temporary = directory_ / fmt::format(".{}.tmp", file.file_name);
    if (std::filesystem::exists(directory_ / file.file_name)) {
        publish(file.file_name);
    } else if (std::filesystem::exists(temporary)) {
        log_.info("{} was recorded but not renamed; finishing that", file.file_name);
        rename_file(temporary, directory_ / file.file_name);
        publish(file.file_name);
    } else {
        throw Error(
            ExitCode::kNoInput,
            fmt::format(
                "the outbox has the file {} with {} rows to send, but it is not in {}; put it back, or "
                "give it up with oa-store outbox --forget {}",
                file.file_name, file.row_count, directory_.string(), file.file_name));
    }
}

/// What no row names was never counted on; what was sent is no longer needed.
void Outbox::delete_leftover(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (name.starts_with('.')) {
        log_.info("deleting {}, which an earlier run did not finish", name);
        remove_file(path);
        return;
    }
    const auto file = rows_.file(name);
    const auto batch = rows_.batch_by_zip(name);
    if ((file && file->state == "sent") || (batch && batch->state != "sending")) {
        log_.info("deleting {}, which an earlier run was done with", name);
        remove_file(path);
    }
}

std::unique_ptr<OutputFile> Outbox::start_file(const std::string& stem, std::string& name) {
    // Two files of one second get the next free second: a name is never used twice.
    for (Timestamp time = clock_.now();; time += std::chrono::seconds(1)) {
        name = fmt::format("{}_{}.xml", stem, file_datetime(time));
        if (!rows_.file(name) && !std::filesystem::exists(directory_ / name)) break;
    }
    return std::make_unique<OutputFile>(directory_ / fmt::format(".{}.tmp", name));
}

void Outbox::commit_file(const OutputFile& file, const std::string& name, std::int64_t row_count,
                         const std::function<void()>& mark_rows) {
    kill_point("written");
    Transaction transaction(database_, Transaction::Kind::kWrite);
    mark_rows();
    kill_point("marking");
    rows_.insert_file({name, file.sha256(), static_cast<std::int64_t>(file.byte_count()), row_count,
                       "written", to_string(clock_.now())});
    transaction.commit();
    kill_point("marked");
    rename_file(file.path(), directory_ / name);
    kill_point("renamed");
    publish(name);
    kill_point("published");
}

void Outbox::withdraw(std::string_view name_prefix, const std::function<void()>& forget_place) {
    std::vector<OutboundFile> files = rows_.waiting_files();
    std::erase_if(files, [&](const OutboundFile& file) { return !file.file_name.starts_with(name_prefix); });
    // Under this name recover() gives a file that still has its row its own name back, and deletes one
    // without.
    const auto temporary = [&](const OutboundFile& file) {
        return directory_ / fmt::format(".{}.tmp", file.file_name);
    };
    for (const OutboundFile& file : files) rename_file(directory_ / file.file_name, temporary(file));
    kill_point("withdrawing");
    Transaction transaction(database_, Transaction::Kind::kWrite);
    for (const OutboundFile& file : files) rows_.forget(file.file_name);
    forget_place();
    transaction.commit();
    kill_point("withdrawn");
    for (const OutboundFile& file : files) remove_file(temporary(file));
}

void Outbox::publish(const std::string& name) {
    const FileDescriptor lock = lock_directory(directory_);
    sync_directory(directory_);
    create_empty_file(directory_ / kDoneFile);
    sync_directory(directory_);
    log_.debug("{} is ready in {}", name, directory_.string());
}

void Outbox::transfer(FileService& service, const std::string& folder, const std::string& descriptor,
                      TransferResult& result) {
    for (const OutboundBatch& batch : rows_.batches("sending")) {
        log_.info("sending {} again: an earlier run did not learn whether it arrived", batch.zip_name);
        send(batch, service, result);
    }
    if (rows_.waiting_files().empty()) return;
    const std::string zip_name = free_zip_name(descriptor);
    const OutboundBatch batch = rows_.open_batch(zip_name, folder + zip_name, clock_.now());
    kill_point("batch");
    send(batch, service, result);
}

std::string Outbox::free_zip_name(const std::string& descriptor) {
    for (Timestamp time = clock_.now();; time += std::chrono::seconds(1)) {
        std::string name = fmt::format("OMS_{:03}_{}_{}.zip", company_, descriptor, file_datetime(time));
        if (!rows_.batch_by_zip(name)) return name;
    }
}

void Outbox::send(const OutboundBatch& batch, FileService& service, TransferResult& result) {
    const std::vector<OutboundFile> files = rows_.files_of_batch(batch.batch_number);
    const std::filesystem::path zip = directory_ / batch.zip_name;
    if (files.empty()) {
        // Its files were given up (oa-store outbox --forget).
        rows_.release(batch.batch_number);
        return;
    }
    end_if_stopped();
    // A batch with a size was on its way when an earlier run ended.
    bool may_have_arrived = batch.byte_count > 0;
    try {
        const std::int64_t byte_count = zip_files(zip, files);
        kill_point("zipped");
        rows_.record_zip(batch.batch_number, sha256_of_file(zip), byte_count);
        end_if_stopped();
        put(service, batch.object_name, zip, may_have_arrived);
        kill_point("put");
        rows_.mark_sent(batch.batch_number, clock_.now());
        result.byte_count += byte_count;
    } catch (const Error&) {
        // "If the request fails, the system removes the generated zip file, but the xml files remain"
        // (Customer Engagement Integration, FTS).
        remove_file(zip);
        if (!may_have_arrived) rows_.release(batch.batch_number);
        end_if_stopped();
        throw;
    }
    kill_point("sent");
    result.zips.push_back(batch.zip_name);
    for (const OutboundFile& file : files) result.files.push_back(file.file_name);
    delete_sent(batch, files);
    log_.debug("{} was sent with {} files", batch.zip_name, files.size());
}

std::int64_t Outbox::zip_files(const std::filesystem::path& zip, const std::vector<OutboundFile>& files) {
    std::vector<std::filesystem::path> paths;
    for (const OutboundFile& file : files) {
        paths.push_back(directory_ / file.file_name);
        require_unchanged(paths.back(), file);
    }
    make_zip(zip, paths);
    return static_cast<std::int64_t>(std::filesystem::file_size(zip));
}

void Outbox::delete_sent(const OutboundBatch& batch, const std::vector<OutboundFile>& files) {
    remove_file(directory_ / batch.zip_name);
    kill_point("zip-deleted");
    for (const OutboundFile& file : files) remove_file(directory_ / file.file_name);
    kill_point("files-deleted");
    delete_done_file();
}

/// OTHER.done announces files that are there; with the last of them it goes.
void Outbox::delete_done_file() {
    const FileDescriptor lock = lock_directory(directory_);
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("cw-") && name.ends_with(".xml")) return;
    }
    remove_file(directory_ / kDoneFile);
    sync_directory(directory_);
}

}  // namespace oa
