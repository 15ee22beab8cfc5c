#include "card/number_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/error.hpp"
#include "card/fingerprint_key_rows.hpp"

namespace oa {

namespace {

constexpr const char* kKeyFile = "SVC_CARD_KEY_FILE";

std::string no_key_named() {
    return fmt::format("the card numbers are encrypted, but no key is named; set {}", kKeyFile);
}

/// Some of what the company has encrypted; a single one may be damaged.
std::vector<std::string> encrypted_samples(Database& database, int company) {
    std::vector<std::string> samples;
    for (const CardNumberTable& table : card_number_tables()) {
        Statement query = database.prepare(
            fmt::format("SELECT card_number FROM {} WHERE company = ? AND card_number <> '' AND card_number "
                        ">= 'v1:' AND card_number < 'v1;' LIMIT 10",
                        table.name));
        query.bind(company);
        while (query.step()) samples.push_back(query.string(0));
    }
    for (const StoredFingerprintKey& key : stored_fingerprint_keys(database, company)) {
        if (Cipher::is_encrypted(key.fingerprint_key)) samples.push_back(key.fingerprint_key);
    }
    return samples;
}

}  // namespace

std::span<const CardNumberTable> card_number_tables() {
    static const std::vector<CardNumberTable> tables = {
        {"pick_stored_value_card",
         {"pick_control_number", "line_number", "sequence_number"},
         {"pick", "line", "card"}},
        {"stored_value_card",
         {"order_number", "ship_to_number", "line_number", "svc_sequence_number"},
         {"order", "ship-to", "line", "card"}},
        {"virtual_card_number", {"sequence_number"}, {"virtual card number"}},
        {"order_payment_method", {"order_number", "opm_sequence"}, {"order", "payment"}, false},
    };
    return tables;
}

std::optional<Cipher> card_cipher(const Settings& settings) {
    const std::string file = settings.property(kKeyFile);
    if (file.empty()) return std::nullopt;
    return Cipher::of_file(file, "the key of the card numbers");
}

CardNumbers::CardNumbers(const Settings& settings) : cipher_(card_cipher(settings)) {}

CardNumbers CardNumbers::of_store(Database& database, int company) {
    CardNumbers numbers{Settings(database, company)};
    const std::vector<std::string> samples = encrypted_samples(database, company);
    const bool can_read_any = std::any_of(
        samples.begin(), samples.end(), [&](const std::string& sample) { return numbers.can_read(sample); });
    if (samples.empty() || can_read_any) return numbers;
    if (!numbers.is_encrypting()) throw Error(ExitCode::kConfiguration, no_key_named());
    throw Error(ExitCode::kConfiguration,
                fmt::format("the card numbers of company {} were encrypted with another key than that of {}; "
                            "name theirs",
                            company, kKeyFile));
}

bool CardNumbers::can_read(std::string_view stored) const {
    if (!cipher_ && Cipher::is_encrypted(stored)) return false;
    try {
        from_store(stored);
        return true;
    } catch (const Error&) {
        return false;
    }
}

StoredCardNumber CardNumbers::to_store(std::string_view number) const {
    if (!cipher_ || number.empty() || number == kRemovedCardNumber) return {std::string(number), ""};
    return {cipher_->encrypt(number), cipher_->fingerprint(number)};
}

std::string CardNumbers::from_store(std::string_view stored) const {
    if (!Cipher::is_encrypted(stored)) return std::string(stored);
    if (!cipher_) throw Error(ExitCode::kConfiguration, no_key_named());
    return cipher_->decrypt(stored);
}

bool CardNumbers::is_used(Database& database, int company, std::string_view number) const {
    return is_assigned(database, company, number) || is_in(database, "virtual_card_number", company, number);
}

bool CardNumbers::is_assigned(Database& database, int company, std::string_view number) const {
    return is_in(database, "pick_stored_value_card", company, number) ||
           is_in(database, "stored_value_card", company, number);
}

std::string CardNumbers::lasting_fingerprint(Database& database, int company,
                                             const StoredCardNumber& stored) const {
    if (!stored.card_fingerprint.empty()) return stored.card_fingerprint;
    const std::string number = from_store(stored.card_number);
    if (cipher_) return cipher_->fingerprint(number);
    const std::vector<StoredFingerprintKey> keys = stored_fingerprint_keys(database, company);
    if (!keys.empty()) return FingerprintKey(from_store(keys.front().fingerprint_key)).fingerprint(number);
    const FingerprintKey key = FingerprintKey::random();
    add_fingerprint_key(database, company, key.hex());
    return key.fingerprint(number);
}

std::vector<FingerprintKey> CardNumbers::fingerprint_keys(Database& database, int company) const {
    std::vector<FingerprintKey> keys;
    if (cipher_) keys.push_back(cipher_->fingerprint_key());
    for (const StoredFingerprintKey& key : stored_fingerprint_keys(database, company)) {
        // A damaged one does not count against the others; oa-store rekey names it.
        if (can_read(key.fingerprint_key)) keys.emplace_back(from_store(key.fingerprint_key));
    }
    return keys;
}

std::vector<std::string> CardNumbers::fingerprints(Database& database, int company,
                                                   std::string_view number) const {
    std::vector<std::string> all;
    // Read each time: this run or another may just have made the first one.
    for (const FingerprintKey& key : fingerprint_keys(database, company)) {
        all.push_back(key.fingerprint(number));
    }
    return all;
}

bool CardNumbers::is_in(Database& database, const char* table, int company, std::string_view number) const {
    if (number.empty()) return false;
    // Queries of their own: each has its index.
    const auto has = [&](const char* column, std::string_view value) {
        return database.scalar(
                   fmt::format("SELECT COUNT(*) FROM {} WHERE company = ? AND {} = ? AND {} <> ''", table,
                               column, column),
                   company, value) > 0;
    };
    if (has("card_number", number)) return true;
    const std::vector<std::string> known = fingerprints(database, company, number);
    return std::any_of(known.begin(), known.end(),
                       [&](const std::string& fingerprint) { return has("card_fingerprint", fingerprint); });
}

std::vector<StoredValueCard> CardNumbers::cards_with(Database& database, int company,
                                                     std::string_view number) const {
    std::vector<StoredValueCard> cards = stored_value_cards_with(database, company, "card_number", number);
    for (const std::string& fingerprint : fingerprints(database, company, number)) {
        std::ranges::move(stored_value_cards_with(database, company, "card_fingerprint", fingerprint),
                          std::back_inserter(cards));
    }
    return cards;
}

bool matches_card_number(std::string_view told, std::string_view number) {
    if (told.empty() || told == number) return true;
    constexpr std::size_t kLastDigits = 4;
    const std::string_view shown = told.substr(std::min(told.find_first_not_of('*'), told.size()));
    return shown.size() < told.size() && shown.size() >= kLastDigits && number.ends_with(shown);
}

std::string masked_card_number(std::string_view number, int first_digits, int last_digits) {
    const std::size_t size = number.size();
    const std::size_t first = std::min(static_cast<std::size_t>(std::max(first_digits, 0)), size);
    const std::size_t last = std::min(static_cast<std::size_t>(std::max(last_digits, 0)), size - first);
    return std::string(number.substr(0, first)) + std::string(size - first - last, '*') +
           std::string(number.substr(size - last));
}

}  // namespace oa
