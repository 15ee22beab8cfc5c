#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cipher.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/settings.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// What stands in the place of a number after activation with J22 selected.
inline constexpr std::string_view kRemovedCardNumber = "REMOVED BY SYSTEM";

/// A table with card numbers at rest: its name, and the columns of its key behind the company.
struct CardNumberTable {
    std::string name;
    std::vector<std::string> key;
    std::vector<std::string> key_words;  ///< what messages call them
    bool gives_numbers = true;  ///< a number stands there once; else cards only pay there, many times
};

/// Every table that holds card numbers.
std::span<const CardNumberTable> card_number_tables();

/// A card number as the columns card_number and card_fingerprint hold it.
struct StoredCardNumber {
    std::string card_number;
    /// Blank where the number itself is there to be found.
    std::string card_fingerprint;
};

/// The key that SVC_CARD_KEY_FILE names; nothing when it is blank. Error kConfiguration when the file is
/// missing or no key, kNoPermission when others can read it.
std::optional<Cipher> card_cipher(const Settings& settings);

/// Card numbers in the store (Stored Value Card Purchase and Activation, Pick Stored Value Card Table: "If
/// you use credit card encryption, the stored value card number in this table is encrypted"): encrypted where
/// SVC_CARD_KEY_FILE names a key. Numbers from before the key came are read as they are.
class CardNumbers {
  public:
    /// With the key of card_cipher; errors as there.
    explicit CardNumbers(const Settings& settings);
    /// The same for the numbers of this store: Error kConfiguration, too, when nothing that is encrypted
    /// there, numbers or keys of fingerprints, can be read. A number written or looked for with another key
    /// than theirs could be given twice.
    static CardNumbers of_store(Database& database, int company);
    /// With this key, or none.
    explicit CardNumbers(const std::optional<Cipher>& cipher) : cipher_(cipher) {}

    bool is_encrypting() const { return cipher_.has_value(); }

    /// A blank number is stored as it is.
    StoredCardNumber to_store(std::string_view number) const;

    /// The number itself. Error kConfiguration when it cannot be decrypted.
    std::string from_store(std::string_view stored) const;

    /// True when from_store answers.
    bool can_read(std::string_view stored) const;

    /// True when a picked card, a billed one or one of the Virtual Card Number table has this number.
    bool is_used(Database& database, int company, std::string_view number) const;

    /// True when a picked or a billed card has this number, or had it until J22 or SECRISK took it away.
    bool is_assigned(Database& database, int company, std::string_view number) const;

    /// The billed cards with this number; those whose number was taken away as is_assigned.
    std::vector<StoredValueCard> cards_with(Database& database, int company, std::string_view number) const;

    /// Within a write transaction, before J22 or SECRISK takes away what is stored: the fingerprint by which
    /// the number is known from then on. Without a card key that of the company's own key, which is made when
    /// it is first needed. Error kConfiguration when the number cannot be decrypted.
    std::string lasting_fingerprint(Database& database, int company, const StoredCardNumber& stored) const;

    /// The keys that fingerprints of the company were made with.
    std::vector<FingerprintKey> fingerprint_keys(Database& database, int company) const;

  private:
    /// The number's, by each of these keys.
    std::vector<std::string> fingerprints(Database& database, int company, std::string_view number) const;
    bool is_in(Database& database, const char* table, int company, std::string_view number) const;

    std::optional<Cipher> cipher_;
};

/// True when an answer that tells this number, in full or with asterisks but for its last digits, is about
/// the card; one that tells none may be.
bool matches_card_number(std::string_view told, std::string_view number);

/// By a layout: the first and last digits, asterisks for the rest (`4788********1443`).
std::string masked_card_number(std::string_view number, int first_digits, int last_digits);

}  // namespace oa
