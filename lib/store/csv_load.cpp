#include "store/csv_load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <system_error>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

using Type = TableColumn::Type;

constexpr const char* kStandardInput = "-";

/// What the suite itself keeps: a row from elsewhere would be taken for what a job did.
constexpr std::array<std::string_view, 9> kKeptTables = {"active_procedure",
                                                         "card_fingerprint_key",
                                                         "credit_card_audit",
                                                         "customer_merged",
                                                         "integration_process_control",
                                                         "job_run",
                                                         "job_run_message",
                                                         "outbound_batch",
                                                         "outbound_file"};

void refuse_kept_table(std::string_view table) {
    if (std::find(kKeptTables.begin(), kKeptTables.end(), table) == kKeptTables.end()) return;
    throw Error(ExitCode::kInputData,
                fmt::format("the table {} is kept by the suite itself and cannot be loaded", table));
}

/// The tables in the order in which the migrations made them: a table stands after those it refers to.
std::vector<std::string> tables_in_order(Database& database) {
    Statement query = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid");
    std::vector<std::string> tables;
    while (query.step()) tables.push_back(query.string(0));
    return tables;
}

/// Binds one field; what is wrong with it, if anything.
std::optional<std::string> bind_field(Statement& insert, int index, const TableColumn& column,
                                      const std::string& field) {
    const auto refuse = [&](std::string_view what) {
        return fmt::format("{} '{}' {}", column.name, shortened(field), what);
    };
    if (column.type == Type::kText) {
        if (column.max_length > 0 && field.size() > column.max_length &&
            character_count(field) > column.max_length) {
            return refuse(fmt::format("is longer than {} characters", column.max_length));
        }
        // A blank takes the column's default, which stands in the statement.
        if (field.empty() && column.has_default) {
            insert.bind_value(index, nullptr);
        } else {
            insert.bind_value(index, field);
        }
        return std::nullopt;
    }
    const std::string_view value = trim(field);
    if (value.empty()) {
        // Its default stands in the statement: COALESCE(?, default).
        if (column.not_null && !column.has_default) return fmt::format("{} is blank", column.name);
        insert.bind_value(index, nullptr);
        return std::nullopt;
    }
    switch (column.type) {
        case Type::kInteger: {
            std::int64_t number = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (error != std::errc() || end != value.data() + value.size())
                return refuse("is not a whole number");
            insert.bind_value(index, number);
            break;
        }
        case Type::kMoney: {
            const auto amount = parse_money(value);
            if (!amount) return refuse("is not an amount like 12.34");
            insert.bind_value(index, *amount);
            break;
        }
        case Type::kDate:
            if (!parse_date(value)) return refuse("is not a date like 2010-11-23");
            insert.bind_value(index, value);
            break;
        case Type::kTimestamp: {
            const auto time = parse_timestamp(value);
            if (!time) return refuse("is not a time like 2010-11-23T09:21:41");
            insert.bind_value(index, to_string(*time));
            break;
        }
        case Type::kText: break;
    }
    return std::nullopt;
}

/// The INSERT for the columns of a header row.
class TableLoader {
  public:
    TableLoader(Database& database, std::string table, const CsvRecord& header, const LoadOptions& options,
                const LoadHooks& hooks)
        : hooks_(hooks),
          table_(std::move(table)),
          columns_(header_columns(database, header, options.csv)),
          insert_(prepare(database, options.replace)) {}

