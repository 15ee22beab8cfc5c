#include "base/cipher.hpp"

#include <set>
#include <vector>

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Card numbers at rest (Stored Value Card Purchase and Activation, "If you use credit card encryption").

namespace {

const std::string kKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const std::string kOtherKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1e";
constexpr const char* kNumber = "6006491286999901";

std::string with_digit_changed(std::string text, std::size_t at) {
    text[at] = text[at] == '0' ? '1' : '0';
    return text;
}

}  // namespace

TEST_CASE("what is encrypted comes back, and tells nothing", "[base/cipher]") {
    const Cipher cipher(kKey);
    for (const std::string& plain :
         {std::string(kNumber), std::string("1"), std::string(100, '9'), std::string("")}) {
        CAPTURE(plain);
        const std::string encrypted = cipher.encrypt(plain);
        CHECK(Cipher::is_encrypted(encrypted));
        CHECK(cipher.decrypt(encrypted) == plain);
        // Mark, nonce, ciphertext and tag.
        CHECK(encrypted.size() == 3 + 2 * (12 + plain.size() + 16));
        if (plain.size() > 4) CHECK_FALSE(contains(encrypted, plain));
    }
    CHECK_FALSE(Cipher::is_encrypted(kNumber));
    CHECK_FALSE(Cipher::is_encrypted(""));
    CHECK_FALSE(Cipher::is_encrypted("REMOVED BY SYSTEM"));
    // The column takes the longest number.
    CHECK(cipher.encrypt(std::string(20, '9')).size() <= 120);
}

TEST_CASE("the same number is never encrypted to the same text", "[base/cipher]") {
    const Cipher cipher(kKey);
    std::set<std::string> texts;
    std::set<std::string> nonces;
    for (int i = 0; i < 1000; ++i) {
        const std::string encrypted = cipher.encrypt(kNumber);
        texts.insert(encrypted);
        nonces.insert(encrypted.substr(3, 24));
    }
    CHECK(texts.size() == 1000);
    CHECK(nonces.size() == 1000);
}

TEST_CASE("a change of any digit is found", "[base/cipher]") {
    const Cipher cipher(kKey);
    const std::string encrypted = cipher.encrypt(kNumber);
    for (std::size_t at = 3; at < encrypted.size(); ++at) {
        CAPTURE(at);
        CHECK_ERROR(cipher.decrypt(with_digit_changed(encrypted, at)), ExitCode::kConfiguration,
                    "cannot be decrypted");
    }
    for (const std::string& broken :
         {encrypted.substr(0, encrypted.size() - 2), encrypted.substr(0, encrypted.size() - 1),
          encrypted + "00", encrypted + "g0", std::string("v1:"), std::string("v1:zz"),
          std::string("v1:") + std::string(54, '0'), std::string(""),
          std::string("v2:") + encrypted.substr(3), std::string(kNumber)}) {
        CAPTURE(broken);
        CHECK_ERROR(cipher.decrypt(broken), ExitCode::kConfiguration, "cannot be decrypted");
    }
    CHECK(cipher.decrypt(encrypted) == kNumber);
}

TEST_CASE("another key opens nothing, and the sentence holds no secret", "[base/cipher]") {
    const std::string encrypted = Cipher(kKey).encrypt(kNumber);
    const Error error = error_of([&] { Cipher(kOtherKey).decrypt(encrypted); });
    CHECK(error.code() == ExitCode::kConfiguration);
    for (const std::string& secret : {kKey, kOtherKey, std::string(kNumber), encrypted.substr(3)}) {
        CHECK_FALSE(contains(error.what(), secret));
    }
    CHECK(Cipher(kKey).decrypt(encrypted) == kNumber);
}

