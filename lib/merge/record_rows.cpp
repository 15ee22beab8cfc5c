#include "merge/record_rows.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace oa {

namespace {

using Kind = MergeRecords::Kind;

/// The tables of a kind, and how they hang together. `c` is the record's own row.
struct Tables {
    const char* main;
    const char* extended;
    const char* phone;
    const char* key;  ///< its columns but the company
    const char* members;
    const char* condition;  ///< which members, and in which order
    const char* dates;      ///< the dates, source code and email of a record that are not columns of it
};

constexpr Tables kSoldTo = {
    "customer_sold_to",
    "customer_sold_to_extended",
    "customer_sold_to_phone",
    "customer_number",
    "temp.merge_member",
    "ORDER BY m.target, m.rank",
    "(SELECT MAX(a.change_date) FROM customer_address_change a WHERE a.company = c.company AND "
    "a.customer_number = "
    "c.customer_number), "
    "(SELECT MAX(h.last_order_date) FROM customer_sold_to_order_history h WHERE h.company = c.company AND "
    "h.customer_number = c.customer_number), "
    "(SELECT h.last_source_code FROM customer_sold_to_order_history h WHERE h.company = c.company AND "
    "h.customer_number = c.customer_number AND h.last_source_code <> '' ORDER BY h.last_order_date IS NULL, "
    "h.last_order_date DESC, h.entity LIMIT 1), "
    "(SELECT MAX(h.last_order_date) FROM customer_sold_to_order_history h WHERE h.company = c.company AND "
    "h.customer_number = c.customer_number AND h.last_source_code <> ''), "
    "(SELECT l.email_address FROM customer_sold_to_email l WHERE l.company = c.company AND l.customer_number "
    "= "
    "c.customer_number AND l.primary_email = 'Y' AND c.email_address = '' ORDER BY l.email_address LIMIT 1), "
    "(SELECT l.opt_in_out FROM customer_sold_to_email l WHERE l.company = c.company AND l.customer_number = "
    "c.customer_number AND l.primary_email = 'Y' AND c.email_address = '' ORDER BY l.email_address LIMIT 1)"};

constexpr Tables kShipTo = {
    "customer_ship_to",
    "customer_ship_to_extended",
    "customer_ship_to_phone",
    "customer_number, ship_to_number",
    "temp.merge_ship_to",
    "AND m.is_merged = 1 ORDER BY m.target, m.target_ship_to, m.rank",
    "c.change_date, (SELECT MAX(h.last_order_date) FROM customer_ship_to_order_history h WHERE h.company = "
    "c.company AND h.customer_number = c.customer_number AND h.ship_to_number = c.ship_to_number), '', '', "
    "'', ''"};

const Tables& tables_of(Kind kind) {
    return kind == Kind::kSoldTo ? kSoldTo : kShipTo;
}

std::string key_equals(Kind kind, std::string_view left, std::string_view right) {
    std::string text =
        fmt::format("{0}.company = ?1 AND {0}.customer_number = {1}.customer_number", left, right);
    if (kind == Kind::kShipTo) text += fmt::format(" AND {}.ship_to_number = {}.ship_to_number", left, right);
    return text;
}

constexpr int kLeadingColumns = 11;

std::string read_sql(Kind kind, const std::string& columns) {
    const Tables& tables = tables_of(kind);
    std::string joins = fmt::format(" LEFT JOIN {} e ON {}", tables.extended, key_equals(kind, "e", "c"));
    for (const char* type : {"D", "E", "F"}) {
        const std::string alias = fmt::format("p{}", type);
        joins += fmt::format(" LEFT JOIN {} {} ON {} AND {}.phone_type = '{}'", tables.phone, alias,
                             key_equals(kind, alias, "c"), alias, type);
    }
    const char* place = kind == Kind::kSoldTo ? "0, m.ghost" : "m.target_ship_to, 'N'";
    const char* ship_to = kind == Kind::kSoldTo ? "0" : "c.ship_to_number";
    return fmt::format(
        "SELECT m.target, {}, c.customer_number, {}, {}, {} FROM {} m CROSS JOIN {} c{} WHERE {} {}", place,
        ship_to, tables.dates, columns, tables.members, tables.main, joins, key_equals(kind, "c", "m"),
        tables.condition);
}

}  // namespace

