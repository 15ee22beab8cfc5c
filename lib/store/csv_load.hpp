#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "store/sqlite.hpp"
#include "store/table_column.hpp"

namespace oa {

struct LoadOptions {
    bool replace = false;    ///< a row with the same key takes the new values
    bool skip_bad = false;   ///< good rows go in although others are bad
    std::string table = {};  ///< the table of the one file, whatever its name is
    CsvFormat csv = {};
};

/// What a load is to tell of, within its transaction.
struct LoadHooks {
    /// Before a row is written: its table, the columns of the header and its fields, as many of them.
    std::function<void(const std::string& table, const std::vector<TableColumn>& columns,
                       const std::vector<std::string>& fields)>
        before_row = {};
    /// When all rows are written.
    std::function<void()> written = {};
    /// Before a row is written: why it may not be, for on_bad_row; nothing when it may.
    std::function<std::optional<std::string>(const std::string& table,
                                             const std::vector<TableColumn>& columns,
                                             const std::vector<std::string>& fields)>
        problem_with = {};
    /// After each row that was read, good or bad.
    std::function<void()> each_row = {};
};

struct LoadResult {
    struct File {
        std::string table;
        std::int64_t loaded = 0;
        std::int64_t bad = 0;

        /// For --json (base/fields.hpp).
        template <typename Visit>
        void fields(Visit&& visit) const {
            visit("table", table);
            visit("loaded", loaded);
            visit("bad", bad);
        }
    };
    std::vector<File> files;
    std::int64_t loaded = 0;
    std::int64_t bad = 0;

    /// For --json (base/fields.hpp).
    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("files", files);
    }
};

/// Reports a bad row: the file, its line, what is wrong.
using BadRow = std::function<void(const std::string& file, std::size_t line, const std::string& problem)>;

/// Loads CSV files, each into the table that it is named after (`item.csv`), in the schema's order so that a
/// row finds the rows it refers to. `-` is standard input, for which `table` names the table; it is read to
/// its end before the store is locked. The header row names the columns, in any case; money is written with
/// decimals, dates as ISO 8601; a blank field takes the column's default. Everything is one transaction:
/// unless `skip_bad`, a single bad row leaves the store as it was, and so does `dry_run`. Error kNoInput for
/// a file that cannot be read, kInputData for a table or column that does not exist, kUsage for several files
/// of one `table`.
LoadResult load_csv_files(Database& database, const std::vector<std::filesystem::path>& files,
                          const LoadOptions& options, bool dry_run, const BadRow& on_bad_row,
                          const LoadHooks& hooks = {});

}  // namespace oa
