#include "store/schema.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "store/migrations.hpp"

namespace oa {

namespace {

/// The migrations are SQL that PostgreSQL reads too; SQLite's own clause for a table that lies in the order
/// of its key halves its size and the work of a look-up.
std::string to_sqlite(std::string_view sql) {
    constexpr std::string_view kClustered = ") /* clustered */;";
    std::string text(sql);
    for (std::size_t at = text.find(kClustered); at != std::string::npos; at = text.find(kClustered, at)) {
        text.replace(at, kClustered.size(), ") WITHOUT ROWID;");
    }
    return text;
}

/// "OABS": marks the SQLite file as a store of this suite.
constexpr std::int64_t kApplicationId = 0x4F414253;

/// Stores made by an earlier suite have no mark; one whose making was broken off has no tables.
bool is_store(Database& database) {
    const std::int64_t mark = database.scalar("PRAGMA application_id");
    if (mark != 0) return mark == kApplicationId;
    return database.scalar("SELECT COUNT(*) FROM sqlite_schema") == 0 ||
           database.scalar(
               "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('company', "
               "'system_control_value', 'job_run')") == 3;
}

}  // namespace

int schema_version() {
    return static_cast<int>(kMigrations.size());
}

int stored_schema_version(Database& database) {
    return static_cast<int>(database.scalar("PRAGMA user_version"));
}

Database open_store_of_any_version(const std::filesystem::path& path, Access access) {
    if (path.empty()) throw Error(ExitCode::kUsage, "no store is named; give --db FILE or set OA_DB");
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("there is no store {}; make one with oa-store --db {} init", path.string(),
                                path.string()));
    }
    if (std::filesystem::is_directory(path, ignored)) {
        throw Error(ExitCode::kNoInput, fmt::format("{} is a directory, not a store", path.string()));
    }
    Database database(path, access);
    if (!is_store(database)) {
        throw Error(
            ExitCode::kInputData,
            fmt::format("{} is a database of another program, not a store of this suite", path.string()));
    }
    return database;
}

Database open_store(const std::filesystem::path& path, Access access) {
    Database database = open_store_of_any_version(path, access);
    const int version = stored_schema_version(database);
    if (version != schema_version()) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("the store {} has schema version {}, this tool needs {}; {}", path.string(),
                                version, schema_version(),
                                version < schema_version() ? "run oa-store migrate"
                                                           : "use the suite it was made by"));
    }
    return database;
}

Database create_store(const std::filesystem::path& path) {
    if (path.empty()) throw Error(ExitCode::kUsage, "no store is named; give --db FILE or set OA_DB");
    if (std::filesystem::exists(path)) {
        throw Error(ExitCode::kCannotCreate,
                    fmt::format("{} is there already; it is left as it was", path.string()));
    }
    // Made owner-only before SQLite opens it: its journal files take over the mode.
    create_empty_file(path);
    Database database(path, Access::kReadWrite);
    database.execute("PRAGMA journal_mode = WAL");
    migrate_store(database);
    return database;
}

std::vector<std::string> migrate_store(Database& database) {
    const int stored = stored_schema_version(database);
    if (stored > schema_version()) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("the store {} has schema version {}, newer than this suite's {}",
                                database.path().string(), stored, schema_version()));
    }
    std::vector<std::string> applied;
    for (int version = stored + 1; version <= schema_version(); ++version) {
        const Migration& migration = kMigrations[static_cast<std::size_t>(version - 1)];
        Transaction transaction(database, Transaction::Kind::kWrite);
        database.execute(to_sqlite(migration.sql));
        database.execute(fmt::format("PRAGMA user_version = {}", version));
        transaction.commit();
        applied.emplace_back(migration.name);
    }
    // Written when it changes something only.
    if (database.scalar("PRAGMA application_id") != kApplicationId) {
        database.execute(fmt::format("PRAGMA application_id = {}", kApplicationId));
    }
    return applied;
}

std::vector<std::string> check_store(Database& database) {
    std::vector<std::string> problems;
    Statement integrity = database.prepare("PRAGMA integrity_check");
    while (integrity.step()) {
        if (integrity.text(0) != "ok") problems.push_back(integrity.string(0));
    }
    Statement keys = database.prepare("PRAGMA foreign_key_check");
    while (keys.step()) {
        problems.push_back(
            fmt::format("a row of {} refers to a row of {} that is not there", keys.text(0), keys.text(2)));
    }
    return problems;
}

void add_company(Database& database, int company, std::string_view description) {
    database.prepare("INSERT INTO company (company, description) VALUES (?, ?)").run(company, description);
}

std::vector<int> companies(Database& database) {
    Statement query = database.prepare("SELECT company FROM company ORDER BY company");
    std::vector<int> numbers;
    while (query.step()) numbers.push_back(static_cast<int>(query.integer(0)));
    return numbers;
}

bool company_exists(Database& database, int company) {
    return database.scalar("SELECT COUNT(*) FROM company WHERE company = ?", company) == 1;
}

}  // namespace oa
