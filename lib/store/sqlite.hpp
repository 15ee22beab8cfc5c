#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/money.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace oa {

/// kReadOnly refuses every change but to temporary tables.
enum class Access { kReadOnly, kReadWrite };

class Database;

/// A prepared statement. Parameters and columns count from 0. Made by Database::prepare, which must outlive
/// it.
class Statement {
  public:
    /// Binds the parameters in order, from a reset statement; the statement then stands before its first row.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        reset();
        [[maybe_unused]] int index = 0;
        (bind_value(index++, values), ...);
        return *this;
    }

    /// Goes to the next row; false when there is none, and then the statement is reset.
    bool step();

    /// Binds, runs to the end and answers how many rows were changed.
    template <typename... Values>
    std::int64_t run(const Values&... values) {
        bind(values...);
        return run_bound();
    }

    /// Runs what the bind_value calls prepared to the end and answers how many rows were changed.
    std::int64_t run_bound();

    void reset();

    int column_count() const;
    std::string column_name(int column) const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    /// Valid until the next step or reset; empty for NULL.
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    Money money(int column) const { return Money::hundredths(integer(column)); }

    void bind_value(int index, std::int64_t value);
    void bind_value(int index, int value) { bind_value(index, std::int64_t{value}); }
    void bind_value(int index, std::string_view value);
    void bind_value(int index, const std::string& value) { bind_value(index, std::string_view(value)); }
    void bind_value(int index, const char* value) { bind_value(index, std::string_view(value)); }
    void bind_value(int index, Money value) { bind_value(index, value.hundredths()); }
    void bind_value(int index, std::nullptr_t);
    template <typename Value>
    void bind_value(int index, const std::optional<Value>& value) {
        value ? bind_value(index, *value) : bind_value(index, nullptr);
    }

  private:
    friend class Database;
    Statement(Database& database, std::string_view sql);

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// One connection to a SQLite file, for one thread at a time: foreign keys on, busy timeout, synchronous
/// FULL. Every failure is an Error: kTryLater when another program holds the store, kIo when the disk failed
/// or is full, kNoPermission, kNoInput when it cannot be opened for another reason, kInputData when the file
/// is not a database, kInternal for the rest. For kReadOnly the directory need not be writable.
class Database {
  public:
    Database(const std::filesystem::path& path, Access access);

    Statement prepare(std::string_view sql) { return {*this, sql}; }
    /// Runs one or more statements that need no parameters.
    void execute(std::string_view sql);
    /// The single value of a query with one row; Error kInternal when there is none.
    template <typename... Values>
    std::int64_t scalar(std::string_view sql, const Values&... values) {
        Statement statement = prepare(sql);
        statement.bind(values...);
        return scalar_of(statement);
    }

    const std::filesystem::path& path() const { return path_; }
    sqlite3* handle() const { return handle_.get(); }
    [[noreturn]] void fail(int code) const;

  private:
    static std::int64_t scalar_of(Statement& statement);
    Error cannot_open(const std::string& reason) const;

    struct Close {
        void operator()(sqlite3* handle) const;
    };

    std::filesystem::path path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

/// Begins in its constructor, rolls back in its destructor, commits only when told.
class Transaction {
  public:
    /// kRead keeps a snapshot from its first query on; kWrite takes the write lock at once.
    enum class Kind { kRead, kWrite };

    Transaction(Database& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace oa
