#include "base/cipher.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

using Bytes = std::vector<unsigned char>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

constexpr std::string_view kMark = "v1:";
constexpr std::size_t kNonceLength = 12;
constexpr int kTagLength = 16;

int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Empty for text that is not pairs of hexadecimal digits.
Bytes from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return {};
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit_value(text[i]);
        const int low = digit_value(text[i + 1]);
        if (high < 0 || low < 0) return {};
        bytes.push_back(static_cast<unsigned char>(high * 16 + low));
    }
    return bytes;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void require(bool done) {
    if (!done) throw Error(ExitCode::kInternal, "the encryption library refused to work");
}

/// HMAC-SHA-256.
std::array<unsigned char, 32> keyed_digest(std::string_view key, std::string_view text) {
    std::array<unsigned char, 32> digest{};
    unsigned int length = 0;
    require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(),
                 digest.data(), &length) != nullptr);
    return digest;
}

}  // namespace

FingerprintKey FingerprintKey::random() {
    Key key{};
    require(RAND_bytes(key.data(), static_cast<int>(key.size())) == 1);
    return FingerprintKey(key);
}

FingerprintKey::FingerprintKey(std::string_view hex) {
    const Bytes bytes = from_hex(hex);
    if (bytes.size() != key_.size()) {
        throw Error(ExitCode::kConfiguration, "a key of card fingerprints must be 64 hexadecimal digits");
    }
    std::copy(bytes.begin(), bytes.end(), key_.begin());
}

std::string FingerprintKey::hex() const {
    return to_hex(key_);
}

std::string FingerprintKey::fingerprint(std::string_view plain) const {
    const std::string_view key(reinterpret_cast<const char*>(key_.data()), key_.size());
    return to_hex(keyed_digest(key, plain));
}

Cipher Cipher::of_file(const std::string& path, std::string_view what) {
    return Cipher(read_secret("file:" + path, what), fmt::format("{} in the file {}", what, path));
}

Cipher::Cipher(std::string_view key, std::string_view what) {
    const Bytes bytes = from_hex(key);
    if (bytes.size() != encryption_key_.size()) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("{} must be 64 hexadecimal digits; openssl rand -hex 32 makes one", what));
    }
    // One key for each use, so that neither tells anything of the other.
    const std::string_view whole(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    encryption_key_ = keyed_digest(whole, "card number encryption");
    fingerprint_key_ = FingerprintKey(keyed_digest(whole, "card number fingerprint"));
}

std::string Cipher::encrypt(std::string_view plain) const {
    Bytes nonce(kNonceLength);
    require(RAND_bytes(nonce.data(), static_cast<int>(nonce.size())) == 1);
    const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    Bytes sealed(plain.size() + kTagLength);
    int length = 0;
    int rest = 0;
    require(context != nullptr &&
            EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, encryption_key_.data(),
                               nonce.data()) == 1 &&
            EVP_EncryptUpdate(context.get(), sealed.data(), &length, bytes_of(plain),
                              static_cast<int>(plain.size())) == 1 &&
            EVP_EncryptFinal_ex(context.get(), sealed.data() + length, &rest) == 1 &&
            EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagLength,
                                sealed.data() + plain.size()) == 1);
    return std::string(kMark) + to_hex(nonce) + to_hex(sealed);
}

std::string Cipher::decrypt(std::string_view encrypted) const {
    const Bytes bytes = is_encrypted(encrypted) ? from_hex(encrypted.substr(kMark.size())) : Bytes();
    if (bytes.size() >= kNonceLength + kTagLength) {
        Bytes tag(bytes.end() - kTagLength, bytes.end());
        const std::size_t size = bytes.size() - kNonceLength - kTagLength;
        std::string plain(size, '\0');
        const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
        int length = 0;
        int rest = 0;
        auto* out = reinterpret_cast<unsigned char*>(plain.data());
        const bool is_genuine =
            context != nullptr &&
            EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, encryption_key_.data(),
                               bytes.data()) == 1 &&
            EVP_DecryptUpdate(context.get(), out, &length, bytes.data() + kNonceLength,
                              static_cast<int>(size)) == 1 &&
            EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagLength, tag.data()) == 1 &&
            EVP_DecryptFinal_ex(context.get(), out + length, &rest) == 1;
        if (is_genuine) return plain;
    }
    throw Error(ExitCode::kConfiguration,
                "a card number cannot be decrypted: it was encrypted with another key than that of "
                "SVC_CARD_KEY_FILE, or was changed");
}

bool Cipher::is_encrypted(std::string_view text) {
    return text.starts_with(kMark);
}

}  // namespace oa
