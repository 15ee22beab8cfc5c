#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A file that left, or will leave, through the outbox. State: written, sent.
struct OutboundFile {
    std::string file_name;
    std::string sha256;
    std::int64_t byte_count = 0;
    std::int64_t row_count = 0;
    std::string state;
    std::string created_at;
    std::int64_t batch_number = 0;  ///< 0 while it is in no batch
};

/// A zip and the object it is put under. State: sending, failed (it never left; its files go in the next
/// batch), sent.
struct OutboundBatch {
    std::int64_t batch_number = 0;
    std::string zip_name;
    std::string object_name;
    std::int64_t byte_count = 0;
    std::string state;
    std::string created_at;
    std::string sent_at;
};

/// The rows of one company's outbox: outbound_file and outbound_batch. Each writing call is one transaction,
/// but for insert_file, which belongs into the transaction that marks the source rows. Error kInputData for a
/// name that leads out of the directory.
class OutboxRows {
  public:
    OutboxRows(Database& database, int company) : database_(database), company_(company) {}

    /// Within a write transaction of the caller.
    void insert_file(const OutboundFile& file);

    std::optional<OutboundFile> file(std::string_view file_name);
    /// All of a state (`written`, `sent`), or all when it is empty; oldest first.
    std::vector<OutboundFile> files(std::string_view state);
    std::vector<OutboundFile> files_of_batch(std::int64_t batch_number);
    /// Written, and in no batch.
    std::vector<OutboundFile> waiting_files();

    std::vector<OutboundBatch> batches(std::string_view state);
    std::optional<OutboundBatch> batch_by_zip(std::string_view zip_name);

    /// A new batch in state sending that holds every waiting file.
    OutboundBatch open_batch(std::string_view zip_name, std::string_view object_name, Timestamp now);
    void record_zip(std::int64_t batch_number, std::string_view sha256, std::int64_t byte_count);
    /// The batch and its files are sent.
    void mark_sent(std::int64_t batch_number, Timestamp now);
    /// The batch never left: its files wait for the next one.
    void release(std::int64_t batch_number);
    /// True for a written file whose zip was on its way: an answer may have been lost.
    bool may_have_arrived(const OutboundFile& file);
    /// Forgets a written file that is lost for good. False when there is no such file.
    bool forget(std::string_view file_name);

  private:
    std::vector<OutboundFile> read_files(Statement& query);
    std::vector<OutboundBatch> read_batches(Statement& query);

    Database& database_;
    int company_;
};

}  // namespace oa
