#include "sales/selection.hpp"

#include <algorithm>

namespace oa {

namespace {

/// "Excluded sales (debit) invoices".
bool is_cross_channel(const Invoice& invoice, const SalesRules& rules) {
    const auto& types = rules.cross_channel_types;
    return !invoice.is_credit &&
           std::find(types.begin(), types.end(), invoice.obr_delivery_type) != types.end();
}

/// Suppress refund counts on what this invoice gives back: the order can have been paid by other methods,
/// too.
bool suppresses_refund(const Invoice& invoice) {
    return invoice.is_credit &&
           std::any_of(invoice.payments.begin(), invoice.payments.end(), [](const InvoicePayment& payment) {
               return payment.suppress_refund && payment.amount <= Money();
           });
}

/// "Excluded return (credit) invoices", for one line of an invoice whose refund is suppressed.
bool is_suppressed_return(const InvoiceLine& line, const SalesRules& rules) {
    return line.quantity < 0 && !rules.excluded_disposition_code.empty() &&
           line.return_disposition_code == rules.excluded_disposition_code;
}

}  // namespace

std::string_view to_string(Exclusion exclusion) {
    switch (exclusion) {
        case Exclusion::kNone: return "none";
        case Exclusion::kCrossChannel: return "cross_channel";
        case Exclusion::kSuppressedReturn: return "suppressed_return";
        case Exclusion::kNoMerchandise: return "no_merchandise";
    }
    return "none";
}

Selection select_lines(const Invoice& invoice, const SalesRules& rules) {
    Selection selection;
    if (is_cross_channel(invoice, rules)) {
        selection.exclusion = Exclusion::kCrossChannel;
        return selection;
    }
    const bool is_refund_suppressed = suppresses_refund(invoice);
    for (const InvoiceLine& line : invoice.lines) {
        if (!is_refund_suppressed || !is_suppressed_return(line, rules)) selection.lines.push_back(&line);
    }
    if (selection.lines.empty() && !invoice.lines.empty()) {
        selection.exclusion = Exclusion::kSuppressedReturn;
    } else if (rules.merchandise_only && selection.lines.empty() && invoice.tax_amount.is_zero()) {
        selection.exclusion = Exclusion::kNoMerchandise;
    }
    return selection;
}

}  // namespace oa
