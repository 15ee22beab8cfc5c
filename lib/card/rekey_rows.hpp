#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A number at rest and where it stands.
struct CardNumberRow {
    std::vector<std::int64_t> key;
    std::string card_number;
};

/// `order 5001, ship-to 1, line 2, card 1`.
std::string describe(const CardNumberTable& table, const CardNumberRow& row);

/// Goes through the numbers of a table, in the order of their keys, and changes them. Blank ones, REMOVED BY
/// SYSTEM and those whose digits SECRISK replaced are no longer numbers and not among them.
class CardNumberRows {
  public:
    CardNumberRows(Database& database, int company, const CardNumberTable& table);

    /// The next ones, at most `limit`; empty at the end.
    std::vector<CardNumberRow> next(std::int64_t limit);

    /// Within a write transaction.
    void store(const CardNumberRow& row, const StoredCardNumber& number);

  private:
    Database& database_;
    int company_;
    const CardNumberTable& table_;
    Statement rows_;
    std::optional<Statement> update_;  ///< from the first change on: a dry run may prepare none
    std::vector<std::int64_t> last_;
};

/// Within a write transaction: SVC_CARD_KEY_FILE, together with the numbers.
void store_card_key_file(Database& database, int company, std::string_view key_file);

/// The pages that the change of every number touches are kept in memory, up to 256 MB.
void use_large_cache(Database& database);

/// From here on what a change replaces is overwritten in the store's file, not only freed.
void erase_old_numbers(Database& database);

/// Within a write transaction: the indexes of the table are made anew, their old pages overwritten. Pages
/// that split while numbers were loaded keep copies that no change of a row reaches.
void rebuild_indexes(Database& database, const CardNumberTable& table);

/// Outside of a transaction: takes what was replaced out of the write-ahead log, too. While another program
/// reads the store it stays until the last one closes it.
void truncate_log(Database& database);

}  // namespace oa
