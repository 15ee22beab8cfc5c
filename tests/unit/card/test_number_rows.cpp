#include "card/number_rows.hpp"

#include "store/schema.hpp"
#include "unit/card/card_support.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

TEST_CASE("a number is masked by the layout", "[card/number_rows]") {
    struct Case {
        std::string number;
        int first, last;
        std::string masked;
    };
    const std::vector<Case> cases = {
        // The documentation's example.
        {"4788123412341443", 4, 4, "4788********1443"},
        {"4788123412341443", 0, 4, "************1443"},
        {"4788123412341443", 6, 2, "478812********43"},
        {"4788123412341443", 8, 0, "47881234********"},
        {"4788123412341443", 0, 8, "********12341443"},
        {"4788123412341443", 0, 0, "****************"},
        // More than half of it.
        {"4788123412341443", 6, 4, "478812******1443"},
        {"4788123412341443", 0, 9, "*******412341443"},
        {"4788123412341443", 12, 0, "478812341234****"},
        {"6006491286", 4, 4, "6006**1286"},
        {"12345", 0, 4, "*2345"},
        // All of it.
        {"4788123412341443", 16, 0, "4788123412341443"},
        {"4788123412341443", 12, 8, "4788123412341443"},
        {"4788123412341443", 2147483647, 2147483647, "4788123412341443"},
        {"123", 0, 4, "123"},
        {"4788123412341443", -1, -4, "****************"},
        {"4788123412341443", -5, 4, "************1443"},
        {"60064912869999010001", 4, 4, "6006************0001"},
        {"6006491286", 0, 4, "******1286"},
        {"", 4, 4, ""},
        // What SECRISK leaves stays hidden.
        {"************1443", 4, 4, "************1443"},
        {"************1443", 0, 2, "**************43"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.number, c.first, c.last);
        CHECK(masked_card_number(c.number, c.first, c.last) == c.masked);
    }
}

TEST_CASE("a number that an answer tells is the card's or not", "[card/number_rows]") {
    CHECK(matches_card_number("", kCardNumber));
    CHECK(matches_card_number(kCardNumber, kCardNumber));
    CHECK(matches_card_number("************9901", kCardNumber));
    CHECK(matches_card_number("******9901", kCardNumber));
    for (const std::string other : {"6006491286999902", "************9902", "************901",
                                    "****************", "9901", "600649******9901", "nonsense"}) {
        CAPTURE(other);
        CHECK_FALSE(matches_card_number(other, kCardNumber));
    }
}

TEST_CASE("numbers are stored as they are without a key, encrypted with one", "[card/number_rows]") {
    const CardNumbers plain{std::nullopt};
    CHECK_FALSE(plain.is_encrypting());
    CHECK(plain.to_store(kCardNumber).card_number == kCardNumber);
    CHECK(plain.to_store(kCardNumber).card_fingerprint.empty());
    CHECK(plain.from_store(kCardNumber) == kCardNumber);

    const CardNumbers encrypting{Cipher(kCardKey)};
    CHECK(encrypting.is_encrypting());
    const StoredCardNumber stored = encrypting.to_store(kCardNumber);
    CHECK(Cipher::is_encrypted(stored.card_number));
    CHECK(stored.card_fingerprint == Cipher(kCardKey).fingerprint(kCardNumber));
    CHECK(encrypting.from_store(stored.card_number) == kCardNumber);
    // From before the key came.
    CHECK(encrypting.from_store(kCardNumber) == kCardNumber);
    for (const std::string text : {"", "REMOVED BY SYSTEM"}) {
        CAPTURE(text);
        CHECK(encrypting.to_store(text).card_number == text);
        CHECK(encrypting.to_store(text).card_fingerprint.empty());
        CHECK(encrypting.from_store(text) == text);
        CHECK(plain.from_store(text) == text);
    }
}

TEST_CASE("encrypted numbers need their key", "[card/number_rows]") {
    const std::string stored = CardNumbers{Cipher(kCardKey)}.to_store(kCardNumber).card_number;
    CHECK_ERROR(CardNumbers{std::nullopt}.from_store(stored), ExitCode::kConfiguration, "SVC_CARD_KEY_FILE");
    CHECK_ERROR(CardNumbers{Cipher(kOtherCardKey)}.from_store(stored), ExitCode::kConfiguration,
                "another key");
}

