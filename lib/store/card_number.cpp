#include "store/card_number.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/secret.hpp"

namespace oa {

namespace {

constexpr const char* kKeyFile = "SVC_CARD_KEY_FILE";

std::optional<Cipher> cipher_of(const Settings& settings) {
    const std::string file = settings.property(kKeyFile);
    if (file.empty()) return std::nullopt;
    return Cipher(read_secret("file:" + file, "the key of the card numbers"));
}

}  // namespace

CardNumbers::CardNumbers(const Settings& settings) : cipher_(cipher_of(settings)) {}

StoredCardNumber CardNumbers::to_store(std::string_view number) const {
    if (!cipher_ || number.empty() || number == kRemovedCardNumber) return {std::string(number), ""};
    return {cipher_->encrypt(number), cipher_->fingerprint(number)};
}

std::string CardNumbers::from_store(std::string_view stored) const {
    if (!Cipher::is_encrypted(stored)) return std::string(stored);
    if (!cipher_) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("the card numbers are encrypted, but no key is named; set {}", kKeyFile));
    }
    return cipher_->decrypt(stored);
}

bool CardNumbers::is_used(Database& database, int company, std::string_view number) const {
    const std::string fingerprint = cipher_ ? cipher_->fingerprint(number) : "";
    for (const char* table : {"pick_stored_value_card", "stored_value_card", "virtual_card_number"}) {
        const bool is_plain =
            database.scalar(
                fmt::format(
                    "SELECT COUNT(*) FROM {} WHERE company = ? AND card_number = ? AND card_number <> ''",
                    table),
                company, number) > 0;
        const bool is_encrypted =
            database.scalar(
                fmt::format("SELECT COUNT(*) FROM {} WHERE company = ? AND card_fingerprint = ? AND "
                            "card_fingerprint <> ''",
                            table),
                company, fingerprint) > 0;
        if (is_plain || is_encrypted) return true;
    }
    return false;
}

std::string masked_card_number(std::string_view number, int first_digits, int last_digits) {
    const std::size_t size = number.size();
    std::size_t first = static_cast<std::size_t>(std::max(first_digits, 0));
    std::size_t last = static_cast<std::size_t>(std::max(last_digits, 0));
    if (first + last > size / 2) {
        first = 0;
        last = std::min(last, size / 4);
    }
    return std::string(number.substr(0, first)) + std::string(size - first - last, '*') +
           std::string(number.substr(size - last));
}

}  // namespace oa
