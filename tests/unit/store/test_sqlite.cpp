#include "store/sqlite.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <functional>
#include <limits>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// A file with a table of its own, by SQLite alone.
struct Table {
    Table() : path(directory / "test.db"), database(empty_database(path)) {
        database.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount INTEGER NOT NULL DEFAULT 0)");
    }

    std::int64_t rows() { return database.scalar("SELECT COUNT(*) FROM t"); }

    TempDir directory;
    std::filesystem::path path;
    Database database;
};

}  // namespace

TEST_CASE("values come back as they were bound", "[store/sqlite]") {
    Table table;
    Statement row = table.database.prepare("SELECT ?, ?, ?, ?, ?, ?, ? AS last");
    const std::string with_nul("a\0b", 3);
    const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    row.bind(7, largest, with_nul, std::string_view(), "caf\xC3\xA9", money("-12.30"), nullptr);
    REQUIRE(row.step());
    CHECK(row.column_count() == 7);
    CHECK(row.column_name(6) == "last");
    CHECK(row.integer(0) == 7);
    CHECK(row.integer(1) == largest);
    CHECK(row.string(2) == with_nul);
    CHECK_FALSE(row.is_null(3));
    CHECK(row.text(3).empty());
    CHECK(row.text(4) == "caf\xC3\xA9");
    CHECK(row.money(5) == money("-12.30"));
    CHECK(row.is_null(6));
    CHECK(row.text(6).empty());
    CHECK_FALSE(row.step());
}

TEST_CASE("an optional is bound as its value, or as NULL", "[store/sqlite]") {
    Table table;
    Statement row = table.database.prepare("SELECT ?, ?, ?");
    row.bind(std::optional<Money>(money("1.00")), std::optional<Money>(), std::optional<std::string>("x"));
    REQUIRE(row.step());
    CHECK(row.money(0) == money("1.00"));
    CHECK(row.is_null(1));
    CHECK(row.text(2) == "x");
}

TEST_CASE("a bound text need not outlive the call", "[store/sqlite]") {
    Table table;
    Statement row = table.database.prepare("SELECT ?");
    {
        std::string text(1000, 'x');
        row.bind(text);
        text.assign(1000, 'y');
    }
    REQUIRE(row.step());
    CHECK(row.string(0) == std::string(1000, 'x'));
}

TEST_CASE("a statement runs again with other values, and says how many rows it changed", "[store/sqlite]") {
    Table table;
    Statement insert = table.database.prepare("INSERT INTO t (id, name) VALUES (?, ?)");
    CHECK(insert.run(1, "one") == 1);
    CHECK(insert.run(2, "two") == 1);
    CHECK(table.database.prepare("UPDATE t SET amount = 5").run() == 2);
    CHECK(table.database.prepare("UPDATE t SET amount = 6 WHERE id = ?").run(3) == 0);

    Statement query = table.database.prepare("SELECT name FROM t WHERE id >= ? ORDER BY id");
    query.bind(1);
    REQUIRE(query.step());
    CHECK(query.text(0) == "one");
    query.bind(2);
    REQUIRE(query.step());
    CHECK(query.text(0) == "two");
    CHECK_FALSE(query.step());
    CHECK(table.database.scalar("SELECT amount FROM t WHERE id = ?", 2) == 5);
    CHECK_ERROR(table.database.scalar("SELECT amount FROM t WHERE id = ?", 3), ExitCode::kInternal,
                "answered none");
}

TEST_CASE("a transaction that is not committed never was", "[store/sqlite]") {
    Table table;
    {
        Transaction transaction(table.database, Transaction::Kind::kWrite);
        table.database.execute("INSERT INTO t (id) VALUES (1)");
        CHECK(table.rows() == 1);
    }
    CHECK(table.rows() == 0);
    {
        Transaction transaction(table.database, Transaction::Kind::kWrite);
        table.database.execute("INSERT INTO t (id) VALUES (1)");
        transaction.commit();
    }
    CHECK(table.rows() == 1);
    try {
        Transaction transaction(table.database, Transaction::Kind::kWrite);
        table.database.execute("INSERT INTO t (id) VALUES (2)");
        table.database.execute("INSERT INTO t (id) VALUES (1)");
        transaction.commit();
    } catch (const Error&) {
    }
    CHECK(table.rows() == 1);
    CHECK(Database(table.path, Access::kReadOnly).scalar("SELECT COUNT(*) FROM t") == 1);
}

