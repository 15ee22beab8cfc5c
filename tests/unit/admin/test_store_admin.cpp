#include "admin/store_admin.hpp"

#include <filesystem>

#include "store/migrations.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// A store as it was before the migration that has this in its name.
Database store_before(const std::filesystem::path& path, std::string_view migration_name) {
    Database database = empty_database(path);
    int version = 0;
    for (const Migration& migration : kMigrations) {
        if (migration.name.find(migration_name) != std::string_view::npos) break;
        database.execute(migration.sql);
        database.execute("PRAGMA user_version = " + std::to_string(++version));
    }
    return database;
}

}  // namespace

TEST_CASE("migrating over the change of the rule rebuilds the match codes of every company",
          "[admin/store_admin]") {
    const TempDir directory;
    const auto path = directory / "store.db";
    {
        Database database = store_before(path, "match_codes");
        database.execute(
            "INSERT INTO company (company, description) VALUES (7, 'SEVEN'), (8, 'EIGHT');"
            "INSERT INTO customer_sold_to (company, customer_number, last_name, street, postal_code, "
            "country, "
            "match_code) VALUES (7, 1, 'SMITH', '12 MAIN ST', '55401', 'US', '55401/SMITH/12MAIN/'), "
            "(8, 1, 'JONES', '1 ELM ST', '02101', '', 'OLD'), (8, 2, '', '', '', '', 'OLD');"
            "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name, street, "
            "postal_code, match_code) VALUES (7, 1, 1, 'SMITH', '3 MILL RD', '55402', 'OLD');");
    }
    MatchCodesResult result;
    CHECK(!migrate_store_file(path, false, result).empty());
    CHECK(result.customers == 2);
    CHECK(result.ship_tos == 1);
    Database database = open_store(path, Access::kReadWrite);
    CHECK(query_text(database,
                     "SELECT group_concat(match_code, ' ') FROM (SELECT match_code FROM customer_sold_to "
                     "ORDER BY company, customer_number)") ==
          "US/55401/SMITH/12MAINST/ /02101/JONES/1ELMST/ ");
    CHECK(query_text(database, "SELECT match_code FROM customer_ship_to") == "/55402/SMITH/3MILLRD/");

    // As after a run that was killed between the two.
    database.execute("UPDATE customer_sold_to SET match_code = '' WHERE company = 7");
    MatchCodesResult again;
    CHECK(migrate_store_file(path, false, again).empty());
    CHECK(again.customers == 1);
}

TEST_CASE("migrating takes from a Ghost what its target has", "[admin/store_admin]") {
    const TempDir directory;
    const auto path = directory / "store.db";
    {
        Database database = store_before(path, "ghosts");
        // 1 is the target of the Ghosts 2 to 5; 6 names no target, 7 is no Ghost.
        database.execute(
            "INSERT INTO company (company, description) VALUES (7, 'SEVEN');"
            "INSERT INTO customer_sold_to (company, customer_number, ghost, ghost_target_customer_number, "
            "email_address, opt_in_out, alternate_customer_number) VALUES "
            "(7, 1, '', 0, 'own@example.com', 'O1', 'A1'), (7, 2, 'Y', 1, 'OWN@example.com', 'O1', 'A2'), "
            "(7, 3, 'Y', 1, 'listed@example.com', 'O2', ''), (7, 4, 'Y', 1, 'alone@example.com', 'O3', "
            "'A1'), "
            "(7, 5, 'Y', 9, 'own@example.com', 'O1', 'A5'), (7, 6, 'Y', 0, 'own@example.com', '', 'A6'), "
            "(7, 7, '', 0, 'own@example.com', '', 'A7');"
            "INSERT INTO customer_sold_to_email (company, customer_number, email_address) VALUES "
            "(7, 1, 'Listed@example.com')");
    }
    MatchCodesResult result;
    CHECK(!migrate_store_file(path, false, result).empty());
    Database database = open_store(path, Access::kReadOnly);
    CHECK(query_text(
              database,
              "SELECT group_concat(t, ' ') FROM (SELECT customer_number || '=' || email_address || ',' || "
              "opt_in_out || ',' || alternate_customer_number AS t FROM customer_sold_to ORDER BY "
              "customer_number)") ==
          "1=own@example.com,O1,A1 2=,, 3=,, 4=alone@example.com,O3, 5=own@example.com,O1,A5 "
          "6=own@example.com,,A6 7=own@example.com,,A7");
}