TEST_CASE("a key comes from a file, which an error names", "[base/cipher]") {
    const TempDir directory;
    const std::string path = (directory / "card.key").string();
    for (const std::string& text : {kKey + "\n", kKey.substr(1) + "\n", std::string("\n")}) {
        CAPTURE(text);
        write_file(path, text);
        std::filesystem::permissions(path, std::filesystem::perms::owner_read);
        if (text.starts_with(kKey)) {
            CHECK(Cipher(kKey).decrypt(Cipher::of_file(path, "it").encrypt(kNumber)) == kNumber);
        } else {
            const Error error = error_of([&] { Cipher::of_file(path, "the key"); });
            CHECK(error.code() == ExitCode::kConfiguration);
            CHECK(contains(error.what(), "the key"));
            CHECK(contains(error.what(), "the file " + path));
            CHECK_FALSE(contains(error.what(), kKey.substr(1)));
        }
    }
}

TEST_CASE("a key is 64 hexadecimal digits", "[base/cipher]") {
    for (const std::string& key : {std::string(""), kKey.substr(1), kKey.substr(2), kKey + "0", kKey + "00",
                                   "g" + kKey.substr(1), " " + kKey.substr(1), kKey + "\n"}) {
        CAPTURE(key);
        CHECK_ERROR(Cipher{key}, ExitCode::kConfiguration, "64 hexadecimal digits");
    }
    const std::string capitals = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";
    CHECK(Cipher(capitals).fingerprint(kNumber) == Cipher(kKey).fingerprint(kNumber));
    CHECK_FALSE(contains(error_of([&] { Cipher(kKey + "0"); }).what(), kKey));
}

TEST_CASE("equal numbers have equal fingerprints, under one key", "[base/cipher]") {
    const Cipher cipher(kKey);
    CHECK(cipher.fingerprint(kNumber) == cipher.fingerprint(kNumber));
    CHECK(cipher.fingerprint(kNumber).size() == 64);
    CHECK(cipher.fingerprint(kNumber) != cipher.fingerprint("6006491286999902"));
    CHECK(cipher.fingerprint(kNumber) != Cipher(kOtherKey).fingerprint(kNumber));
    CHECK_FALSE(contains(cipher.encrypt(kNumber), cipher.fingerprint(kNumber).substr(0, 16)));
}

TEST_CASE("a fingerprint key is made, kept as text, and taken up again", "[base/cipher]") {
    const FingerprintKey key = FingerprintKey::random();
    CHECK(key.hex().size() == 64);
    CHECK(key.hex() != FingerprintKey::random().hex());
    CHECK(FingerprintKey(key.hex()).fingerprint(kNumber) == key.fingerprint(kNumber));
    CHECK(key.fingerprint(kNumber) != FingerprintKey::random().fingerprint(kNumber));
    const Cipher cipher(kKey);
    CHECK(FingerprintKey(cipher.fingerprint_key().hex()).fingerprint(kNumber) == cipher.fingerprint(kNumber));
    for (const std::string& text : {std::string(""), kKey.substr(2), kKey + "00", "g" + kKey.substr(1)}) {
        CAPTURE(text);
        CHECK_ERROR(FingerprintKey{text}, ExitCode::kConfiguration, "64 hexadecimal digits");
    }
}

// Known answers of a program of its own, which knows the AES-256 of FIPS 197 and test case 14 of GCM: keys
// are derived by HMAC-SHA-256 over what they are for, the text is AES-256-GCM with a nonce of 12 bytes and a
// tag of 16, the fingerprint HMAC-SHA-256.
TEST_CASE("the forms at rest are those of the standards", "[base/cipher]") {
    const Cipher cipher(kKey);
    CHECK(cipher.fingerprint(kNumber) == "1689948280c8a5080224ae72b747d5bbce82c30bba9307356d3ae725df1566ee");
    CHECK(
        cipher.decrypt(
            "v1:a0a1a2a3a4a5a6a7a8a9aaabcf9de4b29e8d2029ab1fd2a53eaab5d01168456cfbcaeb42c1cdc8b40ae2f219") ==
        kNumber);
}
