#include "sales/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

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

Problem amount_problem(std::string_view what, Money amount, bool is_credit) {
    if (is_absurd(amount)) return fmt::format("the {} of {} is beyond any invoice", what, to_string(amount));
    const bool wrong_sign = is_credit ? amount > Money() : amount < Money();
    if (!wrong_sign) return std::nullopt;
    return fmt::format("a {} invoice cannot have the {} of {}",
                       is_credit ? "return (credit)" : "sales (debit)", what, to_string(amount));
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

Problem header_problem(const Invoice& invoice) {
    if (!invoice.order_exists) return fmt::format("there is no order {}", invoice.order_number);
    if (auto problem = customer_problem(invoice)) return problem;
    if (!parse_date(invoice.invoice_date))
        return fmt::format("'{}' is no invoice date", invoice.invoice_date);
    if (!invoice.created_at.empty() && !parse_timestamp(invoice.created_at)) {
        return fmt::format("'{}' is no creation time", invoice.created_at);
    }
    const bool credit = invoice.is_credit;
    if (auto problem = amount_problem("merchandise amount", invoice.merchandise_amount, credit))
        return problem;
    if (auto problem = amount_problem("freight amount", invoice.freight_amount, credit)) return problem;
    if (auto problem =
            amount_problem("additional freight amount", invoice.additional_freight_amount, credit)) {
        return problem;
    }
    if (auto problem = amount_problem("handling amount", invoice.handling_amount, credit)) return problem;
    if (auto problem = amount_problem("tax amount", invoice.tax_amount, credit)) return problem;
    if (auto problem = amount_problem("freight tax amount", invoice.freight_tax_amount, credit))
        return problem;
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

Problem line_amount_problem(const InvoiceLine& line, bool is_credit) {
    if (line.quantity > kLargestQuantity || line.quantity < -kLargestQuantity || line.quantity == 0 ||
        (line.quantity < 0) != is_credit) {
        return fmt::format("a {} invoice cannot have the quantity of {}",
                           is_credit ? "return (credit)" : "sales (debit)", line.quantity);
    }
    if (auto problem = amount_problem("price", line.price, false)) return problem;
    if (auto problem = amount_problem("regular price", line.regular_price.value_or(Money()), false))
        return problem;
    if (auto problem = amount_problem("unit cost", line.unit_cost.value_or(Money()), false)) return problem;
    if (auto problem = amount_problem("extended price", line.extended_price, is_credit)) return problem;
    if (auto problem = amount_problem("handling amount", line.handling_amount, is_credit)) return problem;
    if (auto problem = amount_problem("tax amount", line.tax_amount, is_credit)) return problem;
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
    const std::string id = item_id(line, kind);
    if (id.empty()) {
        return fmt::format(
            "item {}{}{} has no retail reference number, which L38 ORCE Integration Item ID = XREF sends",
            line.item, line.sku_code.empty() ? "" : " SKU ", line.sku_code);
    }
    if (to_xml_text(id).changed) return "its item code holds a character that XML cannot carry";
    return std::nullopt;
}

Problem lines_problem(const Invoice& invoice, const Selection& selection, ItemIdKind kind) {
    const auto of_line = [](const InvoiceLine& line, const std::string& problem) {
        return fmt::format("line {}: {}", line.sequence_number, problem);
    };
    for (const InvoiceLine& line : invoice.lines) {
        if (const auto problem = line_amount_problem(line, invoice.is_credit)) return of_line(line, *problem);
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

std::optional<std::string> problem_with(const Invoice& invoice, const Selection& selection,
                                        const SalesRules& rules) {
    if (auto problem = header_problem(invoice)) return problem;
    if (auto problem = lines_problem(invoice, selection, rules.item_id_kind)) return problem;
    if (auto problem = totals_problem(invoice)) return problem;
    return payments_problem(invoice);
}

}  // namespace oa
