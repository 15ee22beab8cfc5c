#pragma once

#include <string>
#include <string_view>

#include "store/session.hpp"
#include "unit/merge/merge_support.hpp"

// What the tests of stored value cards before their activation (Stored Value Card Purchase and Activation)
// share.

namespace oa::test {

/// Order 6676 of company 7: line 1 with physical cards, line 2 with early notify, lines 3 and 4 with virtual
/// ones, line 5 with a mug. Pay type 9 takes numbers of 16 digits that begin with 4788.
struct SvcStore : MergeStore {
    SvcStore() {
        database.execute(
            "INSERT INTO pay_type (company, pay_type, pay_category, card_number_length, leading_digits) "
            "VALUES (7, 9, 4, 16, '4788'), (7, 12, 4, 10, '99');"
            "INSERT INTO item (company, item, svc_type) VALUES (7, 'GIFTP', 'P'), (7, 'GIFTE', 'E'), (7, "
            "'GIFTV', 'V'), (7, 'MUG', '');"
            "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, "
            "1001, '2010-11-20');"
            "INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);"
            "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, "
            "quantity_ordered, regular_price, price) VALUES (7, 6676, 1, 1, 'GIFTP', 3, 5000, 4500), (7, "
            "6676, 1, 2, 'GIFTE', 1, 2500, 0), (7, 6676, 1, 3, 'GIFTV', 2, 0, 1000), (7, 6676, 1, 4, "
            "'GIFTV', 1, 0, 0), (7, 6676, 1, 5, 'MUG', 1, 900, 900)");
    }

    void select(const std::string& code, const std::string& value = "Y") {
        database.execute("INSERT OR REPLACE INTO system_control_value VALUES (7, '" + code + "', '" + value +
                         "')");
    }

    /// A pick with a line - 1, 2, ... - for each (order line, quantity); `records` of each are in the Pick
    /// Stored Value Card Table.
    void add_pick(std::int64_t pick, const std::vector<std::pair<int, int>>& lines, bool has_records = true,
                  const std::string& status = "") {
        database.prepare("INSERT INTO pick_control_header VALUES (7, ?, 1001, 6676, 1, ?)").run(pick, status);
        int number = 0;
        for (const auto& [order_line, quantity] : lines) {
            database
                .prepare(
                    "INSERT INTO pick_control_detail (company, pick_control_number, line_number, "
                    "order_line_number, quantity) VALUES (7, ?, ?, ?, ?)")
                .run(pick, ++number, order_line, quantity);
            for (int unit = 1; has_records && unit <= quantity; ++unit) {
                database
                    .prepare(
                        "INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, "
                        "sequence_number) VALUES (7, ?, ?, ?)")
                    .run(pick, number, unit);
            }
        }
    }

    void add_virtual_numbers(const std::vector<std::string>& numbers) {
        for (const std::string& number : numbers) {
            database
                .prepare(
                    "INSERT INTO virtual_card_number (company, sequence_number, card_number) SELECT 7, "
                    "COALESCE(MAX(sequence_number), 0) + 1, ? FROM virtual_card_number")
                .run(number);
        }
    }

    /// The Pick Stored Value Card Table: `7001/1/2=4788000000000001`.
    std::string records() {
        return rows(
            "SELECT pick_control_number || '/' || line_number || '/' || sequence_number || '=' || "
            "card_number FROM pick_stored_value_card ORDER BY pick_control_number, line_number, "
            "sequence_number");
    }
    /// The Stored Value Card Table: order line/card, number, amount.
    std::string cards() {
        return rows(
            "SELECT line_number || '/' || svc_sequence_number, card_number, issue_amount FROM "
            "stored_value_card ORDER BY line_number, svc_sequence_number");
    }
    std::string triggers() {
        return rows("SELECT trigger_key FROM il_outbound_trigger ORDER BY trigger_number");
    }
    /// The statuses of its lines.
    std::string line_statuses(std::int64_t pick) {
        return rows("SELECT '[' || status || ']' FROM pick_control_detail WHERE pick_control_number = " +
                    std::to_string(pick) + " ORDER BY line_number");
    }
    /// Quantity reserved of the order's lines.
    std::string reserved() {
        return rows(
            "SELECT quantity_reserved FROM order_detail WHERE order_number = 6676 ORDER BY line_number");
    }
    std::string status(std::int64_t pick) {
        return rows("SELECT '[' || status || ']' FROM pick_control_header WHERE pick_control_number = " +
                    std::to_string(pick));
    }
};

/// `number(1)` is 4788000000000001.
inline std::string svc_number(int tail) {
    std::string text = std::to_string(tail);
    return "4788" + std::string(12 - text.size(), '0') + text;
}

}  // namespace oa::test
