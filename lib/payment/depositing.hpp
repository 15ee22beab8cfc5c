#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "card/authorization_service_rows.hpp"
#include "card/money_run.hpp"
#include "payment/card_transactions.hpp"
#include "payment/deposit.hpp"
#include "payment/deposit_answer.hpp"
#include "payment/payment_rows.hpp"
#include "payment/refund_card.hpp"
#include "store/settings.hpp"

namespace oa {

/// The deposits and credits that are due, as a money job. Of an invoice payment one request is under way at a
/// time; one that needs several authorizations is gone on with when the answer is there.
class Depositing : public MoneyJob {
  public:
    Depositing(Session& session, const Settings& settings, const AuthorizationService& bureau,
               DepositResult& result);

    bool read_ahead() override;
    std::optional<MoneyItem> next() override;
    void record(MoneyItem& item, const std::string& sent_at) override;
    void take(const MoneyItem& item, const MoneyOutcome& outcome) override;

    /// Counts what is due, without changing anything.
    void count();

  private:
    bool read_sent();
    /// Nothing for one that is not due any more, is not sent, or cannot be: that is reported.
    std::optional<MoneyItem> next_of(const InvoicePaymentKey& key);
    std::optional<Deposit> deposit_of(const BilledAmount& billed);
    /// The Activity ID that was entered for it, or its oldest open authorization.
    bool take_authorization(const BilledAmount& billed, Deposit& deposit);
    /// True when it is refunded by other means than to the same card: that is done, or reported.
    bool is_refunded_otherwise(const BilledAmount& billed, const CardPayment& payment);
    /// In a dry run.
    bool is_counted_otherwise(const BilledAmount& billed, const CardPayment& payment);
    std::optional<MoneyItem> item_of(const Deposit& deposit, const CardPayment& payment);
    void left_behind(const InvoicePaymentKey& key, std::string_view reason);

    Session& session_;
    const Settings& settings_;
    AuthorizationService bureau_;
    DepositResult& result_;
    CardTransactions transactions_;
    CardPayments payments_;
    Authorizations authorizations_;
    DepositAnswers answers_;
    std::string today_;
    std::deque<Deposit> sent_;            ///< read ahead: to be asked about
    std::deque<InvoicePaymentKey> keys_;  ///< read ahead, or to be gone on with
    std::int64_t last_sent_ = 0;          ///< as far as was read ahead
    InvoicePaymentKey last_key_;
    bool all_sent_read_ = false;
    std::map<std::int64_t, Deposit> under_way_;  ///< by the id of their item
    std::int64_t last_id_ = 0;
};

}  // namespace oa
