#include "card/loaded_cards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/money.hpp"
#include "base/text.hpp"
#include "card/new_number.hpp"
#include "card/number_rows.hpp"
#include "card/number_use_rows.hpp"
#include "card/pay_type_rows.hpp"
#include "card/pick_rows.hpp"

namespace oa {

/// What the numbers of a company are held to: the pay types stand in the order of a load before the cards.
struct LoadedCards::Company {
    Company(Database& database, int number)
        : numbers(CardNumbers::of_store(database, number)),
          pay_types(database, number),
          uses(database, number, numbers.fingerprint_keys(database, number)) {}

    CardNumbers numbers;
    SvcPayTypes pay_types;
    CardNumberUses uses;
};

/// The fields of a row by the names of their columns.
struct LoadedCards::Row {
    const std::string& table;
    const std::vector<TableColumn>& columns;
    const std::vector<std::string>& fields;

    /// Nothing where the header does not name the column, or the field is blank.
    std::optional<std::string> text(std::string_view name) const {
        const auto found = std::find_if(columns.begin(), columns.end(),
                                        [name](const TableColumn& column) { return column.name == name; });
        if (found == columns.end()) return std::nullopt;
        const std::string& field = fields[static_cast<std::size_t>(found - columns.begin())];
        return field.empty() ? std::nullopt : std::optional(field);
    }

    /// 0 for what is not a number: the load refuses it by its column's type.
    std::int64_t number(std::string_view name) const {
        const std::string field = text(name).value_or("");
        const std::string_view digits = trim(field);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
};

namespace {

const CardNumberTable* table_with_numbers(std::string_view name) {
    const auto tables = card_number_tables();
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [name](const CardNumberTable& table) { return table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

/// What J22 and SECRISK leave.
bool is_taken_away(std::string_view stored) {
    return stored == kRemovedCardNumber || stored.starts_with('*');
}

}  // namespace

LoadedCards::LoadedCards(Database& database) : database_(database) {}
LoadedCards::~LoadedCards() = default;

LoadedCards::Company& LoadedCards::company(int number) {
    std::unique_ptr<Company>& company = companies_[number];
    if (!company) company = std::make_unique<Company>(database_, number);
    return *company;
}

std::optional<std::string> LoadedCards::problem_with(const std::string& table,
                                                     const std::vector<TableColumn>& columns,
                                                     const std::vector<std::string>& fields) {
    const Row row{table, columns, fields};
    if (table == "pick_control_header" || table == "pick_control_detail" || table == "order_detail") {
        has_picks_ = true;
        if (table == "pick_control_detail" && row.number("quantity") < 0) return "quantity is negative";
        return std::nullopt;
    }
    if (table_with_numbers(table) == nullptr) return std::nullopt;
    if (const auto amount = row.text("issue_amount")) {
        if (parse_money(trim(*amount)).value_or(Money()).is_negative()) {
            return fmt::format("issue_amount {} is negative", trim(*amount));
        }
    }
    const auto number = row.text("card_number");
    if (number) return problem_with_number(row, *number);
    if (table == "virtual_card_number") return "card_number is blank";
    return std::nullopt;
}

std::optional<std::string> LoadedCards::problem_with_number(const Row& row, const std::string& stored) {
    if (row.table == "stored_value_card" && is_taken_away(stored)) return std::nullopt;
    Company& owner = company(static_cast<int>(row.number("company")));
    if (!owner.numbers.can_read(stored)) return "card_number cannot be decrypted by the company's card key";
    const std::string number = owner.numbers.from_store(stored);
    if (const auto problem = owner.pay_types.problem_with(number)) {
        return fmt::format("card_number {} is not a card number: {}", shown_card_number(number), *problem);
    }
    const CardNumberTable& table = *table_with_numbers(row.table);
    if (!table.gives_numbers) return std::nullopt;
    std::vector<std::int64_t> key;
    for (const std::string& column : table.key) key.push_back(row.number(column));
    if (owner.uses.is_used_elsewhere(row.table, key, number)) {
        return fmt::format("card_number {} is used already", shown_card_number(number));
    }
    return std::nullopt;
}

void LoadedCards::written() {
    if (has_picks_) reserve_printed_units(database_);
}

}  // namespace oa
