#include "store/sqlite.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"
#include "store/row_refused.hpp"

namespace oa {

namespace {

constexpr int kBusyTimeoutMilliseconds = 10'000;
constexpr int kLargestBlockOfHeap = 1 << 20;
constexpr int kLargestFreeEndOfHeap = 4 << 20;

/// A statement that can fail halfway has a journal, for which SQLite takes 64 KiB and frees them at its end.
/// By its defaults the C library would return them to the system every time: system calls and page faults
/// that take longer than the row.
void keep_freed_memory() {
    [[maybe_unused]] static const bool kept = ::mallopt(M_MMAP_THRESHOLD, kLargestBlockOfHeap) != 0 &&
                                              ::mallopt(M_TRIM_THRESHOLD, kLargestFreeEndOfHeap) != 0;
}

/// A read-only connection opened as such would leave its WAL files behind: it is opened for writing, which
/// SQLite gives up by itself where the file may not be written, and refused every change but to temporary
/// tables.
int refuse_changes(void* /*unused*/, int action, const char* /*object*/, const char* /*detail*/,
                   const char* database, const char* /*trigger*/) {
    switch (action) {
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
        case SQLITE_CREATE_TABLE:
        case SQLITE_DROP_TABLE:
        case SQLITE_ALTER_TABLE: return std::string_view(database) == "temp" ? SQLITE_OK : SQLITE_DENY;
        default: return SQLITE_OK;
    }
}

/// Percent-encoded, as a `file:` URI has it.
std::string uri_path(const std::filesystem::path& path) {
    std::string uri;
    for (const char c : path.string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri;
}

/// What SQLite is given to open. A store in a directory that may not be written has no place for the files of
/// its write-ahead log: where none is there, nobody writes, and it is read as it lies.
std::string name_to_open(const std::filesystem::path& path, Access access) {
    const auto directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const bool is_still = access == Access::kReadOnly && ::access(directory.c_str(), W_OK) != 0 &&
                          ::access((path.string() + "-wal").c_str(), F_OK) != 0;
    return fmt::format("file:{}{}", uri_path(std::filesystem::absolute(path)),
                       is_still ? "?immutable=1" : "");
}

/// The exit code for a store that cannot be opened, by what the system says of it.
ExitCode code_of_open(int system_error) {
    switch (system_error) {
        case EACCES:
        case EPERM:
        case EROFS: return ExitCode::kNoPermission;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
        case EIO: return ExitCode::kIo;
        default: return ExitCode::kNoInput;
    }
}

std::string_view column_bytes(sqlite3_stmt* statement, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) database.fail(code);
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    // Reset before reporting, so that a failed statement does not hold the transaction open.
    const int reset_code = sqlite3_reset(handle_.get());
    if (code != SQLITE_DONE) database_->fail(reset_code == SQLITE_OK ? code : reset_code);
    return false;
}

std::int64_t Statement::run_bound() {
    while (step()) {
    }
    return sqlite3_changes64(database_->handle());
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
}

int Statement::column_count() const {
    return sqlite3_column_count(handle_.get());
}
std::string Statement::column_name(int column) const {
    return sqlite3_column_name(handle_.get(), column);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}
std::string_view Statement::text(int column) const {
    return column_bytes(handle_.get(), column);
}

void Statement::bind_value(int index, std::int64_t value) {
    if (const int code = sqlite3_bind_int64(handle_.get(), index + 1, value); code != SQLITE_OK) {
        database_->fail(code);
    }
}

void Statement::bind_value(int index, std::string_view value) {
    // A null pointer would bind NULL; an empty text is a blank field.
    const char* bytes = value.data() == nullptr ? "" : value.data();
    const int code =
        sqlite3_bind_text64(handle_.get(), index + 1, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) database_->fail(code);
}

void Statement::bind_value(int index, std::nullptr_t) {
    sqlite3_bind_null(handle_.get(), index + 1);
}

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Database::Database(const std::filesystem::path& path, Access access) : path_(path) {
    keep_freed_memory();
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(name_to_open(path, access).c_str(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail(code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyTimeoutMilliseconds);
    execute(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA "
        "secure_delete = FAST;");
    if (access == Access::kReadOnly) sqlite3_set_authorizer(raw, &refuse_changes, nullptr);
}

void Database::execute(std::string_view sql) {
    const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::scalar_of(Statement& statement) {
    if (!statement.step()) throw Error(ExitCode::kInternal, "a query that must answer one row answered none");
    const std::int64_t value = statement.integer(0);
    statement.reset();
    return value;
}

Error Database::cannot_open(const std::string& reason) const {
    const int system_error = handle_ == nullptr ? 0 : sqlite3_system_errno(handle_.get());
    return {code_of_open(system_error),
            fmt::format("cannot open the store {}: {}", path_.string(),
                        system_error == 0 ? reason : std::generic_category().message(system_error))};
}

void Database::fail(int code) const {
    const std::string reason = handle_ != nullptr ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(
                ExitCode::kTryLater,
                fmt::format("another program is writing to the store {}; try again later", path_.string()));
        case SQLITE_FULL:
            throw Error(ExitCode::kIo, fmt::format("the disk of the store {} is full", path_.string()));
        case SQLITE_IOERR:
            throw Error(ExitCode::kIo, fmt::format("the store {}: {}", path_.string(), reason));
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            throw Error(ExitCode::kNoPermission,
                        fmt::format("the store {} may not be written: {}", path_.string(), reason));
        case SQLITE_CANTOPEN: throw cannot_open(reason);
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            throw Error(ExitCode::kInputData,
                        fmt::format("{} is not a sound store: {}", path_.string(), reason));
        case SQLITE_CONSTRAINT:
            throw RowRefused(fmt::format("the store {} refused a row: {}", path_.string(), reason));
        default: throw Error(ExitCode::kInternal, fmt::format("the store {}: {}", path_.string(), reason));
    }
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    database_.execute(kind == Kind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace oa