    /// Inserts a record; what is wrong with it, if anything.
    std::optional<std::string> insert(const CsvRecord& record) {
        if (record.fields.size() != columns_.size()) {
            return fmt::format("it has {} fields, the header has {}", record.fields.size(), columns_.size());
        }
        if (hooks_.problem_with) {
            if (auto problem = hooks_.problem_with(table_, columns_, record.fields)) return problem;
        }
        if (hooks_.before_row) hooks_.before_row(table_, columns_, record.fields);
        insert_.reset();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (auto problem = bind_field(insert_, static_cast<int>(i), columns_[i], record.fields[i]))
                return problem;
        }
        try {
            insert_.step();
        } catch (const Error& error) {
            if (error.code() != ExitCode::kInputData) throw;
            return explain(error.what());
        }
        return std::nullopt;
    }

  private:
    std::vector<TableColumn> header_columns(Database& database, const CsvRecord& header,
                                            const CsvFormat& format) const {
        const std::vector<TableColumn> known = table_columns(database, table_);
        std::vector<TableColumn> columns;
        for (const std::string& field : header.fields) {
            const std::string name = to_upper(trim(field));
            const auto found = std::find_if(known.begin(), known.end(),
                                            [&](const auto& c) { return to_upper(c.name) == name; });
            if (found == known.end()) {
                throw Error(ExitCode::kInputData, fmt::format("the table {} has no column '{}'{}", table_,
                                                              to_xml_text(shortened(trim(field))).text,
                                                              csv_header_hint(header.text, format)));
            }
            const auto twice = std::find_if(columns.begin(), columns.end(),
                                            [&](const auto& c) { return c.name == found->name; });
            if (twice != columns.end()) {
                throw Error(ExitCode::kInputData,
                            fmt::format("the header names the column {} twice", found->name));
            }
            columns.push_back(*found);
        }
        for (const TableColumn& column : known) {
            const bool given = std::any_of(columns.begin(), columns.end(),
                                           [&](const auto& c) { return c.name == column.name; });
            if (!given && column.not_null && !column.has_default) {
                throw Error(ExitCode::kInputData,
                            fmt::format("the header does not name the column {}, which every row of {} "
                                        "must have",
                                        column.name, table_));
            }
        }
        return columns;
    }

    Statement prepare(Database& database, bool replace) {
        std::vector<std::string> names;
        std::vector<std::string> values;
        std::vector<std::string> keys;
        std::vector<std::string> updates;
        Statement defaults = database.prepare("SELECT dflt_value FROM pragma_table_info(?) WHERE name = ?");
        for (const TableColumn& column : columns_) {
            names.push_back(column.name);
            defaults.bind(table_, column.name);
            const bool fill = defaults.step() && column.has_default;
            values.push_back(fill ? fmt::format("COALESCE(?, {})", defaults.text(0)) : "?");
            if (column.in_key) {
                keys.push_back(column.name);
            } else {
                updates.push_back(fmt::format("{0} = excluded.{0}", column.name));
            }
        }
        std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table_, fmt::join(names, ", "),
                                      fmt::join(values, ", "));
        if (replace) {
            sql += updates.empty() ? fmt::format(" ON CONFLICT ({}) DO NOTHING", fmt::join(keys, ", "))
                                   : fmt::format(" ON CONFLICT ({}) DO UPDATE SET {}", fmt::join(keys, ", "),
                                                 fmt::join(updates, ", "));
        }
        return database.prepare(sql);
    }

    std::string explain(std::string_view error) const {
        if (error.find("UNIQUE") != std::string_view::npos) return "a row with this key is there already";
        if (error.find("FOREIGN KEY") != std::string_view::npos) {
            return fmt::format("the row of another table that {} refers to is not there", table_);
        }
        const std::size_t last = error.rfind(": ");
        return fmt::format("the store refuses it: {}",
                           last == std::string_view::npos ? error : error.substr(last + 2));
    }

    const LoadHooks& hooks_;
    std::string table_;
    std::vector<TableColumn> columns_;
    Statement insert_;
};

/// A file to load, and what it is called in messages.
struct Source {
    std::string name;
    std::filesystem::path path;
    std::string table;
};

