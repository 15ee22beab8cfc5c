#include "card/rekey.hpp"

#include <fmt/ranges.h>

#include <set>

#include "card/number_rows.hpp"
#include "card/rekey_rows.hpp"
#include "unit/card/card_support.hpp"

using namespace oa;
using namespace oa::test;

// The key of the card numbers (Stored Value Card Purchase and Activation, "If you use credit card
// encryption").

namespace {

const std::vector<std::string> kTables = {"pick_stored_value_card", "stored_value_card",
                                          "virtual_card_number"};

struct RekeyStore : CardStore {
    RekeyStore() {
        database.execute("INSERT INTO company (company, description) VALUES (8, 'EIGHT')");
        database.prepare("INSERT INTO virtual_card_number VALUES (8, 1, ?, '')").run(kCardNumber);
        for (const std::string& table : kTables) {
            for (int n = 1; n <= 3; ++n) add_number(table, n, StoredCardNumber{number(table, n), ""});
        }
        add_card(5001, 1, 2, 1, "");
        add_card(5001, 1, 2, 2, "REMOVED BY SYSTEM");
        add_card(5001, 1, 2, 3, "************9910");
    }

    static std::string number(const std::string& table, int n) {
        return "60064912869" + std::to_string(table.size() * 1000 + static_cast<std::size_t>(n));
    }

    ExitCode rekey(const std::string& key, bool skip_bad = false, bool dry_run = false) {
        result = {};
        const CardRekeyOptions wanted{key_file(key.substr(0, 1) + ".key", key), skip_bad};
        return in_session([&](Session& session) { return run_card_rekey(session, wanted, result); }, dry_run);
    }

    std::string everything() {
        std::string text;
        for (const std::string& table : kTables) {
            text += list("SELECT company || card_number || card_fingerprint AS t FROM " + table);
        }
        return text + list("SELECT value AS t FROM property");
    }

    /// Every number is of this key, and nothing else was touched.
    void check_key(const std::string& key) {
        const Cipher cipher(key);
        for (const std::string& table : kTables) {
            CAPTURE(table);
            Statement query =
                database.prepare("SELECT card_number, card_fingerprint FROM " + table +
                                 " WHERE company = 7 AND card_number LIKE 'v1:%' ORDER BY " +
                                 (table == "stored_value_card" ? "svc_" : "") + "sequence_number");
            int n = 0;
            while (query.step()) {
                ++n;
                CHECK(cipher.decrypt(query.text(0)) == number(table, n));
                CHECK(query.text(1) == cipher.fingerprint(number(table, n)));
            }
            CHECK(n == 3);
        }
        CHECK(list("SELECT card_number || card_fingerprint AS t FROM stored_value_card WHERE line_number = 2 "
                   "ORDER "
                   "BY svc_sequence_number") == ",REMOVED BY SYSTEM,************9910");
        CHECK(text("SELECT card_number FROM virtual_card_number WHERE company = 8") == kCardNumber);
        CHECK(Settings(database, 7).property("SVC_CARD_KEY_FILE") == result.key_file);
        CHECK(result.key_file == (directory / (key.substr(0, 1) + ".key")).string());
    }

    CardRekeyResult result;
};

}  // namespace

TEST_CASE("plain numbers get a key, then another, then none is left of the old one", "[card/rekey]") {
    RekeyStore store;
    CHECK(store.rekey(kCardKey) == ExitCode::kDone);
    CHECK(store.result.encrypted == 9);
    CHECK(store.result.changed == 0);
    CHECK(store.result.committed);
    store.check_key(kCardKey);
    CHECK(store.rekey(kOtherCardKey) == ExitCode::kDone);
    CHECK(store.result.changed == 9);
    CHECK(store.result.encrypted == 0);
    store.check_key(kOtherCardKey);
    // Again, as after a run of which nobody knows how it ended.
    CHECK(store.rekey(kOtherCardKey) == ExitCode::kDone);
    store.check_key(kOtherCardKey);
    CHECK(CardNumbers(Settings(store.database, 7))
              .is_used(store.database, 7, RekeyStore::number("stored_value_card", 2)));
}

TEST_CASE("a number that was taken away is known under every later key", "[card/rekey]") {
    RekeyStore store;
    std::vector<std::string> gone;
    const auto take_away = [&] {
        const int n = static_cast<int>(gone.size()) + 1;
        gone.push_back("600649128698000" + std::to_string(n));
        const CardNumbers numbers = CardNumbers::of_store(store.database, 7);
        const StoredCardNumber stored = numbers.to_store(gone.back());
        store.add_card(5002, 1, 1, n, "REMOVED BY SYSTEM",
                       numbers.lasting_fingerprint(store.database, 7, stored));
    };
    const auto check_gone = [&] {
        const CardNumbers numbers = CardNumbers::of_store(store.database, 7);
        for (const std::string& number : gone) CHECK(numbers.is_assigned(store.database, 7, number));
        CHECK_FALSE(numbers.is_assigned(store.database, 7, "6006491286980009"));
    };
    take_away();
    check_gone();
    for (const std::string& key : {kCardKey, kOtherCardKey, kOtherCardKey, std::string(64, '3'), kCardKey}) {
        CAPTURE(key);
        REQUIRE(store.rekey(key) == ExitCode::kDone);
        check_gone();
        take_away();
        check_gone();
    }
    // No key is kept twice, and none is legible.
    CHECK(store.list("SELECT key_number AS t FROM card_fingerprint_key WHERE fingerprint_key LIKE 'v1:%'") ==
          "1,2,3,4");
    CHECK(store.text("SELECT COUNT(*) FROM card_fingerprint_key") == "4");
}