TEST_CASE("the key is that of SVC_CARD_KEY_FILE", "[card/number_rows]") {
    CardStore store;
    CHECK_FALSE(CardNumbers(Settings(store.database, 7)).is_encrypting());
    const std::string file = store.set_key(kCardKey);
    CHECK(CardNumbers(Settings(store.database, 7)).to_store(kCardNumber).card_fingerprint ==
          Cipher(kCardKey).fingerprint(kCardNumber));

    std::filesystem::permissions(file, std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    CHECK_ERROR(CardNumbers{Settings(store.database, 7)}, ExitCode::kNoPermission, "chmod 600");
    std::filesystem::remove(file);
    CHECK_ERROR(CardNumbers{Settings(store.database, 7)}, ExitCode::kConfiguration, "there is no file");
    store.set_key("no key");
    CHECK_ERROR(CardNumbers{Settings(store.database, 7)}, ExitCode::kConfiguration,
                file + " must be 64 hexadecimal digits");
}

TEST_CASE("numbers are not written with another key than the store's", "[card/number_rows]") {
    for (const std::string table : {"pick_stored_value_card", "stored_value_card", "virtual_card_number"}) {
        CAPTURE(table);
        CardStore store;
        store.set_key(kOtherCardKey);
        CHECK(CardNumbers::of_store(store.database, 7).is_encrypting());
        store.add_number(table, 1, CardNumbers{Cipher(kCardKey)}.to_store(kCardNumber));
        CHECK_ERROR(CardNumbers::of_store(store.database, 7), ExitCode::kConfiguration, "another key");
        store_property(store.database, 7, "SVC_CARD_KEY_FILE", "");
        CHECK_ERROR(CardNumbers::of_store(store.database, 7), ExitCode::kConfiguration, "no key is named");
        store.set_key(kCardKey);
        CHECK(CardNumbers::of_store(store.database, 7).is_encrypting());
        // One that is damaged is no reason against the others.
        store.add_number(table, 2, {"v1:00", ""});
        CHECK(CardNumbers::of_store(store.database, 7).is_encrypting());
    }
}

TEST_CASE("a number that was taken away is known by its fingerprint", "[card/number_rows]") {
    CardStore store;
    const CardNumbers numbers{Cipher(kCardKey)};
    for (const std::string left : {"REMOVED BY SYSTEM", "************9901"}) {
        CAPTURE(left);
        store.database.execute("DELETE FROM stored_value_card");
        store.add_number("stored_value_card", 1, {left, numbers.to_store(kCardNumber).card_fingerprint});
        CHECK(numbers.is_assigned(store.database, 7, kCardNumber));
    }
}

TEST_CASE("without a card key, a number that is taken away is known by the company's own key",
          "[card/number_rows]") {
    CardStore store;
    store.database.execute("INSERT INTO company (company, description) VALUES (8, 'EIGHT')");
    const CardNumbers plain{std::nullopt};
    const std::string keys =
        "SELECT company || '/' || key_number || '/' || LENGTH(fingerprint_key) AS t FROM "
        "card_fingerprint_key ORDER BY company, key_number";
    CHECK_FALSE(plain.is_assigned(store.database, 7, kCardNumber));
    CHECK(store.list(keys).empty());

    const std::string fingerprint = plain.lasting_fingerprint(store.database, 7, {kCardNumber, ""});
    CHECK(fingerprint == plain.lasting_fingerprint(store.database, 7, {kCardNumber, ""}));
    CHECK(fingerprint != plain.lasting_fingerprint(store.database, 7, {"6006491286999902", ""}));
    // Companies have keys of their own.
    CHECK(fingerprint != plain.lasting_fingerprint(store.database, 8, {kCardNumber, ""}));
    CHECK(store.list(keys) == "7/1/64,8/1/64");

    store.add_number("stored_value_card", 1, {"REMOVED BY SYSTEM", fingerprint});
    CHECK(plain.is_assigned(store.database, 7, kCardNumber));
    CHECK_FALSE(plain.is_assigned(store.database, 7, "6006491286999902"));
    CHECK_FALSE(plain.is_assigned(store.database, 8, kCardNumber));
    // A card key that is set later knows it too.
    CHECK(CardNumbers{Cipher(kCardKey)}.is_assigned(store.database, 7, kCardNumber));
}

TEST_CASE("a fingerprint that is there lasts; with a card key a plain number gets that key's",
          "[card/number_rows]") {
    CardStore store;
    const CardNumbers numbers{Cipher(kCardKey)};
    const StoredCardNumber stored = numbers.to_store(kCardNumber);
    CHECK(numbers.lasting_fingerprint(store.database, 7, stored) == stored.card_fingerprint);
    CHECK(numbers.lasting_fingerprint(store.database, 7, {kCardNumber, ""}) == stored.card_fingerprint);
    CHECK(numbers.lasting_fingerprint(store.database, 7, {stored.card_number, ""}) ==
          stored.card_fingerprint);
    CHECK(numbers.lasting_fingerprint(store.database, 7, {kCardNumber, "as it was"}) == "as it was");
    CHECK(store.list("SELECT 1 AS t FROM card_fingerprint_key").empty());
}

TEST_CASE("fingerprint keys of another card key are as its numbers", "[card/number_rows]") {
    CardStore store;
    const std::string text = FingerprintKey::random().hex();
    store.database.prepare("INSERT INTO card_fingerprint_key VALUES (7, 1, ?)")
        .run(Cipher(kOtherCardKey).encrypt(text));
    CHECK_ERROR(CardNumbers::of_store(store.database, 7), ExitCode::kConfiguration, "no key is named");
    store.set_key(kCardKey);
    CHECK_ERROR(CardNumbers::of_store(store.database, 7), ExitCode::kConfiguration, "another key");
    // One that is damaged is no reason against the others.
    store.database.prepare("INSERT INTO card_fingerprint_key VALUES (7, 2, ?)")
        .run(Cipher(kCardKey).encrypt(text));
    store.add_number("stored_value_card", 1,
                     {"REMOVED BY SYSTEM", FingerprintKey(text).fingerprint(kCardNumber)});
    CHECK(CardNumbers::of_store(store.database, 7).is_assigned(store.database, 7, kCardNumber));
}

TEST_CASE("a number is used wherever it stands, plain or encrypted", "[card/number_rows]") {
    const CardNumbers plain{std::nullopt};
    const CardNumbers encrypting{Cipher(kCardKey)};
    const CardNumbers other{Cipher(kOtherCardKey)};
    for (const std::string table : {"pick_stored_value_card", "stored_value_card", "virtual_card_number"}) {
        CAPTURE(table);
        CardStore store;
        store.database.execute("INSERT INTO company (company, description) VALUES (8, 'EIGHT')");
        CHECK_FALSE(plain.is_used(store.database, 7, kCardNumber));
        CHECK_FALSE(encrypting.is_used(store.database, 7, kCardNumber));

        store.add_number(table, 1, plain.to_store(kCardNumber));
        CHECK(plain.is_used(store.database, 7, kCardNumber));
        CHECK(encrypting.is_used(store.database, 7, kCardNumber));
        CHECK_FALSE(plain.is_used(store.database, 7, "6006491286999902"));
        CHECK_FALSE(encrypting.is_used(store.database, 7, "6006491286999902"));
        CHECK_FALSE(plain.is_used(store.database, 8, kCardNumber));

        store.add_number(table, 2, encrypting.to_store("6006491286999902"));
        CHECK(encrypting.is_used(store.database, 7, "6006491286999902"));
        CHECK_FALSE(plain.is_used(store.database, 7, "6006491286999902"));
        CHECK_FALSE(other.is_used(store.database, 7, "6006491286999902"));
        CHECK_FALSE(encrypting.is_used(store.database, 8, "6006491286999902"));
    }
}

TEST_CASE("blank is no number that is used", "[card/number_rows]") {
    CardStore store;
    store.add_number("stored_value_card", 1, {"", ""});
    store.add_number("stored_value_card", 2, {"", ""});
    CHECK_FALSE(CardNumbers{std::nullopt}.is_used(store.database, 7, ""));
    CHECK_FALSE(CardNumbers{Cipher(kCardKey)}.is_used(store.database, 7, ""));
}