MergeRecords::Column MergeRecords::placed(const MergeColumn& column, Kind kind) {
    const std::string_view name = column.name;
    const bool is_extended = name == "address_line_3" || name == "address_line_4" ||
                             (kind == Kind::kSoldTo && name == "address_line_2");
    if (is_extended) return {column, Place::kExtended};
    if (name.ends_with("_phone") || name.ends_with("_extension")) {
        return {column, Place::kPhone,
                name.starts_with("day")       ? "D"
                : name.starts_with("evening") ? "E"
                                              : "F"};
    }
    return {column};
}

std::string MergeRecords::select_list() const {
    std::string list;
    for (const Column& column : columns_) {
        const std::string_view name = column.column.name;
        const std::string value = column.place == Place::kExtended ? fmt::format("COALESCE(e.{}, '')", name)
                                  : column.place == Place::kPhone
                                      ? fmt::format("COALESCE(p{}.{}, '')", column.phone_type,
                                                    name.ends_with("_phone") ? "phone_number" : "extension")
                                      : fmt::format("c.{}", name);
        list += fmt::format("{}{}", list.empty() ? "" : ", ", value);
    }
    return list;
}

std::string MergeRecords::update_sql() const {
    std::string assignments;
    for (const Column& column : columns_) {
        if (column.place != Place::kMain) continue;
        assignments += fmt::format("{}{} = ?", assignments.empty() ? "" : ", ", column.column.name);
    }
    return fmt::format("UPDATE {} SET {} WHERE company = ? AND ({}) = ({})", tables_of(kind_).main,
                       assignments, tables_of(kind_).key, kind_ == Kind::kSoldTo ? "?" : "?, ?");
}

std::string MergeRecords::upsert_extended_sql() const {
    std::string names;
    std::string places;
    std::string assignments;
    for (const Column& column : columns_) {
        if (column.place != Place::kExtended) continue;
        names += fmt::format(", {}", column.column.name);
        places += ", ?";
        assignments += fmt::format("{}{} = excluded.{}", assignments.empty() ? "" : ", ", column.column.name,
                                   column.column.name);
    }
    const Tables& tables = tables_of(kind_);
    return fmt::format(
        "INSERT INTO {} (company, {}{}) VALUES (?, {}{}) ON CONFLICT (company, {}) DO UPDATE SET {}",
        tables.extended, tables.key, names, kind_ == Kind::kSoldTo ? "?" : "?, ?", places, tables.key,
        assignments);
}

MergeRecords::MergeRecords(Database& database, int company, Kind kind, std::span<const MergeColumn> columns)
    : database_(database),
      company_(company),
      kind_(kind),
      columns_([&] {
          std::vector<Column> all;
          for (const MergeColumn& column : columns) all.push_back(placed(column, kind));
          return all;
      }()),
      read_(database.prepare(read_sql(kind, select_list()))) {}

MergeRecords::Writes& MergeRecords::writes() {
    if (!writes_) {
        const Tables& tables = tables_of(kind_);
        const std::string upsert_phone = fmt::format(
            "INSERT INTO {0} (company, {1}, phone_type, phone_number, extension) VALUES (?, {2}, ?, ?, ?) "
            "ON CONFLICT (company, {1}, phone_type) DO UPDATE SET phone_number = excluded.phone_number, "
            "extension = "
            "excluded.extension",
            tables.phone, tables.key, kind_ == Kind::kSoldTo ? "?" : "?, ?");
        writes_.emplace(Writes{database_.prepare(update_sql()), database_.prepare(upsert_extended_sql()),
                               database_.prepare(upsert_phone)});
    }
    return *writes_;
}

