#include "store/authority.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Seed 002, Submit Generation Window: the secured feature J06.

TEST_CASE("who was given authority has it, and nobody else", "[store/authority]") {
    TestStore store;
    add_company(store.database, 8, "Eight");
    store.database.execute(
        "INSERT INTO user_authority VALUES (7, 'MARY', 'J06', 'A'), (7, 'OTTO', 'J06', 'D'), (7, 'EVA', "
        "'J07', 'A'), "
        "(8, 'ADA', 'J06', 'A')");
    CHECK(has_authority(store.database, 7, "MARY", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "MARY", "J07"));
    CHECK_FALSE(has_authority(store.database, 8, "MARY", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "OTTO", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "EVA", "J06"));
    CHECK(has_authority(store.database, 7, "EVA", "J07"));
    CHECK_FALSE(has_authority(store.database, 7, "ADA", "J06"));
    CHECK(has_authority(store.database, 8, "ADA", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "mary", "J06"));
    CHECK_FALSE(has_authority(store.database, 7, "MARY", ""));
}
