#include "card/number_use_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace oa {

namespace {

Statement rows_by(Database& database, const CardNumberTable& table, std::string_view column) {
    return database.prepare(fmt::format("SELECT {0} FROM {1} WHERE company = ? AND {2} = ? AND {2} <> ''",
                                        fmt::join(table.key, ", "), table.name, column));
}

}  // namespace

CardNumberUses::CardNumberUses(Database& database, int company, std::vector<FingerprintKey> fingerprint_keys)
    : company_(company), fingerprint_keys_(std::move(fingerprint_keys)) {
    for (const CardNumberTable& table : card_number_tables()) {
        if (!table.gives_numbers) continue;
        queries_.push_back(
            {table, rows_by(database, table, "card_number"), rows_by(database, table, "card_fingerprint")});
    }
}

bool CardNumberUses::is_used_elsewhere(std::string_view table, const std::vector<std::int64_t>& key,
                                       std::string_view number) {
    return std::any_of(queries_.begin(), queries_.end(), [&](Query& query) {
        if (has_other(query, query.by_number, number, table, key)) return true;
        return std::any_of(
            fingerprint_keys_.begin(), fingerprint_keys_.end(), [&](const FingerprintKey& each) {
                return has_other(query, query.by_fingerprint, each.fingerprint(number), table, key);
            });
    });
}

bool CardNumberUses::has_other(const Query& query, Statement& rows, std::string_view value,
                               std::string_view table, const std::vector<std::int64_t>& key) const {
    rows.reset();
    rows.bind(company_, value);
    bool is_other = false;
    while (!is_other && rows.step()) {
        is_other = query.table.name != table;
        for (std::size_t i = 0; i < key.size() && !is_other; ++i) {
            is_other = rows.integer(static_cast<int>(i)) != key[i];
        }
    }
    rows.reset();
    return is_other;
}

}  // namespace oa
