#include "sales/without_reference.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace oa {

void tell_skus_without_reference(
    InvoiceFeed& feed, std::int64_t invoice_count,
    const std::function<void(const std::string& subject, const std::string& message)>& tell) {
    std::int64_t sku_count = 0;
    feed.skus_without_reference([&](const SkuWithoutReference& sku) {
        ++sku_count;
        tell(fmt::format("item {}{}{}", sku.item, sku.sku_code.empty() ? "" : " SKU ", sku.sku_code),
             fmt::format("it has no retail reference number, which L38 ORCE Integration Item ID = XREF "
                         "sends; that holds back {}",
                         counted(sku.invoice_count, "invoice")));
    });
    if (sku_count == 0) return;
    tell("", fmt::format("{} without a retail reference number {} back {}: load their numbers with oa-store "
                         "load --replace sku.csv (columns company, item, sku_code, "
                         "retail_reference_number), and run the job again",
                         counted(sku_count, "SKU"), sku_count == 1 ? "holds" : "hold",
                         counted(invoice_count, "invoice")));
}

}  // namespace oa
