#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace oa {

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

    /// The same for the same text; 64 hexadecimal digits (HMAC-SHA-256).
    std::string fingerprint(std::string_view plain) const;

  private:
    using Key = std::array<unsigned char, 32>;

    Key encryption_key_{};
    Key fingerprint_key_{};
};

}  // namespace oa