TEST_CASE("a fingerprint key that cannot be decrypted is named as a number is", "[card/rekey]") {
    RekeyStore store;
    REQUIRE(store.rekey(kCardKey) == ExitCode::kDone);
    store.database.prepare("INSERT INTO card_fingerprint_key VALUES (7, 1, ?)")
        .run(Cipher(std::string(64, '3')).encrypt(FingerprintKey::random().hex()));
    const std::string before = store.everything();
    CHECK(store.rekey(kOtherCardKey) == ExitCode::kInputData);
    CHECK(store.result.bad == 1);
    CHECK(store.everything() == before);
    CHECK(store.list("SELECT key_number AS t FROM card_fingerprint_key") == "1");
    CHECK(store.rekey(kOtherCardKey, true) == ExitCode::kRowsLeft);
    store.check_key(kOtherCardKey);
    CHECK(CardNumbers::of_store(store.database, 7).is_encrypting());
}

TEST_CASE("a dry run changes nothing and counts all", "[card/rekey]") {
    RekeyStore store;
    const std::string before = store.everything();
    CHECK(store.rekey(kCardKey, false, true) == ExitCode::kDone);
    CHECK(store.result.encrypted == 9);
    CHECK_FALSE(store.result.committed);
    CHECK(store.everything() == before);
}

TEST_CASE("a number of an unknown key keeps all from being changed, unless bad ones are skipped",
          "[card/rekey]") {
    for (const std::string& table : kTables) {
        CAPTURE(table);
        RekeyStore store;
        REQUIRE(store.rekey(kCardKey) == ExitCode::kDone);
        store.add_number(table, 9, CardNumbers{Cipher(std::string(64, '3'))}.to_store(kCardNumber));
        const std::string before = store.everything();
        CHECK(store.rekey(kOtherCardKey) == ExitCode::kInputData);
        CHECK(store.result.bad == 1);
        CHECK_FALSE(store.result.committed);
        CHECK(store.everything() == before);

        CHECK(store.rekey(kOtherCardKey, true) == ExitCode::kRowsLeft);
        CHECK(store.result.changed == 9);
        CHECK(store.result.bad == 1);
        CHECK(store.result.committed);
        // The key that it has comes back: the number is one of it already.
        CHECK(store.rekey(std::string(64, '3')) == ExitCode::kDone);
        CHECK(store.result.unchanged == 1);
        CHECK(store.result.changed == 9);
    }
}

TEST_CASE("encrypted numbers and no key is a fault of the setting", "[card/rekey]") {
    RekeyStore store;
    REQUIRE(store.rekey(kCardKey) == ExitCode::kDone);
    store_property(store.database, 7, "SVC_CARD_KEY_FILE", "");
    const std::string before = store.everything();
    CHECK_ERROR(store.rekey(kOtherCardKey), ExitCode::kConfiguration, "no key is named");
    CHECK(store.everything() == before);
    // The key that they have is taken up again.
    CHECK(store.rekey(kCardKey) == ExitCode::kDone);
    CHECK(store.result.unchanged == 9);
    store.check_key(kCardKey);
}

TEST_CASE("many bad numbers are not all named", "[card/rekey]") {
    RekeyStore store;
    REQUIRE(store.rekey(kCardKey) == ExitCode::kDone);
    store.set_key(kOtherCardKey);
    store.database.execute(
        "INSERT INTO virtual_card_number WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n "
        "WHERE "
        "n < 20100) SELECT 7, n, 'v1:00', '' FROM n");
    CHECK(store.rekey(std::string(64, '3')) == ExitCode::kInputData);
    CHECK(store.result.bad < 20'000);
    CHECK(store.rekey(std::string(64, '3'), true) == ExitCode::kRowsLeft);
    CHECK(store.result.bad == 20'001 + 9);
}

TEST_CASE("a key file is owner-only and holds a key", "[card/rekey]") {
    RekeyStore store;
    const std::string before = store.everything();
    CHECK_ERROR(store.rekey("no key"), ExitCode::kConfiguration,
                "the new key of the card numbers in the file " + (store.directory / "n.key").string() +
                    " must be 64 hexadecimal digits");
    CHECK_ERROR(store.rekey(kCardKey.substr(1)), ExitCode::kConfiguration, "64 hexadecimal digits");
    const std::string file = store.key_file("open.key", kCardKey);
    std::filesystem::permissions(file, std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const auto rekey = [&](Session& session) { return run_card_rekey(session, {file, false}, store.result); };
    CHECK_ERROR(store.in_session(rekey), ExitCode::kNoPermission, "chmod 600");
    std::filesystem::remove(file);
    CHECK_ERROR(store.in_session(rekey), ExitCode::kConfiguration, "there is no file");
    CHECK(store.everything() == before);
}

TEST_CASE("the tables with card numbers are all there are", "[card/rekey]") {
    CardStore store;
    std::set<std::string> sorted;
    for (const CardNumberTable& table : card_number_tables()) sorted.insert(table.name);
    const std::string names = fmt::format("{}", fmt::join(sorted, ","));
    CHECK(
        store.list("SELECT m.name AS t FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM "
                   "pragma_table_info(m.name) p WHERE p.name = 'card_number') ORDER BY m.name") == names);
    CHECK(describe(card_number_tables()[1], {{5001, 1, 2, 3}, kCardNumber}) ==
          "order 5001, ship-to 1, line 2, card 3");
    CHECK(describe(card_number_tables()[3], {{5001, 2}, kCardNumber}) == "order 5001, payment 2");
    CHECK(describe(card_number_tables()[0], {{901, 1, 2}, ""}) == "pick 901, line 1, card 2");
    CHECK(describe(card_number_tables()[2], {{17}, ""}) == "virtual card number 17");
}
