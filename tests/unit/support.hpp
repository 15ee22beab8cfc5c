#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/money.hpp"
#include "catch.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"

// Amounts in messages of Catch2 as people read them.
template <>
struct Catch::StringMaker<oa::Money> {
    static std::string convert(oa::Money amount) { return to_string(amount); }
};

namespace oa::test {

/// A new, empty directory that goes with its owner.
class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    /// The names in it, in order.
    std::vector<std::string> names() const;

  private:
    std::filesystem::path path_;
};

/// Takes what is written to stderr from its beginning to its end.
class CapturedStderr {
  public:
    CapturedStderr();
    ~CapturedStderr();
    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;

    std::string text() const;

  private:
    TempDir directory_;
    FileDescriptor saved_;
};

/// An environment variable for as long as it lives; nothing takes the variable away.
class EnvironmentVariable {
  public:
    EnvironmentVariable(std::string name, const std::optional<std::string>& value);
    ~EnvironmentVariable();
    EnvironmentVariable(const EnvironmentVariable&) = delete;
    EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

  private:
    static void set(const std::string& name, const std::optional<std::string>& value);

    std::string name_;
    std::optional<std::string> before_;
};

/// A new store with company 7 in it.
struct TestStore {
    TestStore();

    TempDir directory;
    std::filesystem::path path;
    Database database;
};

/// November 23, 2010 at 9:21:41, the time of the seed's examples.
Clock seed_clock();

/// A log that shows nothing but errors.
class QuietLog {
  public:
    QuietLog();
    operator Log&() { return log_; }
    Log& get() { return log_; }

  private:
    Clock clock_;
    Log log_;
};

void write_file(const std::filesystem::path& path, std::string_view bytes);
std::string read_file(const std::filesystem::path& path);
/// The permission bits, as chmod takes them.
unsigned mode_of(const std::filesystem::path& path);
/// The single text of a query; `(none)` when it has no row, `(null)` for NULL.
std::string query_text(Database& database, std::string_view sql);

/// A connection to a new SQLite file without any tables.
Database empty_database(const std::filesystem::path& path);

/// An amount written out: `money("-12.30")`.
Money money(std::string_view text);

bool contains(std::string_view text, std::string_view part);

/// The Error that a call ends with.
template <typename Call>
Error error_of(Call&& call) {
    try {
        std::forward<Call>(call)();
    } catch (const Error& error) {
        return error;
    }
    throw std::logic_error("the call was to end with an Error and did not");
}

}  // namespace oa::test

/// The call ends with an Error of this code whose sentence holds this part.
#define CHECK_ERROR(call, wanted_code, part)                                          \
    do {                                                                              \
        const ::oa::Error check_error = ::oa::test::error_of([&] { call; });          \
        const std::string check_sentence = check_error.what();                        \
        CAPTURE(check_sentence);                                                      \
        CHECK(static_cast<int>(check_error.code()) == static_cast<int>(wanted_code)); \
        CHECK(::oa::test::contains(check_sentence, part));                            \
    } while (false)
