#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "card/authorization_service_rows.hpp"
#include "card/money_run.hpp"
#include "payment/authorization_rows.hpp"
#include "payment/authorize.hpp"
#include "payment/card_transactions.hpp"
#include "payment/payment_rows.hpp"
#include "store/settings.hpp"

namespace oa {

/// Which payments are looked at, and what of each must be covered by authorizations.
struct AuthorizationNeeds {
    /// The payments after this one, in order, a few at once; none when there are no more.
    std::function<std::vector<CardPaymentKey>(const CardPaymentKey& after)> payments_after;
    std::function<Money(const CardPayment& payment)> need;
    std::int64_t order_number = 0;  ///< 0: of all orders, what is under way is asked about
};

/// The authorizations that payments lack, as a money job: the batch needs what is still to be charged, a
/// deposit what was billed.
class Authorizing : public MoneyJob {
  public:
    Authorizing(Session& session, const Settings& settings, const AuthorizationService& bureau,
                AuthorizationNeeds needs, AuthorizeResult& result);

    bool read_ahead() override;
    std::optional<MoneyItem> next() override;
    void record(MoneyItem& item, const std::string& sent_at) override;
    void take(const MoneyItem& item, const MoneyOutcome& outcome) override;

    /// Counts what would be asked about and sent, without changing anything.
    void count();

  private:
    bool read_sent();
    /// Nothing for one that is covered, or that cannot be sent: that is reported.
    std::optional<Authorization> lacking(const CardPayment& payment);
    Money covered(const std::vector<Authorization>& authorizations) const;
    /// Nothing for a card number that cannot be read: that is reported.
    std::optional<MoneyItem> item_of(const Authorization& authorization, const CardPayment& payment);
    void approve(Authorization& authorization, const MoneyOutcome& outcome);
    void decline(Authorization& authorization, const MoneyOutcome& outcome);
    void left_behind(const CardPaymentKey& key, std::string_view reason);

    Session& session_;
    const Settings& settings_;
    AuthorizationService bureau_;
    AuthorizationNeeds needs_;
    AuthorizeResult& result_;
    CardTransactions transactions_;
    CardPayments payments_;
    Authorizations authorizations_;
    std::string today_;
    std::deque<Authorization> sent_;   ///< read ahead: to be asked about
    std::deque<CardPaymentKey> keys_;  ///< read ahead
    Authorization last_sent_;          ///< as far as was read ahead
    CardPaymentKey last_key_;
    bool all_sent_read_ = false;
    std::map<std::int64_t, Authorization> under_way_;  ///< by the id of their item
    /// The bureau's answer to what was sent before: the next run asks for those again, not this one.
    std::set<CardPaymentKey> declined_;
    std::int64_t last_id_ = 0;
};

}  // namespace oa
