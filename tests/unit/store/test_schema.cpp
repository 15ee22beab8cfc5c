#include "store/schema.hpp"

#include <sys/stat.h>

#include "store/migrations.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("a new store is of this schema version, sound and its owner's alone", "[store/schema]") {
    const TempDir directory;
    const auto path = directory / "oa.db";
    const mode_t before = ::umask(0);
    Database database = create_store(path);
    ::umask(before);
    CHECK(schema_version() >= 1);
    CHECK(stored_schema_version(database) == schema_version());
    CHECK(check_store(database).empty());
    CHECK(query_text(database, "PRAGMA journal_mode") == "wal");
    for (const std::string& name : directory.names()) {
        CAPTURE(name);
        CHECK(mode_of(directory / name) == 0600);
    }
    CHECK_ERROR(create_store(path), ExitCode::kCannotCreate, "is there already");
    CHECK_ERROR(create_store(""), ExitCode::kUsage, "--db");
    CHECK_ERROR(create_store(directory / "no/oa.db"), ExitCode::kCannotCreate, "no/oa.db");
}

TEST_CASE("the tables of the sales feed are there", "[store/schema]") {
    TestStore store;
    for (const std::string table : {"customer_sold_to",
                                    "customer_sold_to_extended",
                                    "customer_sold_to_phone",
                                    "customer_sold_to_email",
                                    "order_header",
                                    "order_header_extended",
                                    "order_ship_to",
                                    "order_detail",
                                    "order_payment_method",
                                    "invoice_header",
                                    "invoice_detail",
                                    "invoice_payment_method",
                                    "item",
                                    "sku",
                                    "offer",
                                    "source",
                                    "pay_type",
                                    "currency",
                                    "store_cross_reference",
                                    "system_control_value",
                                    "property",
                                    "web_service_authentication",
                                    "user_authority",
                                    "job_run",
                                    "outbound_file",
                                    "outbound_batch"}) {
        CAPTURE(table);
        CHECK(store.database.scalar("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
                                    table) == 1);
        // Every key is led by company.
        CHECK(store.database.scalar(
                  "SELECT COUNT(*) FROM pragma_table_info(?) WHERE name = 'company' AND pk = 1", table) == 1);
    }
}

TEST_CASE("migrating twice changes nothing", "[store/schema]") {
    const TempDir directory;
    Database database = empty_database(directory / "oa.db");
    CHECK(stored_schema_version(database) == 0);
    const std::vector<std::string> applied = migrate_store(database);
    REQUIRE(applied.size() == kMigrations.size());
    CHECK(applied[0] == "0001_sales_feed.sql");
    CHECK(stored_schema_version(database) == schema_version());
    CHECK(migrate_store(database).empty());
    CHECK(stored_schema_version(database) == schema_version());
}

TEST_CASE("a migration that fails leaves the store as it was", "[store/schema]") {
    const TempDir directory;
    Database database = empty_database(directory / "oa.db");
    // The name of a table that the first migration makes late.
    database.execute("CREATE TABLE outbound_file (x INTEGER)");
    CHECK_THROWS_AS(migrate_store(database), Error);
    CHECK(stored_schema_version(database) == 0);
    CHECK(database.scalar("SELECT COUNT(*) FROM sqlite_schema") == 1);
}

TEST_CASE("a store of another schema version is refused by both versions' numbers", "[store/schema]") {
    const TempDir directory;
    const auto path = directory / "oa.db";
    { Database database = create_store(path); }
    struct Case {
        int version;
        std::string advice;
    };
    const std::vector<Case> cases = {{0, "oa-store migrate"},
                                     {schema_version() + 41, "the suite it was made by"}};
    for (const Case& c : cases) {
        CAPTURE(c.version);
        Database(path, Access::kReadWrite).execute("PRAGMA user_version = " + std::to_string(c.version));
        const Error error = error_of([&] { open_store(path, Access::kReadOnly); });
        CAPTURE(error.what());
        CHECK(error.code() == ExitCode::kConfiguration);
        CHECK(contains(error.what(), "schema version " + std::to_string(c.version) + ","));
        CHECK(contains(error.what(), "needs " + std::to_string(schema_version())));
        CHECK(contains(error.what(), c.advice));
    }
    Database newer(path, Access::kReadWrite);
    CHECK_ERROR(migrate_store(newer), ExitCode::kConfiguration, "newer than this suite's");
}

TEST_CASE("a store is opened when it is there", "[store/schema]") {
    TestStore store;
    Database reader = open_store(store.path, Access::kReadOnly);
    CHECK(company_exists(reader, 7));
    CHECK_FALSE(company_exists(reader, 8));
    CHECK_ERROR(add_company(reader, 8, "Eight"), ExitCode::kNoPermission, "may not be written");
    CHECK_ERROR(open_store(store.directory / "missing.db", Access::kReadWrite), ExitCode::kNoInput,
                "oa-store");
    CHECK_ERROR(open_store("", Access::kReadWrite), ExitCode::kUsage, "OA_DB");
    CHECK(store.directory.names().front() == "oa.db");
}

TEST_CASE("a company is added once, with a number of three digits", "[store/schema]") {
    TestStore store;
    add_company(store.database, 999, "Last");
    CHECK(company_exists(store.database, 999));
    for (const int company : {7, 0, 1000, -1}) {
        CAPTURE(company);
        CHECK_ERROR(add_company(store.database, company, "again"), ExitCode::kInputData, "refused");
    }
}

TEST_CASE("a broken foreign key is found", "[store/schema]") {
    TestStore store;
    store.database.execute("PRAGMA foreign_keys = OFF");
    store.database.execute("INSERT INTO item (company, item) VALUES (8, 'ITM1')");
    const std::vector<std::string> problems = check_store(store.database);
    REQUIRE(problems.size() == 1);
    CAPTURE(problems[0]);
    CHECK(contains(problems[0], "item"));
    CHECK(contains(problems[0], "company"));
}
