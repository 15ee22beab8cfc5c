#include "admin/loaded_addresses.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text.hpp"

namespace oa {

namespace {

/// 0 for what is not a number: the load refuses the row.
std::int64_t number_in(const std::vector<std::string>& fields, std::size_t index) {
    if (index >= fields.size()) return 0;
    const std::string_view text = trim(fields[index]);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

void LoadedAddresses::before_row(const std::string& table, const std::vector<TableColumn>& columns,
                                 const std::vector<std::string>& fields) {
    using Holds = Layout::Holds;
    if (!is_of(layout_, table, columns)) layout_ = layout_of(table, columns);
    if (layout_.holds == Holds::kNothing) return;
    if (layout_.holds == Holds::kHistory) {
        history_is_given_ = true;
        return;
    }
    const int company = static_cast<int>(number_in(fields, layout_.company));
    const std::int64_t customer_number = number_in(fields, layout_.customer_number);
    if (layout_.holds == Holds::kSoldTo) {
        changes_.note(company, customer_number);
    } else {
        changes_.note_ship_to(company, customer_number, number_in(fields, layout_.ship_to_number));
    }
}

/// Two files of one table may have two headers.
bool LoadedAddresses::is_of(const Layout& layout, const std::string& table,
                            const std::vector<TableColumn>& columns) {
    const auto is_at = [&](std::size_t place, std::string_view name) {
        return place >= columns.size() || columns[place].name == name;
    };
    return layout.table == table && layout.column_count == columns.size() &&
           is_at(layout.company, "company") && is_at(layout.customer_number, "customer_number") &&
           is_at(layout.ship_to_number, "ship_to_number");
}

LoadedAddresses::Layout LoadedAddresses::layout_of(const std::string& table,
                                                   const std::vector<TableColumn>& columns) const {
    using Holds = Layout::Holds;
    const auto place_of = [&](std::string_view name) {
        const auto found = std::find_if(columns.begin(), columns.end(),
                                        [&](const TableColumn& column) { return column.name == name; });
        return static_cast<std::size_t>(found - columns.begin());
    };
    Layout layout{table,
                  columns.size(),
                  Holds::kNothing,
                  place_of("company"),
                  place_of("customer_number"),
                  place_of("ship_to_number")};
    // Without --replace a phone number or address line is the first that the customer has, not a change.
    const bool is_part = table == "customer_sold_to_extended" || table == "customer_sold_to_phone";
    if (table == "customer_sold_to" || (is_part && replaces_)) layout.holds = Holds::kSoldTo;
    if (table == "customer_ship_to") layout.holds = Holds::kShipTo;
    if (table == "customer_address_change") layout.holds = Holds::kHistory;
    return layout;
}

}  // namespace oa
