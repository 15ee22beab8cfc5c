#pragma once

#include <string_view>
#include <vector>

#include "sales/invoice_rows.hpp"
#include "sales/rules.hpp"

namespace oa {

/// Why an invoice stays out of the sales feed by a rule. It stays blank and is looked at again by the next
/// run.
enum class Exclusion {
    kNone,
    kCrossChannel,      ///< debit; the ship-to's OBR Delivery Type is in L35
    kSuppressedReturn,  ///< credit; all lines have the disposition code M22 and the refund is suppressed
    kNoMerchandise,     ///< L36 selected, and it has neither merchandise nor tax
};

std::string_view to_string(Exclusion exclusion);

/// The lines of an invoice that are sent; pointers into the invoice.
struct Selection {
    Exclusion exclusion = Exclusion::kNone;
    std::vector<const InvoiceLine*> lines;
};

/// The selection rules of Customer Engagement Integration, Customer Engagement Sales Feed, step 3. Where a
/// credit invoice mixes disposition codes, only the lines with another code than M22 are sent.
Selection select_lines(const Invoice& invoice, const SalesRules& rules);

}  // namespace oa
