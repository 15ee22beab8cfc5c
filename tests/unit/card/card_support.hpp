#pragma once

#include <string>

#include "base/file.hpp"
#include "card/number_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/migrations.hpp"
#include "store/schema.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"
#include "unit/support.hpp"

// What the tests of stored value cards (Stored Value Card Purchase and Activation) share.

namespace oa::test {

inline const std::string kCardNumber = "6006491286999901";
inline const std::string kCardKey(64, '1');
inline const std::string kOtherCardKey(64, '2');

/// An empty store as the migrations before the one of this name left it.
inline Database store_before(const std::filesystem::path& path, std::string_view migration) {
    create_empty_file(path);
    Database database(path, Access::kReadWrite);
    int version = 0;
    for (const Migration& each : kMigrations) {
        if (each.name.find(migration) != std::string_view::npos) break;
        database.execute(std::string(each.sql));
        ++version;
    }
    database.execute("PRAGMA user_version = " + std::to_string(version));
    return database;
}

/// A store with order 5001 (customer 1001, ship-to 1, lines 1 and 2) and order 5002, pick 901 of order 5001,
/// and pay type 9 for stored value cards, whose layout shows the first six and the last two digits.
struct CardStore : TestStore {
    CardStore() {
        database.execute(
            "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES "
            "(7, 5001, 1001, '2010-11-20'), (7, 5002, 1002, '2010-11-21');"
            "INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 5001, 1), "
            "(7, 5001, 2), (7, 5002, 1);"
            "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, "
            "quantity_ordered, regular_price, price) VALUES (7, 5001, 1, 1, 'CARD', 9, 0, 0), "
            "(7, 5001, 1, 2, 'CARD', 9, 0, 0), (7, 5001, 2, 1, 'CARD', 9, 0, 0), (7, 5002, 1, 1, 'CARD', 9, "
            "0, 0);"
            "INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, "
            "ship_to_number) VALUES (7, 901, 1001, 5001, 1);"
            "INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, "
            "quantity) VALUES (7, 901, 1, 1, 9);"
            "INSERT INTO pay_type (company, pay_type, pay_category, card_number_length, leading_digits, "
            "first_digits_shown, last_digits_shown) VALUES (7, 9, 4, 16, '6006', 6, 2), "
            "(7, 10, 4, 16, '6006', 0, 4), (7, 1, 1, 0, '', 0, 0);");
    }

    /// A key file, named by SVC_CARD_KEY_FILE.
    std::string set_key(const std::string& key) {
        const std::string file = key_file("card.key", key);
        store_property(database, 7, "SVC_CARD_KEY_FILE", file);
        return file;
    }

    std::string key_file(const std::string& name, const std::string& key) const {
        const std::filesystem::path file = directory / name;
        write_file(file, key + "\n");
        std::filesystem::permissions(
            file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return file.string();
    }

    /// The nth number of one of the three tables.
    void add_number(const std::string& table, int n, const StoredCardNumber& number) {
        if (table == "stored_value_card") {
            add_card(5001, 1, 1, n, number.card_number, number.card_fingerprint);
        } else if (table == "virtual_card_number") {
            database.prepare("INSERT INTO virtual_card_number VALUES (7, ?, ?, ?)")
                .run(n, number.card_number, number.card_fingerprint);
        } else {
            database.prepare("INSERT INTO pick_stored_value_card VALUES (7, 901, 1, ?, ?, ?)")
                .run(n, number.card_number, number.card_fingerprint);
        }
    }

    /// A card of 50.00 that was billed on November 21, 2010, and not activated.
    StoredValueCard add_card(std::int64_t order, std::int64_t ship_to, std::int64_t line,
                             std::int64_t sequence, const std::string& number,
                             const std::string& fingerprint = "") {
        StoredValueCard card;
        card.key = {7, order, ship_to, line, sequence};
        card.card_number = number;
        card.card_fingerprint = fingerprint;
        card.card_type = "P";
        card.issue_date = "2010-11-21";
        card.issue_amount = Money::hundredths(5000);
        add_stored_value_card(database, card);
        return card;
    }

    void allow(const std::string& user, const std::string& feature) {
        database.prepare("INSERT INTO user_authority VALUES (7, ?, ?, 'A')").run(user, feature);
    }

    SessionOptions options(bool dry_run = false) const {
        return {.db = path, .company = 7, .dry_run = dry_run, .progress = ProgressMode::kNever};
    }

    /// A job in a session, at the time of the documentation's examples.
    template <typename Job>
    auto in_session(const Job& job, bool dry_run = false) {
        const Clock clock = seed_clock();
        QuietLog log;
        Session session(options(dry_run), {"TEST", ""}, clock, log);
        return job(session);
    }

    /// The single text of a query.
    std::string text(const std::string& sql) { return query_text(database, sql); }

    /// The rows of a query with one column, parted by commas.
    std::string list(const std::string& sql) {
        return query_text(database, "SELECT COALESCE(GROUP_CONCAT(t, ','), '') FROM (" + sql + ")");
    }
};

}  // namespace oa::test
