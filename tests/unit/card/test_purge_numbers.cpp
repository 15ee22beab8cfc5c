#include "card/purge_numbers.hpp"

#include "card/number_rows.hpp"
#include "store/settings.hpp"
#include "unit/card/billed_support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("SECRISK replaces the first 12 digits", "[card/purge_numbers]") {
    CHECK(purged_card_number("4788123412341443") == "************1443");
    CHECK(purged_card_number("60064912869900030003") == "************00030003");
    CHECK(purged_card_number("123456789012") == "************");
    CHECK(purged_card_number("1234567890") == "**********");
    CHECK(purged_card_number("").empty());
}

TEST_CASE("SECRISK takes activated cards that are older than the days of K65", "[card/purge_numbers]") {
    BilledCardStore store;
    const auto purge = [&](bool dry_run) {
        PurgeNumbersResult result;
        const ExitCode code =
            store.in_session([&](Session& session) { return purge_card_numbers(session, result); }, dry_run);
        return std::to_string(static_cast<int>(code)) + ' ' + summary_of(result, dry_run);
    };
    CHECK_ERROR(purge(false), ExitCode::kConfiguration, "K65");
    store_system_control_value(store.database, 7, "K65", "00");
    CHECK_ERROR(purge(false), ExitCode::kConfiguration, "K65");
    store_system_control_value(store.database, 7, "K65", "1");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-22");
    store.database.execute("UPDATE stored_value_card SET activation_date = '2010-11-21'");
    store_system_control_value(store.database, 7, "K65", "2");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-21");
    store_system_control_value(store.database, 7, "K65", "1");
    store.database.execute("UPDATE stored_value_card SET notice_due = 'Y' WHERE ship_to_number = 1");
    store_system_control_value(store.database, 7, "I30", "SVCNOTF");
    const std::string stored = "SELECT card_number AS t FROM stored_value_card ORDER BY 1";
    const std::string before = store.list(stored);
    CHECK(purge(true) ==
          "1 would replace the first 12 digits of 1 card billed before 2010-11-22; left as before: 1");
    CHECK(store.list(stored) == before);
    CHECK(purge(false) ==
          "1 replaced the first 12 digits of 1 card billed before 2010-11-22; left as before: 1");
    CHECK(store.list(stored) == ",************9902,************9910,6006491286999901,REMOVED BY SYSTEM");
    // No notice will ever leave.
    store_system_control_value(store.database, 7, "I30", "");
    CHECK(purge(false) == "0 replaced the first 12 digits of 1 card billed before 2010-11-22");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-22");
    CHECK(store.list(stored) == ",************9901,************9902,************9910,REMOVED BY SYSTEM");
}

TEST_CASE("a number that SECRISK took away is known by its fingerprint, with and without a key",
          "[card/purge_numbers]") {
    BilledCardStore store;
    store.database.execute("UPDATE stored_value_card SET activation_date = '2010-11-21'");
    store_system_control_value(store.database, 7, "K65", "1");
    for (const bool has_key : {false, true}) {
        CAPTURE(has_key);
        if (!has_key) {
            store.database.execute("DELETE FROM stored_value_card WHERE card_number LIKE 'v1:%'");
            store_property(store.database, 7, "SVC_CARD_KEY_FILE", "");
        } else {
            store.set_key(kCardKey);
            store.add_card(5002, 1, 1, 1, "6006491286999903");
            store.database.execute("UPDATE stored_value_card SET activation_date = '2010-11-21'");
        }
        PurgeNumbersResult result;
        REQUIRE(store.in_session([&](Session& session) { return purge_card_numbers(session, result); }) ==
                ExitCode::kDone);
        CHECK(result.cards == 1);
        const CardNumbers numbers = CardNumbers::of_store(store.database, 7);
        CHECK(numbers.is_assigned(store.database, 7, kCardNumber));
        CHECK(numbers.is_assigned(store.database, 7, "6006491286999903") == has_key);
    }
    CHECK(store.list("SELECT DISTINCT card_number AS t FROM stored_value_card WHERE card_fingerprint <> '' "
                     "ORDER BY 1") == "************9901,************9903");
}