LoadResult::File load_file(Database& database, const Source& source, const LoadOptions& options,
                           const BadRow& on_bad_row, const LoadHooks& hooks) {
    std::ifstream input(source.path, std::ios::binary);
    if (!input || std::filesystem::is_directory(source.path))
        throw Error(ExitCode::kNoInput, fmt::format("cannot read {}", source.name));
    LoadResult::File result{source.table};
    try {
        CsvReader reader(input, options.csv);
        CsvRecord record;
        std::string problem;
        if (!reader.next(record, problem)) {
            throw Error(ExitCode::kInputData, "it is empty: it needs a header row");
        }
        if (!problem.empty()) throw Error(ExitCode::kInputData, fmt::format("the header row: {}", problem));
        TableLoader loader(database, result.table, record, options, hooks);
        while (reader.next(record, problem)) {
            std::optional<std::string> refused = problem;
            if (problem.empty()) refused = loader.insert(record);
            ++(refused ? result.bad : result.loaded);
            if (refused) on_bad_row(source.name, record.line, *refused);
            if (hooks.each_row) hooks.each_row();
        }
    } catch (const Error& error) {
        throw Error(error.code(), fmt::format("{}: {}", source.name, error.what()));
    }
    return result;
}

/// Standard input in a file that nobody else sees and that goes with its owner.
class StandardInput {
  public:
    StandardInput() : file_(std::tmpfile(), &std::fclose) {
        const auto fail = [] {
            throw Error(ExitCode::kIo, fmt::format("standard input could not be kept in a temporary file: {}",
                                                   std::generic_category().message(errno)));
        };
        if (file_ == nullptr) fail();
        std::array<char, 64 * 1024> block;
        while (const std::size_t count = std::fread(block.data(), 1, block.size(), stdin)) {
            if (std::fwrite(block.data(), 1, count, file_.get()) != count) fail();
        }
        if (std::ferror(stdin) != 0 || std::fflush(file_.get()) != 0) fail();
    }

    std::filesystem::path path() const { return fmt::format("/dev/fd/{}", ::fileno(file_.get())); }

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

/// The files in the order in which they are loaded.
std::vector<Source> sources(Database& database, const std::vector<std::filesystem::path>& files,
                            const LoadOptions& options) {
    if (!options.table.empty() && files.size() != 1) {
        throw Error(ExitCode::kUsage, "--table names the table of one file; several are named after theirs");
    }
    const std::vector<std::string> tables = tables_in_order(database);
    std::multimap<std::ptrdiff_t, Source> ordered;
    for (const auto& file : files) {
        const bool is_standard_input = file == kStandardInput;
        if (is_standard_input && options.table.empty()) {
            throw Error(ExitCode::kUsage, "--table must say which table standard input is for");
        }
        const std::string table = options.table.empty() ? file.stem().string() : options.table;
        const auto found = std::find(tables.begin(), tables.end(), table);
        if (found == tables.end()) {
            throw Error(ExitCode::kInputData,
                        fmt::format("{}: the store has no table '{}' (a file is named after its table, or "
                                    "--table names it)",
                                    file.string(), shortened(table)));
        }
        refuse_kept_table(*found);
        ordered.emplace(found - tables.begin(),
                        Source{is_standard_input ? "standard input" : file.string(), file, table});
    }
    std::vector<Source> result;
    for (auto& [place, source] : ordered) result.push_back(std::move(source));
    return result;
}

}  // namespace

LoadResult load_csv_files(Database& database, const std::vector<std::filesystem::path>& files,
                          const LoadOptions& options, bool dry_run, const BadRow& on_bad_row,
                          const LoadHooks& hooks) {
    std::vector<Source> ordered = sources(database, files, options);
    std::optional<StandardInput> standard_input;
    for (Source& source : ordered) {
        if (source.path == kStandardInput) source.path = standard_input.emplace().path();
    }
    Transaction transaction(database, Transaction::Kind::kWrite);
    LoadResult result;
    for (const Source& source : ordered) {
        result.files.push_back(load_file(database, source, options, on_bad_row, hooks));
        result.loaded += result.files.back().loaded;
        result.bad += result.files.back().bad;
    }
    if (hooks.written) hooks.written();
    if (!dry_run && (result.bad == 0 || options.skip_bad)) transaction.commit();
    return result;
}

}  // namespace oa
