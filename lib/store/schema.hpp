#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.hpp"

namespace oa {

/// The schema version this suite works with.
int schema_version();

/// The version of an open store (PRAGMA user_version); 0 for an empty file.
int stored_schema_version(Database& database);

/// Opens a store, as a migration does. Error kNoInput when there is none, kInputData when it is another
/// program's database.
Database open_store_of_any_version(const std::filesystem::path& path, Access access);

/// Opens a store for a job. Errors as above, and kConfiguration naming both versions when it is of another
/// schema version.
Database open_store(const std::filesystem::path& path, Access access);

/// Makes a new, empty, owner-only store. Error kCannotCreate when something is there already.
Database create_store(const std::filesystem::path& path);

/// Brings a store up to this suite's version, one migration a transaction, and names those applied. Error
/// kConfiguration when the store is newer than the suite.
std::vector<std::string> migrate_store(Database& database);

/// What SQLite's own checks find wrong (integrity, foreign keys); empty when the store is sound.
std::vector<std::string> check_store(Database& database);

/// Adds a company's row. Error kInputData when it is there.
void add_company(Database& database, int company, std::string_view description);

/// The numbers of all companies, in order.
std::vector<int> companies(Database& database);

/// True when the company has a row.
bool company_exists(Database& database, int company);

}  // namespace oa
