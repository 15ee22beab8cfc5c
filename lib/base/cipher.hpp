#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace oa {

/// By a key, texts that are equal are found without reading any: HMAC-SHA-256.
class FingerprintKey {
  public:
    /// A new key that nobody knows.
    static FingerprintKey random();
    /// As `hex` has it. Error kConfiguration for text that is not 64 hexadecimal digits.
    explicit FingerprintKey(std::string_view hex);

    /// 64 hexadecimal digits.
    std::string hex() const;

    /// The same for the same text; 64 hexadecimal digits.
    std::string fingerprint(std::string_view plain) const;

  private:
    friend class Cipher;
    using Key = std::array<unsigned char, 32>;

    explicit FingerprintKey(const Key& key) : key_(key) {}

    Key key_{};
};

/// Keeps short texts - card numbers - secret at rest: AES-256-GCM with a random nonce for each, and a keyed
/// fingerprint by which equal texts are found without reading any.
class Cipher {
  public:
    /// `key` is 64 hexadecimal digits, from openssl rand -hex 32. Error kConfiguration for anything else,
    /// where `what` names the key.
    explicit Cipher(std::string_view key, std::string_view what = "the key of the card numbers");

    /// The key of an owner-only file; errors as read_secret and above, which name the file.
    static Cipher of_file(const std::string& path, std::string_view what);

    /// As text: `v1:` and hexadecimal digits of nonce, ciphertext and tag.
    std::string encrypt(std::string_view plain) const;

    /// Error kConfiguration when the text was made with another key, or was changed.
    std::string decrypt(std::string_view encrypted) const;

    /// True for what encrypt makes.
    static bool is_encrypted(std::string_view text);

    /// Made of the same key; from it nobody learns the one that encrypts.
    const FingerprintKey& fingerprint_key() const { return fingerprint_key_; }

    /// That of fingerprint_key().
    std::string fingerprint(std::string_view plain) const { return fingerprint_key_.fingerprint(plain); }

  private:
    using Key = FingerprintKey::Key;

    Key encryption_key_{};
    FingerprintKey fingerprint_key_{Key{}};
};

}  // namespace oa
