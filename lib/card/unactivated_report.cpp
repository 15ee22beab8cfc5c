#include "card/unactivated_report.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "card/number_reader.hpp"

namespace oa {

std::string unactivated_reason(const StoredValueCard& card) {
    if (!card.response_code.empty()) return "declined";
    return card.card_number.empty() ? "no number" : "not answered";
}

ExitCode report_unactivated_cards(Database& database, int company, Log& log,
                                  const std::function<void(const UnactivatedOrder&)>& row,
                                  UnactivatedResult& result) {
    Transaction snapshot(database, Transaction::Kind::kRead);
    CardNumberReader reader(database, company, log);
    list_unactivated_cards(database, company, [&](const UnactivatedOrder& order) {
        UnactivatedOrder masked = order;
        for (StoredValueCard& card : masked.cards) {
            const bool is_declined = !card.response_code.empty();
            ++(is_declined                ? result.declined
               : card.card_number.empty() ? result.without_number
                                          : result.unanswered);
            const auto number = reader.read(card);
            card.card_number = number ? reader.masked(*number) : kUnreadableCardNumber;
        }
        ++result.orders;
        row(masked);
    });
    snapshot.commit();
    result.unreadable = reader.unreadable();
    return result.unreadable == 0 ? ExitCode::kDone : ExitCode::kRowsLeft;
}

std::string summary_of(const UnactivatedResult& result) {
    return fmt::format("unactivated cards of {}: {} declined, {} not answered, {} without a number",
                       counted(result.orders, "order"), result.declined, result.unanswered,
                       result.without_number);
}

}  // namespace oa
