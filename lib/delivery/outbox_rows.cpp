#include "delivery/outbox_rows.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file_name.hpp"

namespace oa {

namespace {

constexpr std::string_view kFileColumns =
    "SELECT file_name, sha256, byte_count, row_count, state, created_at, COALESCE(batch_number, 0) FROM "
    "outbound_file ";
constexpr std::string_view kBatchColumns =
    "SELECT batch_number, zip_name, object_name, byte_count, state, created_at, COALESCE(sent_at, '') "
    "FROM outbound_batch ";

std::string with(std::string_view columns, std::string_view rest) {
    return std::string(columns).append(rest);
}

/// A name of the store becomes a path: a row that another program wrote must not lead out of the directory.
void require_plain_name(std::string_view table, std::string_view name) {
    if (is_file_name_part(name) && name.front() != '.') return;
    throw Error(ExitCode::kInputData,
                fmt::format("{} has the name '{}', which is not the name of a file of the outbox; correct or "
                            "delete the row",
                            table, name));
}

}  // namespace

void OutboxRows::insert_file(const OutboundFile& file) {
    database_
        .prepare(
            "INSERT INTO outbound_file (company, file_name, sha256, byte_count, row_count, state, "
            "created_at) "
            "VALUES (?, ?, ?, ?, ?, 'written', ?)")
        .run(company_, file.file_name, file.sha256, file.byte_count, file.row_count, file.created_at);
}

std::optional<OutboundFile> OutboxRows::file(std::string_view file_name) {
    Statement query = database_.prepare(with(kFileColumns, "WHERE company = ? AND file_name = ?"));
    query.bind(company_, file_name);
    auto files = read_files(query);
    if (files.empty()) return std::nullopt;
    return files.front();
}

std::vector<OutboundFile> OutboxRows::files(std::string_view state) {
    Statement query = database_.prepare(
        with(kFileColumns, "WHERE company = ? AND ? IN ('', state) ORDER BY created_at, file_name"));
    query.bind(company_, state);
    return read_files(query);
}

std::vector<OutboundFile> OutboxRows::files_of_batch(std::int64_t batch_number) {
    Statement query =
        database_.prepare(with(kFileColumns, "WHERE company = ? AND batch_number = ? ORDER BY file_name"));
    query.bind(company_, batch_number);
    return read_files(query);
}

std::vector<OutboundFile> OutboxRows::waiting_files() {
    Statement query = database_.prepare(with(
        kFileColumns, "WHERE company = ? AND state = 'written' AND batch_number IS NULL ORDER BY file_name"));
    query.bind(company_);
    return read_files(query);
}

std::vector<OutboundBatch> OutboxRows::batches(std::string_view state) {
    Statement query = database_.prepare(
        with(kBatchColumns, "WHERE company = ? AND ? IN ('', state) ORDER BY batch_number"));
    query.bind(company_, state);
    return read_batches(query);
}

std::optional<OutboundBatch> OutboxRows::batch_by_zip(std::string_view zip_name) {
    Statement query = database_.prepare(with(kBatchColumns, "WHERE company = ? AND zip_name = ?"));
    query.bind(company_, zip_name);
    auto batches = read_batches(query);
    if (batches.empty()) return std::nullopt;
    return batches.front();
}

OutboundBatch OutboxRows::open_batch(std::string_view zip_name, std::string_view object_name, Timestamp now) {
    Transaction transaction(database_, Transaction::Kind::kWrite);
    OutboundBatch batch;
    batch.batch_number = database_.scalar(
        "SELECT COALESCE(MAX(batch_number), 0) + 1 FROM outbound_batch WHERE company = ?", company_);
    batch.zip_name = zip_name;
    batch.object_name = object_name;
    batch.state = "sending";
    batch.created_at = to_string(now);
    database_
        .prepare(
            "INSERT INTO outbound_batch (company, batch_number, zip_name, object_name, state, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?)")
        .run(company_, batch.batch_number, zip_name, object_name, batch.state, batch.created_at);
    database_
        .prepare(
            "UPDATE outbound_file SET batch_number = ? WHERE company = ? AND state = 'written' AND "
            "batch_number IS NULL")
        .run(batch.batch_number, company_);
    transaction.commit();
    return batch;
}

void OutboxRows::record_zip(std::int64_t batch_number, std::string_view sha256, std::int64_t byte_count) {
    database_
        .prepare(
            "UPDATE outbound_batch SET sha256 = ?, byte_count = ? WHERE company = ? AND batch_number = ?")
        .run(sha256, byte_count, company_, batch_number);
}

void OutboxRows::mark_sent(std::int64_t batch_number, Timestamp now) {
    Transaction transaction(database_, Transaction::Kind::kWrite);
    database_
        .prepare(
            "UPDATE outbound_batch SET state = 'sent', sent_at = ? WHERE company = ? AND batch_number = ?")
        .run(to_string(now), company_, batch_number);
    database_.prepare("UPDATE outbound_file SET state = 'sent' WHERE company = ? AND batch_number = ?")
        .run(company_, batch_number);
    transaction.commit();
}

void OutboxRows::release(std::int64_t batch_number) {
    Transaction transaction(database_, Transaction::Kind::kWrite);
    database_.prepare("UPDATE outbound_batch SET state = 'failed' WHERE company = ? AND batch_number = ?")
        .run(company_, batch_number);
    database_.prepare("UPDATE outbound_file SET batch_number = NULL WHERE company = ? AND batch_number = ?")
        .run(company_, batch_number);
    transaction.commit();
}

bool OutboxRows::may_have_arrived(const OutboundFile& file) {
    return file.batch_number != 0 && database_.scalar(
                                         "SELECT COUNT(*) FROM outbound_batch WHERE company = ? AND "
                                         "batch_number = ? AND byte_count > 0",
                                         company_, file.batch_number) == 1;
}

bool OutboxRows::forget(std::string_view file_name) {
    return database_
               .prepare("DELETE FROM outbound_file WHERE company = ? AND file_name = ? AND state = 'written'")
               .run(company_, file_name) == 1;
}

std::vector<OutboundFile> OutboxRows::read_files(Statement& query) {
    std::vector<OutboundFile> files;
    while (query.step()) {
        files.push_back({query.string(0), query.string(1), query.integer(2), query.integer(3),
                         query.string(4), query.string(5), query.integer(6)});
        require_plain_name("outbound_file", files.back().file_name);
    }
    return files;
}

std::vector<OutboundBatch> OutboxRows::read_batches(Statement& query) {
    std::vector<OutboundBatch> batches;
    while (query.step()) {
        batches.push_back({query.integer(0), query.string(1), query.string(2), query.integer(3),
                           query.string(4), query.string(5), query.string(6)});
        require_plain_name("outbound_batch", batches.back().zip_name);
    }
    return batches;
}

}  // namespace oa
