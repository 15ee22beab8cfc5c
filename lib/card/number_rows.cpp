#include "card/number_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.hpp"

namespace oa {

namespace {

constexpr const char* kKeyFile = "SVC_CARD_KEY_FILE";

std::optional<Cipher> cipher_of(const Settings& settings) {
    const std::string file = settings.property(kKeyFile);
    if (file.empty()) return std::nullopt;
    return Cipher::of_file(file, "the key of the card numbers");
}

/// Some encrypted numbers of a table; a single one may be damaged.
std::vector<std::string> encrypted_numbers(Database& database, const std::string& table, int company) {
    Statement query = database.prepare(
        fmt::format("SELECT card_number FROM {} WHERE company = ? AND card_number <> '' AND card_number >= "
                    "'v1:' AND card_number < 'v1;' LIMIT 10",
                    table));
    query.bind(company);
    std::vector<std::string> numbers;
    while (query.step()) numbers.push_back(query.string(0));
    return numbers;
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
    };
    return tables;
}

CardNumbers::CardNumbers(const Settings& settings) : cipher_(cipher_of(settings)) {}

CardNumbers CardNumbers::of_store(Database& database, int company) {
    CardNumbers numbers{Settings(database, company)};
    std::optional<Error> problem;
    for (const CardNumberTable& table : card_number_tables()) {
        for (const std::string& number : encrypted_numbers(database, table.name, company)) {
            try {
                numbers.from_store(number);
                return numbers;
            } catch (const Error& error) {
                problem = error;
            }
        }
    }
    if (!problem) return numbers;
    if (!numbers.is_encrypting()) throw Error(*problem);
    throw Error(ExitCode::kConfiguration,
                fmt::format("the card numbers of company {} were encrypted with another key than that of {}; "
                            "name theirs",
                            company, kKeyFile));
}

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
    return is_assigned(database, company, number) || is_in(database, "virtual_card_number", company, number);
}

bool CardNumbers::is_assigned(Database& database, int company, std::string_view number) const {
    return is_in(database, "pick_stored_value_card", company, number) ||
           is_in(database, "stored_value_card", company, number);
}

bool CardNumbers::is_in(Database& database, const char* table, int company, std::string_view number) const {
    // Two queries: each has its index.
    const auto has = [&](const char* column, std::string_view value) {
        return !value.empty() &&
               database.scalar(
                   fmt::format("SELECT COUNT(*) FROM {} WHERE company = ? AND {} = ? AND {} <> ''", table,
                               column, column),
                   company, value) > 0;
    };
    return has("card_number", number) ||
           (cipher_ && !number.empty() && has("card_fingerprint", cipher_->fingerprint(number)));
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
