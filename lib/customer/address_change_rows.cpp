#include "customer/address_change_rows.hpp"

#include <fmt/format.h>

#include <string>

namespace oa {

namespace {

/// A column of Customer Address Change, and where a customer has it.
struct AddressColumn {
    const char* name;
    const char* value;
};

// c: Customer Sold To, x: Extended, d, e, f: Phone # of the types.
constexpr AddressColumn kSoldToColumns[] = {{"prefix", "c.prefix"},
                                            {"first_name", "c.first_name"},
                                            {"middle_initial", "c.middle_initial"},
                                            {"last_name", "c.last_name"},
                                            {"suffix", "c.suffix"},
                                            {"company_name", "c.company_name"},
                                            {"street", "c.street"},
                                            {"apartment", "c.apartment"},
                                            {"address_line_2", "x.address_line_2"},
                                            {"address_line_3", "x.address_line_3"},
                                            {"address_line_4", "x.address_line_4"},
                                            {"city", "c.city"},
                                            {"state", "c.state"},
                                            {"postal_code", "c.postal_code"},
                                            {"delivery_code", "c.delivery_code"},
                                            {"po_box", "c.po_box"},
                                            {"day_phone", "d.phone_number"},
                                            {"day_extension", "d.extension"},
                                            {"evening_phone", "e.phone_number"},
                                            {"evening_extension", "e.extension"},
                                            {"fax_phone", "f.phone_number"},
                                            {"fax_extension", "f.extension"},
                                            {"user_field_1", "c.user_field_1"},
                                            {"user_field_2", "c.user_field_2"},
                                            {"user_field_3", "c.user_field_3"},
                                            {"user_field_4", "c.user_field_4"}};

// Of a ship-to, whose own row has a change date instead.
constexpr AddressColumn kShipToColumns[] = {{"prefix", "c.prefix"},
                                            {"first_name", "c.first_name"},
                                            {"middle_initial", "c.middle_initial"},
                                            {"last_name", "c.last_name"},
                                            {"suffix", "c.suffix"},
                                            {"company_name", "c.company_name"},
                                            {"street", "c.street"},
                                            {"apartment", "c.apartment"},
                                            {"address_line_2", "c.address_line_2"},
                                            {"city", "c.city"},
                                            {"state", "c.state"},
                                            {"postal_code", "c.postal_code"},
                                            {"delivery_code", "c.delivery_code"},
                                            {"po_box", "c.po_box"}};

// A country that changes alone is another code for the same one: it is not a change of address, but the match
// code follows it.
constexpr AddressColumn kBeside[] = {{"country", "c.country"}, {"match_code", "c.match_code"}};

/// `{0}, {1}` of each column, joined.
template <typename Columns>
std::string joined(const Columns& columns, std::string_view format, std::string_view separator) {
    std::string text;
    for (const AddressColumn& column : columns) {
        if (!text.empty()) text += separator;
        text += fmt::format(fmt::runtime(format), column.name, column.value);
    }
    return text;
}

constexpr std::string_view kSoldToJoins =
    " LEFT JOIN customer_sold_to_extended x ON x.company = c.company AND x.customer_number = "
    "c.customer_number"
    " LEFT JOIN customer_sold_to_phone d ON d.company = c.company AND d.customer_number = c.customer_number "
    "AND d.phone_type = 'D'"
    " LEFT JOIN customer_sold_to_phone e ON e.company = c.company AND e.customer_number = c.customer_number "
    "AND e.phone_type = 'E'"
    " LEFT JOIN customer_sold_to_phone f ON f.company = c.company AND f.customer_number = c.customer_number "
    "AND f.phone_type = 'F'";

/// Nothing that a row can violate: each statement that writes would keep a journal for the case.
template <typename Columns>
std::string create_sql(std::string_view table, std::string_view key, const Columns& columns) {
    return fmt::format(
        "CREATE TEMP TABLE IF NOT EXISTS {0} (company INTEGER, customer_number BIGINT, ship_to_number "
        "BIGINT, "
        "is_new INTEGER, history INTEGER DEFAULT 0, change_date TEXT, {1}, {2}); "
        "CREATE INDEX IF NOT EXISTS temp.{0}_by_key ON {0} (company, {3}); DELETE FROM temp.{0};",
        table, joined(columns, "{0} TEXT DEFAULT ''", ", "), joined(kBeside, "{0} TEXT DEFAULT ''", ", "),
        key);
}

Database& with_tables(Database& database) {
    database.execute(create_sql("sold_to_before", "customer_number", kSoldToColumns));
    database.execute(create_sql("ship_to_before", "customer_number, ship_to_number", kShipToColumns));
    return database;
}

// A statement that reads the table it writes into is held back in a table of its own, each time it runs: so
// whether a row is there is asked before.
std::string is_noted_sql(std::string_view table, std::string_view key) {
    return fmt::format("SELECT 1 FROM temp.{} WHERE company = ?1 AND {}", table, key);
}

constexpr std::string_view kSoldToKey = "customer_number = ?2";
constexpr std::string_view kShipToKey = "customer_number = ?2 AND ship_to_number = ?3";

std::string note_sql() {
    return fmt::format(
        "INSERT INTO temp.sold_to_before (company, customer_number, is_new, {0}, {1}) "
        "SELECT c.company, c.customer_number, 0, {2}, {3} FROM customer_sold_to c{4} "
        "WHERE c.company = ?1 AND c.customer_number = ?2",
        joined(kSoldToColumns, "{0}", ", "), joined(kBeside, "{0}", ", "),
        joined(kSoldToColumns, "COALESCE({1}, '')", ", "), joined(kBeside, "{1}", ", "), kSoldToJoins);
}

std::string note_ship_to_sql() {
    return fmt::format(
        "INSERT INTO temp.ship_to_before (company, customer_number, ship_to_number, is_new, change_date, "
        "{0}, {1}) SELECT c.company, c.customer_number, c.ship_to_number, 0, c.change_date, {2}, {3} "
        "FROM customer_ship_to c WHERE c.company = ?1 AND c.customer_number = ?2 AND c.ship_to_number = ?3",
        joined(kShipToColumns, "{0}", ", "), joined(kBeside, "{0}", ", "),
        joined(kShipToColumns, "{1}", ", "), joined(kBeside, "{1}", ", "));
}

/// Of one that is not there yet.
std::string note_new_sql(std::string_view table, std::string_view key, std::string_view values) {
    return fmt::format("INSERT INTO temp.{} (company, {}, is_new) VALUES ({}, 1)", table, key, values);
}

std::string add_changes_sql() {
    return fmt::format(
        "INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date, "
        "user_id, match_code, {0}) SELECT b.company, b.customer_number, COALESCE((SELECT "
        "MAX(a.sequence_number) FROM customer_address_change a WHERE a.company = b.company AND "
        "a.customer_number = b.customer_number), 0) + 1, ?1, ?2, b.match_code, {1} "
        "FROM temp.sold_to_before b CROSS JOIN customer_sold_to c{2} "
        "WHERE b.is_new = 0 AND c.company = b.company AND c.customer_number = b.customer_number "
        "AND (b.history = {3} OR b.history = {4} AND ({5}))",
        joined(kSoldToColumns, "{0}", ", "), joined(kSoldToColumns, "b.{0}", ", "), kSoldToJoins,
        static_cast<int>(AddressHistory::kAlways), static_cast<int>(AddressHistory::kIfChanged),
        joined(kSoldToColumns, "b.{0} <> COALESCE({1}, '')", " OR "));
}

std::string date_ship_tos_sql() {
    return fmt::format(
        "UPDATE customer_ship_to AS c SET change_date = ?1 WHERE (c.company, c.customer_number, "
        "c.ship_to_number) IN (SELECT company, customer_number, ship_to_number FROM temp.ship_to_before "
        "WHERE is_new = 0) AND EXISTS (SELECT 1 FROM temp.ship_to_before b WHERE b.company = c.company AND "
        "b.customer_number = c.customer_number AND b.ship_to_number = c.ship_to_number AND "
        "COALESCE(b.change_date, '') = COALESCE(c.change_date, '') AND ({}))",
        joined(kShipToColumns, "b.{0} <> {1}", " OR "));
}

}  // namespace

AddressesBefore::AddressesBefore(Database& database)
    : database_(with_tables(database)),
      sold_to_{database.prepare(is_noted_sql("sold_to_before", kSoldToKey)), database.prepare(note_sql()),
               database.prepare(note_new_sql("sold_to_before", "customer_number", "?1, ?2"))},
      set_history_(database.prepare(
          "UPDATE temp.sold_to_before SET history = ?3 WHERE company = ?1 AND customer_number = ?2")),
      ship_to_{
          database.prepare(is_noted_sql("ship_to_before", kShipToKey)), database.prepare(note_ship_to_sql()),
          database.prepare(note_new_sql("ship_to_before", "customer_number, ship_to_number", "?1, ?2, ?3"))} {
}

template <typename... Key>
void AddressesBefore::note_once(Notes& notes, const Key&... key) {
    notes.is_noted.bind(key...);
    const bool is_noted = notes.is_noted.step();
    notes.is_noted.reset();
    if (!is_noted && notes.note.run(key...) == 0) notes.note_new.run(key...);
}

void AddressesBefore::note(int company, std::int64_t customer_number, AddressHistory history) {
    note_once(sold_to_, company, customer_number);
    if (history != AddressHistory::kIfChanged)
        set_history_.run(company, customer_number, static_cast<int>(history));
}

void AddressesBefore::note_ship_to(int company, std::int64_t customer_number, std::int64_t ship_to_number) {
    note_once(ship_to_, company, customer_number, ship_to_number);
}

std::int64_t AddressesBefore::add_changes(std::string_view date, std::string_view user) {
    return database_.prepare(add_changes_sql()).run(date, user);
}

std::int64_t AddressesBefore::date_ship_tos(std::string_view date) {
    return database_.prepare(date_ship_tos_sql()).run(date);
}

std::vector<int> AddressesBefore::companies() {
    Statement query = database_.prepare(
        "SELECT company FROM temp.sold_to_before UNION SELECT company FROM temp.ship_to_before ORDER BY 1");
    std::vector<int> companies;
    while (query.step()) companies.push_back(static_cast<int>(query.integer(0)));
    return companies;
}

void AddressesBefore::clear() {
    database_.execute("DELETE FROM temp.sold_to_before; DELETE FROM temp.ship_to_before;");
}

}  // namespace oa