TEST_CASE("a failed statement can be run again", "[store/sqlite]") {
    Table table;
    Statement insert = table.database.prepare("INSERT INTO t (id) VALUES (?)");
    insert.run(1);
    CHECK_THROWS_AS(insert.run(1), Error);
    CHECK(insert.run(2) == 1);
    CHECK(table.rows() == 2);
}

TEST_CASE("every failure has the exit code of its kind", "[store/sqlite]") {
    Table table;
    table.database.execute(
        "INSERT INTO t (id, name) VALUES (1, 'one');"
        "CREATE TABLE child (t INTEGER NOT NULL REFERENCES t (id), flag TEXT CHECK (flag IN ('Y', 'N')))");
    write_file(table.directory / "text", std::string(4096, 'x'));
    Database read_only(table.path, Access::kReadOnly);
    struct Case {
        std::string name;
        std::function<void()> call;
        ExitCode code;
        std::string part;
    };
    const auto execute = [&](const char* sql) { return [&table, sql] { table.database.execute(sql); }; };
    const std::vector<Case> cases = {
        {"the key is there", execute("INSERT INTO t (id) VALUES (1)"), ExitCode::kInputData, "UNIQUE"},
        {"unique", execute("INSERT INTO t (id, name) VALUES (2, 'one')"), ExitCode::kInputData, "t.name"},
        {"not null", execute("INSERT INTO child (flag) VALUES ('Y')"), ExitCode::kInputData, "NOT NULL"},
        {"check", execute("INSERT INTO child VALUES (1, 'X')"), ExitCode::kInputData, "CHECK"},
        {"foreign keys are on", execute("INSERT INTO child VALUES (9, 'Y')"), ExitCode::kInputData,
         "FOREIGN KEY"},
        {"read only", [&] { read_only.execute("DELETE FROM t"); }, ExitCode::kNoPermission,
         "may not be written"},
        {"SQL that is none", execute("SELEKT"), ExitCode::kInternal, "SELEKT"},
        {"a table that is not there", [&] { table.database.prepare("SELECT * FROM no"); },
         ExitCode::kInternal, "no"},
        {"no such file", [&] { Database(table.directory / "missing", Access::kReadWrite); },
         ExitCode::kNoInput, "missing"},
        {"a file that is no store",
         [&] { Database(table.directory / "text", Access::kReadWrite).scalar("SELECT COUNT(*) FROM t"); },
         ExitCode::kInputData, "not a sound store"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK_ERROR(c.call(), c.code, c.part);
    }
}

TEST_CASE("a store that others hold is to be tried again later", "[store/sqlite]") {
    // Both are told at once, without the busy timeout.
    SECTION("a table that a query still reads") {
        Table table;
        table.database.execute("INSERT INTO t (id) VALUES (1), (2)");
        Statement query = table.database.prepare("SELECT id FROM t");
        query.bind();
        REQUIRE(query.step());
        CHECK_ERROR(table.database.execute("DROP TABLE t"), ExitCode::kTryLater, "another program");
    }
    SECTION("a snapshot that is no longer the newest") {
        Table table;
        table.database.execute("PRAGMA journal_mode = WAL");
        Transaction snapshot(table.database, Transaction::Kind::kRead);
        CHECK(table.rows() == 0);
        Database other(table.path, Access::kReadWrite);
        other.execute("INSERT INTO t (id) VALUES (1)");
        CHECK(table.rows() == 0);
        CHECK_ERROR(table.database.execute("INSERT INTO t (id) VALUES (2)"), ExitCode::kTryLater,
                    "try again later");
    }
}

#ifndef __SANITIZE_ADDRESS__  // its allocator has page faults of its own
TEST_CASE("a row that replaces another does not take its memory from the system anew", "[store/sqlite]") {
    constexpr int kRows = 2'000;
    const auto page_faults = [] {
        rusage usage{};
        REQUIRE(::getrusage(RUSAGE_SELF, &usage) == 0);
        return usage.ru_minflt;
    };
    Table table;
    Transaction transaction(table.database, Transaction::Kind::kWrite);
    Statement replace = table.database.prepare(
        "INSERT INTO t (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name");
    for (int id = 1; id <= kRows; ++id) replace.run(id, "name " + std::to_string(id));
    const long before = page_faults();
    for (int id = 1; id <= kRows; ++id) replace.run(id, "other " + std::to_string(id));
    CHECK(page_faults() - before < kRows / 2);
}
#endif
