#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "card/number_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Finds the rows of a company that have a card number, for many numbers one after the other.
class CardNumberUses {
  public:
    CardNumberUses(Database& database, int company, std::vector<FingerprintKey> fingerprint_keys);

    /// True when a row of one of the tables with card numbers has this number, or had it until J22 or SECRISK
    /// took it away, other than the row with this key of this table.
    bool is_used_elsewhere(std::string_view table, const std::vector<std::int64_t>& key,
                           std::string_view number);

  private:
    /// Finds rows of a table by its column card_number or card_fingerprint.
    struct Query {
        const CardNumberTable& table;
        Statement by_number;
        Statement by_fingerprint;
    };

    bool has_other(const Query& query, Statement& rows, std::string_view value, std::string_view table,
                   const std::vector<std::int64_t>& key) const;

    int company_;
    std::vector<FingerprintKey> fingerprint_keys_;
    std::vector<Query> queries_;
};

}  // namespace oa
