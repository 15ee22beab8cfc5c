#pragma once

#include <libxml/tree.h>

#include <cstdint>
#include <optional>
#include <string>

namespace oa::sandbox {

/// The root element of a POSLog file.
inline constexpr const char* kPoslogRoot = "POSLog";

/// What Customer Engagement knows a transaction by, and what it is worth.
struct PoslogTransaction {
    std::string retail_store_id;
    std::string workstation_id;
    std::string sequence_number;
    std::string business_day_date;
    std::optional<std::int64_t> grand_amount_hundredths;
    std::string currency_code;
    std::string content_hash;  ///< the same for the same content, however it is laid out
};

/// Reads one `Transaction` element; none when the element is another.
std::optional<PoslogTransaction> read_transaction(const xmlNode& element);

}  // namespace oa::sandbox
