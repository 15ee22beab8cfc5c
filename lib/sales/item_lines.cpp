#include "sales/item_lines.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/date.hpp"
#include "sales/checks.hpp"

namespace oa {

namespace {

/// Some units of an invoice line that have the same price.
struct Units {
    std::int64_t quantity;  ///< negative when they come back
    Money price;
};

/// What all items of an invoice line have in common.
poslog::ItemLine item_of(const InvoiceLine& line, const SalesRules& rules) {
    poslog::ItemLine item;
    item.is_return = direction_of(line.quantity) == Direction::kReturn;
    item.item_id = item_id(line, rules.item_id_kind);
    item.unit_cost_price = line.unit_cost;
    if (item.is_return && parse_date(line.original_invoice_date)) {
        item.original = transaction_id(line.original_retail_store_id, line.original_invoice_number,
                                       line.original_invoice_date, rules);
    }
    item.disposal = line.return_disposition_code;
    item.reason = line.return_reason;
    return item;
}

/// Where nothing was taken off, the regular price follows the units': a hundredth of rounding is not a
/// discount.
void set_prices(poslog::ItemLine& item, const InvoiceLine& line, Money price) {
    const Money regular = line.regular_price.value_or(line.price);
    item.actual_unit_price = price;
    item.regular_unit_price = regular == line.price ? price : regular;
    if (item.regular_unit_price == price) return;
    item.price_modifier =
        poslog::PriceModifier{(item.regular_unit_price - price).abs(), price > item.regular_unit_price,
                              line.promotion, line.price_override_reason};
}

void set_quantity(poslog::ItemLine& item, const Units& units, const SalesRules& rules) {
    const Direction direction = direction_of(units.quantity);
    item.quantity = rules.sign_rule.sent(units.quantity, direction);
    item.extended_amount = rules.sign_rule.sent(units.price * units.quantity, direction);
}

}  // namespace

// OA has no registers. The company number stands for one, so that two companies that share a location never
// share a transaction's identity.
poslog::TransactionId transaction_id(const std::string& retail_store_id, std::int64_t invoice_number,
                                     const std::string& invoice_date, const SalesRules& rules) {
    return {retail_store_id.empty() ? rules.default_location : retail_store_id,
            fmt::format("{:03}", rules.company), invoice_number, invoice_date};
}

void add_item_lines(const InvoiceLine& line, const SalesRules& rules, std::vector<poslog::ItemLine>& items) {
    const std::int64_t count = std::abs(line.quantity);
    const std::int64_t sign = line.quantity < 0 ? -1 : 1;
    const std::int64_t extended = line.extended_price.abs().hundredths();
    const Money price = Money::hundredths(extended / count);
    const std::int64_t dearer = extended % count;
    const auto add = [&](const Units& units) {
        if (units.quantity == 0) return;
        poslog::ItemLine& item = items.emplace_back(item_of(line, rules));
        set_prices(item, line, units.price);
        set_quantity(item, units, rules);
    };
    add({sign * dearer, price + Money::hundredths(1)});
    add({sign * (count - dearer), price});
}

poslog::ItemLine non_merchandise_line(Money amount, const SalesRules& rules) {
    const Direction direction = direction_of(amount);
    const std::int64_t sign = direction == Direction::kReturn ? -1 : 1;
    poslog::ItemLine item;
    item.is_return = direction == Direction::kReturn;
    item.item_id = rules.non_merchandise_item;
    item.regular_unit_price = amount.abs();
    item.actual_unit_price = amount.abs();
    set_quantity(item, {sign, amount.abs()}, rules);
    return item;
}

}  // namespace oa
