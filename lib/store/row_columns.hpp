#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A column of a query, and the member of `Row` that it fills: said together and once, so that the query's
/// select list and what is read from it cannot differ.
template <typename Row>
struct RowColumn {
    std::string_view sql;  ///< the expression in the select list
    void (*take)(const Statement& row, int column, Row& into);
};

/// How a column is read is the member's type: 0 and NULL are false, NULL is an empty text or no value.
inline void take_value(const Statement& row, int column, std::int64_t& into) {
    into = row.integer(column);
}
inline void take_value(const Statement& row, int column, bool& into) {
    into = row.integer(column) != 0;
}
inline void take_value(const Statement& row, int column, Money& into) {
    into = row.money(column);
}
inline void take_value(const Statement& row, int column, std::string& into) {
    into = row.text(column);
}
template <typename Value>
void take_value(const Statement& row, int column, std::optional<Value>& into) {
    into.reset();
    if (!row.is_null(column)) take_value(row, column, into.emplace());
}

template <typename Row, typename Value>
Row row_of(Value Row::*);

/// `column<&Invoice::invoice_number>("h.invoice_number")`
template <auto kMember>
constexpr auto column(std::string_view sql) {
    using Row = decltype(row_of(kMember));
    return RowColumn<Row>{
        sql, [](const Statement& row, int column, Row& into) { take_value(row, column, into.*kMember); }};
}

/// The columns as a select list.
template <typename Row, std::size_t kCount>
std::string select_list(const std::array<RowColumn<Row>, kCount>& columns) {
    std::string list;
    for (const RowColumn<Row>& column : columns) {
        if (!list.empty()) list += ", ";
        list += column.sql;
    }
    return list;
}

/// Fills the members from the row's columns `first` and following.
template <typename Row, std::size_t kCount>
void take_columns(const Statement& row, const std::array<RowColumn<Row>, kCount>& columns, Row& into,
                  int first = 0) {
    for (const RowColumn<Row>& column : columns) column.take(row, first++, into);
}

}  // namespace oa
