#include "sales/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <tuple>

#include "base/date.hpp"
#include "base/text.hpp"

namespace oa {

namespace {

using Problem = std::optional<std::string>;

// Eleven positions with two decimals, the widest amount of the screens; with quantities of at most seven
// positions no sum or product of an invoice can overflow.
constexpr Money kLargestAmount = Money::hundredths(99'999'999'999);
constexpr std::int64_t kLargestQuantity = 9'999'999;

bool is_absurd(Money amount) {
    return amount > kLargestAmount || amount < Money::hundredths(-99'999'999'999);
}

/// Whose amounts are looked at: they have its sign.
struct Side {
    std::string_view name;
    Direction direction;
};

Side side_of(const Invoice& invoice) {
    if (invoice.is_credit) return {"a return (credit) invoice", Direction::kReturn};
    return {"a sales (debit) invoice", Direction::kSale};
}

/// Of an exchange, where the sale and the return are on one invoice, a line can be of the other side.
Side side_of(const InvoiceLine& line, const Invoice& invoice) {
    const Side side = side_of(invoice);
    const Direction direction = direction_of(line.quantity);
    if (direction == side.direction) return side;
    if (direction == Direction::kReturn) return {"a returned line of a sales (debit) invoice", direction};
    return {"a sold line of a return (credit) invoice", direction};
}

Problem amount_problem(std::string_view what, Money amount, const Side& side) {
    if (is_absurd(amount)) return fmt::format("the {} of {} is beyond any invoice", what, to_string(amount));
    if (amount.is_zero() || direction_of(amount) == side.direction) return std::nullopt;
    return fmt::format("{} cannot have the {} of {}", side.name, what, to_string(amount));
}

/// Whether the line goes the other way than the invoice, and its extended price with it.
bool is_exchanged(const InvoiceLine& line, const Side& invoice) {
    const Direction direction = direction_of(line.quantity);
    return direction != invoice.direction && !line.extended_price.is_zero() &&
           direction_of(line.extended_price) == direction;
}

Problem customer_problem(const Invoice& invoice) {
    if (invoice.customer) return std::nullopt;
    if (invoice.sold_to_is_ghost) {
        return fmt::format(
            "the sold-to customer {} of order {} is a Ghost, and which customer took its place is not known",
            invoice.sold_to_customer, invoice.order_number);
    }
    return fmt::format("the sold-to customer {} of order {} is missing", invoice.sold_to_customer,
                       invoice.order_number);
}

/// Handling and tax of an exchange can go either way: they are held against the lines.
Problem header_amount_problem(const Invoice& invoice) {
    const Side side = side_of(invoice);
    const bool is_exchange = std::any_of(invoice.lines.begin(), invoice.lines.end(),
                                         [&](const InvoiceLine& line) { return is_exchanged(line, side); });
    const std::tuple<std::string_view, Money, bool> amounts[] = {
        {"merchandise amount", invoice.merchandise_amount, true},
        {"freight amount", invoice.freight_amount, true},
        {"additional freight amount", invoice.additional_freight_amount, true},
        {"handling amount", invoice.handling_amount, !is_exchange},
        {"tax amount", invoice.tax_amount, !is_exchange},
        {"freight tax amount", invoice.freight_tax_amount, true},
    };
    for (const auto& [what, amount, has_side] : amounts) {
        const Side wanted = has_side ? side : Side{side.name, direction_of(amount)};
        if (auto problem = amount_problem(what, amount, wanted)) return problem;
    }
    return std::nullopt;
}

Problem date_problem(const Invoice& invoice, Date today) {
    const auto date = parse_date(invoice.invoice_date);
    if (!date) return fmt::format("'{}' is not an invoice date", invoice.invoice_date);
    if (*date > today) {
        return fmt::format("its invoice date {} is in the future (today is {})", invoice.invoice_date,
                           to_string(today));
    }
    if (invoice.created_at.empty()) return std::nullopt;
    const auto created_at = parse_timestamp(invoice.created_at);
    if (!created_at) return fmt::format("'{}' is not a creation time", invoice.created_at);
    if (date_of(*created_at) > today) {
        return fmt::format("its creation time {} is in the future (today is {})", invoice.created_at,
                           to_string(today));
    }
    return std::nullopt;
}

/// What would be sent under a wrong code: money in a currency that OA does not know, sales of a store under
/// the default location.
Problem code_problem(const Invoice& invoice, const SalesRules& rules) {
    if (!invoice.unknown_store_code.empty()) {
        return fmt::format(
            "order {} was taken at store '{}', which Store Cross Reference (WSCR) does not have",
            invoice.order_number, invoice.unknown_store_code);
    }
    if (!invoice.currency_code.empty() && !invoice.currency_exists) {
        return fmt::format("the Currency table (WCUR) has no currency '{}', which order {} is in",
                           invoice.currency_code, invoice.order_number);
    }
    if (invoice.currency_code.empty() && !rules.local_currency_exists) {
        return fmt::format(
            "the Currency table (WCUR) has no currency '{}', which A55 Local Currency Code names",
            rules.local_currency);
    }
    return std::nullopt;
}

Problem header_problem(const Invoice& invoice, const SalesRules& rules) {
    if (!invoice.order_exists) return fmt::format("there is no order {}", invoice.order_number);
    if (auto problem = customer_problem(invoice)) return problem;
    if (auto problem = date_problem(invoice, rules.today)) return problem;
    if (auto problem = code_problem(invoice, rules)) return problem;
    if (auto problem = header_amount_problem(invoice)) return problem;
    // An additional charge of a sale can be a discount, that of a return a restocking fee: both signs are
    // real.
    for (const Money amount : {invoice.additional_charge_amount, invoice.total_amount}) {
        if (is_absurd(amount)) {
            return fmt::format("an additional charge or total of {} is beyond any invoice",
                               to_string(amount));
        }
    }
    return std::nullopt;
}

/// The price of a unit is the extended price divided by the quantity, rounded: it may miss by half a
/// hundredth each.
bool extends(const InvoiceLine& line) {
    const Money missing = (line.price * line.quantity - line.extended_price).abs();
    return missing * 2 <= Money::hundredths(std::abs(line.quantity));
}

Problem line_amount_problem(const InvoiceLine& line, const Invoice& invoice) {
    const Side side = side_of(line, invoice);
    const bool goes_with_invoice = direction_of(line.quantity) == side_of(invoice).direction;
    if (line.quantity > kLargestQuantity || line.quantity < -kLargestQuantity || line.quantity == 0 ||
        (!goes_with_invoice && !is_exchanged(line, side_of(invoice)))) {
        return fmt::format("{} cannot have the quantity of {}", side_of(invoice).name, line.quantity);
    }
    const Side unit = {side.name, Direction::kSale};
    const std::tuple<std::string_view, Money, Side> amounts[] = {
        {"price", line.price, unit},
        {"regular price", line.regular_price.value_or(Money()), unit},
        {"unit cost", line.unit_cost.value_or(Money()), unit},
        {"extended price", line.extended_price, side},
        {"handling amount", line.handling_amount, side},
        {"tax amount", line.tax_amount, side},
    };
    for (const auto& [what, amount, wanted] : amounts) {
        if (auto problem = amount_problem(what, amount, wanted)) return problem;
    }
    if (!extends(line)) {
        return fmt::format("{} of {} do not extend to {}", line.quantity, to_string(line.price),
                           to_string(line.extended_price));
    }
    return std::nullopt;
}

Problem item_problem(const InvoiceLine& line, ItemIdKind kind) {
    if (!line.item_exists) return fmt::format("there is no item {}", line.item);
    if (!line.sku_code.empty() && !line.sku_exists) {
        return fmt::format("item {} has no SKU {}", line.item, line.sku_code);
    }
    if (to_xml_text(item_id(line, kind)).changed)
        return "its item code holds a character that XML cannot carry";
    return std::nullopt;
}

Problem lines_problem(const Invoice& invoice, const Selection& selection, ItemIdKind kind) {
    const auto of_line = [](const InvoiceLine& line, const std::string& problem) {
        return fmt::format("line {}: {}", line.sequence_number, problem);
    };
    for (const InvoiceLine& line : invoice.lines) {
        if (const auto problem = line_amount_problem(line, invoice)) return of_line(line, *problem);
    }
    for (const InvoiceLine* line : selection.lines) {
        if (const auto problem = item_problem(*line, kind)) return of_line(*line, *problem);
    }
    return std::nullopt;
}

Problem difference(std::string_view what, Money found, Money stated) {
    if (found == stated) return std::nullopt;
    return fmt::format("{} {}, the invoice header says {}", what, to_string(found), to_string(stated));
}

Problem totals_problem(const Invoice& invoice) {
    Money merchandise;
    Money handling;
    Money tax = invoice.freight_tax_amount;
    for (const InvoiceLine& line : invoice.lines) {
        merchandise += line.extended_price;
        handling += line.handling_amount;
        tax += line.tax_amount;
    }
    const Money total = merchandise + invoice.freight_amount + invoice.additional_freight_amount + handling +
                        invoice.additional_charge_amount + tax;
    if (auto problem =
            difference("the lines' merchandise adds up to", merchandise, invoice.merchandise_amount)) {
        return problem;
    }
    if (auto problem = difference("the lines' handling adds up to", handling, invoice.handling_amount))
        return problem;
    if (auto problem = difference("the tax adds up to", tax, invoice.tax_amount)) return problem;
    return difference("the amounts add up to", total, invoice.total_amount);
}

Problem payments_problem(const Invoice& invoice) {
    Money paid;
    for (const InvoicePayment& payment : invoice.payments) {
        if (!payment.pay_type) {
            return fmt::format("order {} has no payment method {}", invoice.order_number,
                               payment.opm_sequence);
        }
        if (!payment.pay_category) return fmt::format("there is no pay type {}", *payment.pay_type);
        if (payment.store_tender.empty()) {
            return fmt::format("pay type {} has no store tender; define one in Working with Pay Types (WPAY)",
                               *payment.pay_type);
        }
        if (is_absurd(payment.amount))
            return fmt::format("a tender of {} is beyond any invoice", to_string(payment.amount));
        paid += payment.amount;
    }
    return difference("the tenders add up to", paid, invoice.total_amount);
}

}  // namespace

std::string item_id(const InvoiceLine& line, ItemIdKind kind) {
    if (kind == ItemIdKind::kXref) return std::string(trim(line.retail_reference_number));
    std::string id(trim(line.item));
    for (const std::string& element : split_list(line.sku_code)) id.append("-").append(element);
    return id;
}

std::vector<const InvoiceLine*> lines_without_reference(const Selection& selection, ItemIdKind kind) {
    std::vector<const InvoiceLine*> lines;
    if (kind != ItemIdKind::kXref) return lines;
    std::copy_if(selection.lines.begin(), selection.lines.end(), std::back_inserter(lines),
                 [](const InvoiceLine* line) { return trim(line->retail_reference_number).empty(); });
    return lines;
}

std::optional<std::string> problem_with(const Invoice& invoice, const Selection& selection,
                                        const SalesRules& rules) {
    if (auto problem = header_problem(invoice, rules)) return problem;
    if (auto problem = lines_problem(invoice, selection, rules.item_id_kind)) return problem;
    if (auto problem = totals_problem(invoice)) return problem;
    return payments_problem(invoice);
}

}  // namespace oa
