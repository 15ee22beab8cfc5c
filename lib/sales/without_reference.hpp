#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "sales/invoice_rows.hpp"

namespace oa {

/// Tells the SKUs without a retail reference number that the feed has noted, each once with the number of the
/// invoices that it holds back, and in the end what to do. `invoice_count`: of all of them. `subject` is
/// blank in the end. Tells nothing when none was noted.
void tell_skus_without_reference(
    InvoiceFeed& feed, std::int64_t invoice_count,
    const std::function<void(const std::string& subject, const std::string& message)>& tell);

}  // namespace oa
