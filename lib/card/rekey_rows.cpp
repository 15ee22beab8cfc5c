#include "card/rekey_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>

namespace oa {

namespace {

std::string select_statement(const CardNumberTable& table) {
    const std::string key = fmt::format("{}", fmt::join(table.key, ", "));
    return fmt::format(
        "SELECT {0}, card_number FROM {1} WHERE company = ? AND ({0}) > ({2}) AND card_number <> '' AND "
        "card_number <> '{3}' AND card_number NOT LIKE '*%' ORDER BY {0} LIMIT ?",
        key, table.name, fmt::join(std::vector<std::string_view>(table.key.size(), "?"), ", "),
        kRemovedCardNumber);
}

std::string update_statement(const CardNumberTable& table) {
    return fmt::format("UPDATE {} SET card_number = ?, card_fingerprint = ? WHERE company = ? AND {} = ?",
                       table.name, fmt::join(table.key, " = ? AND "));
}

}  // namespace

std::string describe(const CardNumberTable& table, const CardNumberRow& row) {
    std::string text;
    for (std::size_t i = 0; i < row.key.size(); ++i) {
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ", table.key_words[i], row.key[i]);
    }
    return text;
}

CardNumberRows::CardNumberRows(Database& database, int company, const CardNumberTable& table)
    : database_(database),
      company_(company),
      table_(table),
      rows_(database.prepare(select_statement(table))),
      last_(table.key.size(), std::numeric_limits<std::int64_t>::min()) {}

std::vector<CardNumberRow> CardNumberRows::next(std::int64_t limit) {
    int parameter = 0;
    rows_.reset();
    rows_.bind_value(parameter++, company_);
    for (const std::int64_t part : last_) rows_.bind_value(parameter++, part);
    rows_.bind_value(parameter, limit);
    std::vector<CardNumberRow> found;
    while (rows_.step()) {
        CardNumberRow& row = found.emplace_back();
        int column = 0;
        while (row.key.size() < table_.key.size()) row.key.push_back(rows_.integer(column++));
        row.card_number = rows_.string(column);
    }
    if (!found.empty()) last_ = found.back().key;
    return found;
}

void CardNumberRows::store(const CardNumberRow& row, const StoredCardNumber& number) {
    if (!update_) update_.emplace(database_.prepare(update_statement(table_)));
    int parameter = 0;
    update_->reset();
    update_->bind_value(parameter++, number.card_number);
    update_->bind_value(parameter++, number.card_fingerprint);
    update_->bind_value(parameter++, company_);
    for (const std::int64_t part : row.key) update_->bind_value(parameter++, part);
    update_->run_bound();
}

void store_card_key_file(Database& database, int company, std::string_view key_file) {
    database
        .prepare(
            "INSERT INTO property (company, name, value) VALUES (?, 'SVC_CARD_KEY_FILE', ?) "
            "ON CONFLICT (company, name) DO UPDATE SET value = excluded.value")
        .run(company, key_file);
}

void use_large_cache(Database& database) {
    database.execute("PRAGMA cache_size = -262144");
}

void erase_old_numbers(Database& database) {
    database.execute("PRAGMA secure_delete = ON");
}

void rebuild_indexes(Database& database, const CardNumberTable& table) {
    database.execute("REINDEX " + table.name);
}

void truncate_log(Database& database) {
    // Its answer says whether a reader kept it from being done.
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace oa
