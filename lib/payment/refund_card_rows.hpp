#pragma once

#include <cstdint>
#include <string>

#include "payment/deposit_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The item by which a pay type refunds (Work with Pay Types, WPAY).
struct RefundItem {
    std::string item, sku_code;
    bool is_stored_value_card = false;
};

/// Blank where the pay type has none, or is not there.
RefundItem refund_item(Database& database, int company, std::int64_t pay_type);

/// 0 when there is no such pay type.
std::int64_t pay_category(Database& database, int company, std::int64_t pay_type);

/// The highest line number of the ship-to that was billed; 0 when it has none.
std::int64_t last_order_line(Database& database, int company, const BilledAmount& billed);

/// Within a write transaction: a line at no charge, with what is left of the refund to be put on the card. An
/// order that is closed is open again.
void add_refund_line(Database& database, int company, const BilledAmount& billed, std::int64_t line,
                     const RefundItem& item);

}  // namespace oa