void MergeRecords::read(const std::function<void(MergeGroup&&)>& group) {
    read_.bind(company_);
    MergeGroup current;
    std::int64_t target = 0;
    std::int64_t target_ship_to = 0;
    while (read_.step()) {
        if (!current.empty() && (read_.integer(0) != target || read_.integer(1) != target_ship_to)) {
            group(std::move(current));
            current.clear();
        }
        target = read_.integer(0);
        target_ship_to = read_.integer(1);
        MergeRecord record;
        record.target = target;
        record.target_ship_to = target_ship_to;
        record.is_kept_as_ghost = read_.text(2) == "Y";
        record.customer_number = read_.integer(3);
        record.ship_to_number = read_.integer(4);
        record.last_change_date = read_.string(5);
        record.last_order_date = read_.string(6);
        record.last_source_code = read_.string(7);
        record.last_source_date = read_.string(8);
        record.listed_email_address = read_.string(9);
        record.listed_opt_in_out = read_.string(10);
        record.values.reserve(columns_.size());
        for (int column = 0; column < static_cast<int>(columns_.size()); ++column) {
            record.values.push_back(read_.string(kLeadingColumns + column));
        }
        current.push_back(std::move(record));
    }
    if (!current.empty()) group(std::move(current));
}

int MergeRecords::bind_key(Statement& statement, int index, std::int64_t customer_number,
                           std::int64_t ship_to_number) const {
    statement.bind_value(index++, company_);
    statement.bind_value(index++, customer_number);
    if (kind_ == Kind::kShipTo) statement.bind_value(index++, ship_to_number);
    return index;
}

void MergeRecords::bind_column(Statement& statement, int index, std::size_t column,
                               const std::string& value) const {
    switch (columns_[column].column.type) {
        case MergeColumnType::kText: statement.bind_value(index, value); break;
        case MergeColumnType::kDate:
            value.empty() ? statement.bind_value(index, nullptr) : statement.bind_value(index, value);
            break;
        case MergeColumnType::kNumber:
        case MergeColumnType::kAmount: {
            std::int64_t number = 0;
            std::from_chars(value.data(), value.data() + value.size(), number);
            statement.bind_value(index, number);
        }
    }
}

bool MergeRecords::differs(Place place, const std::vector<std::string>& before,
                           const std::vector<std::string>& after) const {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column].place == place && before[column] != after[column]) return true;
    }
    return false;
}

void MergeRecords::write(std::int64_t customer_number, std::int64_t ship_to_number,
                         const std::vector<std::string>& before, const std::vector<std::string>& after) {
    const auto bind_all = [&](Statement& statement, int index, Place place) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (columns_[column].place == place) bind_column(statement, index++, column, after[column]);
        }
        return index;
    };
    if (differs(Place::kMain, before, after)) {
        Statement& update = writes().update;
        update.reset();
        bind_key(update, bind_all(update, 0, Place::kMain), customer_number, ship_to_number);
        update.run_bound();
    }
    if (differs(Place::kExtended, before, after)) {
        Statement& upsert = writes().upsert_extended;
        upsert.reset();
        bind_all(upsert, bind_key(upsert, 0, customer_number, ship_to_number), Place::kExtended);
        upsert.run_bound();
    }
    if (differs(Place::kPhone, before, after)) write_phones(customer_number, ship_to_number, before, after);
}

/// A number is never taken away: the rule keeps what there is.
void MergeRecords::write_phones(std::int64_t customer_number, std::int64_t ship_to_number,
                                const std::vector<std::string>& before,
                                const std::vector<std::string>& after) {
    Statement& upsert = writes().upsert_phone;
    for (std::size_t column = 0; column + 1 < columns_.size(); ++column) {
        if (!std::string_view(columns_[column].column.name).ends_with("_phone")) continue;
        if (before[column] == after[column] && before[column + 1] == after[column + 1]) continue;
        upsert.reset();
        int index = bind_key(upsert, 0, customer_number, ship_to_number);
        upsert.bind_value(index++, columns_[column].phone_type);
        upsert.bind_value(index++, after[column]);
        upsert.bind_value(index, after[column + 1]);
        upsert.run_bound();
    }
}

}  // namespace oa
