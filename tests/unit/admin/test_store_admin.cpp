#include "admin/store_admin.hpp"

#include "store/migrations.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("migrating over the change of the rule rebuilds the match codes of every company",
          "[admin/store_admin]") {
    const TempDir directory;
    const auto path = directory / "store.db";
    {
        Database database = empty_database(path);
        int version = 0;
        for (const Migration& migration : kMigrations) {
            if (migration.name.find("match_codes") != std::string_view::npos) break;
            database.execute(migration.sql);
            database.execute("PRAGMA user_version = " + std::to_string(++version));
        }
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
