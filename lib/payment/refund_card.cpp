#include "payment/refund_card.hpp"

#include <fmt/format.h>

#include "card/stored_value_card_rows.hpp"
#include "payment/deposit.hpp"
#include "payment/refund_card_rows.hpp"

namespace oa {

namespace {

constexpr std::int64_t kStoredValueCard = 4;
constexpr std::int64_t kLastLine = 99'999;

RefundItem required_item(Database& database, int company, const CardPayment& payment) {
    const std::int64_t named = payment.alternate_pay_type;
    RefundItem item;
    if (named != 0) item = refund_item(database, company, named);
    if (item.item.empty()) item = refund_item(database, company, payment.pay_type);
    if (item.item.empty() || !item.is_stored_value_card) {
        throw Error(
            ExitCode::kConfiguration,
            fmt::format("pay type {} has no stored value card item to refund by, and it stays due: set "
                        "refund_item of the pay type (Work with Pay Types, WPAY) to one",
                        named == 0 ? payment.pay_type : named));
    }
    return item;
}

}  // namespace

RefundWay refund_way(Database& database, int company, const CardPayment& payment) {
    if (payment.alternate_refund_category == kStoredValueCard) return RefundWay::kNewCard;
    if (payment.alternate_pay_type == 0) {
        return payment.alternate_refund_category == 0 ? RefundWay::kSameCard : RefundWay::kOther;
    }
    return pay_category(database, company, payment.alternate_pay_type) == kStoredValueCard
               ? RefundWay::kNewCard
               : RefundWay::kOther;
}

void add_refund_card(Session& session, Deposits& deposits, const BilledAmount& billed,
                     const CardPayment& payment) {
    Database& database = session.database();
    const RefundItem item = required_item(database, session.company(), payment);
    const std::int64_t line = last_order_line(database, session.company(), billed) + 1;
    if (line > kLastLine) {
        throw Error(ExitCode::kConfiguration,
                    fmt::format("order {} has {} lines, the most there can be; refund it another way",
                                billed.order_number, kLastLine));
    }
    add_refund_line(database, session.company(), billed, line, item);
    deposits.set_status(billed.key, "A");
    add_order_history(database, session.company(), billed.order_number, to_string(session.clock().now()),
                      kDepositJob.job,
                      fmt::format("refund of {} of invoice {} by stored value card: line {} was added",
                                  to_string(billed.rest()), billed.key.invoice_number, line));
}

}  // namespace oa
