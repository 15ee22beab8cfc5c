#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "card/authorization_service_rows.hpp"
#include "card/money_run.hpp"
#include "payment/authorization_rows.hpp"
#include "payment/card_transactions.hpp"
#include "payment/payment_rows.hpp"
#include "payment/reversal_rows.hpp"
#include "payment/reverse.hpp"
#include "store/settings.hpp"

namespace oa {

/// The reversals that are ready, whatever made them, and those whose answer was not taken in, as a money job
/// (Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle Retail
/// Customer Engagement: Authorization Reversal).
class Reversing : public MoneyJob {
  public:
    Reversing(Session& session, const Settings& settings, const AuthorizationService& bureau,
              ReverseResult& result);

    bool read_ahead() override;
    std::optional<MoneyItem> next() override;
    void record(MoneyItem& item, const std::string& sent_at) override;
    void take(const MoneyItem& item, const MoneyOutcome& outcome) override;

    /// Counts what would be asked about and sent, without changing anything.
    void count();

  private:
    /// Nothing for one that is done meanwhile, or that cannot be sent: that is reported.
    std::optional<MoneyItem> item_of(const Reversal& reversal);
    void approve(Reversal& reversal, Authorization& authorization, const MoneyOutcome& outcome);
    void decline(Reversal& reversal, Authorization& authorization, const MoneyOutcome& outcome);
    /// The authorization is not good any more: nothing of it is held at the service bureau.
    void close(Reversal& reversal, Authorization& authorization, std::string_view code);
    void left_behind(const Reversal& reversal, std::string_view reason);

    Session& session_;
    AuthorizationService bureau_;
    ReverseResult& result_;
    CardTransactions transactions_;
    CardPayments payments_;
    Authorizations authorizations_;
    Reversals reversals_;
    std::string today_;
    std::deque<std::int64_t> ready_;  ///< read ahead
    std::int64_t last_number_ = 0;    ///< as far as was read ahead
    std::map<std::int64_t, Reversal> under_way_;
};

}  // namespace oa
