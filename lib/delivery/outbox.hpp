#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "delivery/file_services.hpp"
#include "delivery/outbox_rows.hpp"
#include "store/settings.hpp"

namespace oa {

/// What a transfer did.
struct TransferResult {
    std::vector<std::string> zips;
    std::vector<std::string> files;
    std::int64_t byte_count = 0;  ///< of the zips

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("zips", zips);
        visit("transferred_files", files);
        visit("zip_bytes", byte_count);
    }
};

/// The outbox of one company: files are written, marked, renamed, zipped and put so that a kill at any
/// instant, followed by another run, loses nothing and sends nothing twice. The caller holds the company's
/// lock.
///
/// 1. `.NAME.tmp` is written and synced (start_file, OutputFile::finish)
/// 2. one transaction marks the source rows and records the file as `written` (commit_file)
/// 3. it is renamed to NAME, the directory synced, OTHER.done made (commit_file)
/// 4. what is written is zipped, a batch recorded as `sending`, put, recorded as `sent`; zip and files are
///    deleted (transfer)
class Outbox {
  public:
    /// `directory` is ORCE_DIRECTORY_PATH, and is this store's from now on. Error kCannotCreate when it is
    /// missing or may not be written, kConfiguration when it is another store's.
    Outbox(Database& database, int company, std::filesystem::path directory, const Clock& clock, Log& log);

    /// Brings files that an earlier run left halfway to the end of the step they were in: every job starts
    /// with it. A batch left `sending` is put again by transfer().
    void recover();

    /// Step 1: opens `.NAME.tmp` for a file named `STEM_DATETIME.xml`; `name` gets NAME.
    std::unique_ptr<OutputFile> start_file(const std::string& stem, std::string& name);

    /// Steps 2 and 3, for a file that was finished: `mark_rows` marks the source rows within the transaction.
    void commit_file(const OutputFile& file, const std::string& name, std::int64_t row_count,
                     const std::function<void()>& mark_rows);

    /// Deletes the files whose names start so and which never were on their way: a job that begins again
    /// writes them anew. `forget_place` gives up the job's place in the transaction that gives up the files.
    void withdraw(std::string_view name_prefix, const std::function<void()>& forget_place);

    /// Step 4: every batch that is still `sending` first, under its own object name, then what waits as one
    /// new zip. `result` gets what was sent, also when TransferError ends it: the files then stay for the
    /// next run. `folder` is ORCE Import Folder Path (M63), `descriptor` ORCE Organization Descriptor (L50).
    void transfer(FileService& service, const std::string& folder, const std::string& descriptor,
                  TransferResult& result);

  private:
    void recover_file(const OutboundFile& file);
    void delete_leftover(const std::filesystem::path& path);
    void publish(const std::string& name);
    std::string free_zip_name(const std::string& descriptor);
    void send(const OutboundBatch& batch, FileService& service, TransferResult& result);
    std::int64_t zip_files(const std::filesystem::path& zip, const std::vector<OutboundFile>& files);
    void delete_sent(const OutboundBatch& batch, const std::vector<OutboundFile>& files);
    void delete_done_file();

    int company_;
    std::filesystem::path directory_;
    const Clock& clock_;
    Log& log_;
    Database& database_;
    OutboxRows rows_;
};

}  // namespace oa
