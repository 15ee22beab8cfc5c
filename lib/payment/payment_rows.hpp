#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// The hold reason of a payment by a card whose balance does not reach (Customer Engagement Integration,
/// Response codes: "INSUFFICIENT_FUNDS ... must be assigned a hold reason code of SV").
inline constexpr std::string_view kInsufficientFundsHold = "SV";

/// Which payment method of which order.
struct CardPaymentKey {
    std::int64_t order_number = 0;
    std::int64_t opm_sequence = 0;

    friend auto operator<=>(const CardPaymentKey&, const CardPaymentKey&) = default;
};

/// A payment method of an order whose pay type is a stored value card (pay category 4; Work with Pay Types,
/// WPAY), with what its pay type and its order say of it. The card number is as it is stored.
struct CardPayment {
    CardPaymentKey key;
    std::string card_number;
    std::optional<Money> amount_to_charge;  ///< nothing for the catch-all
    Money amount_charged;                   ///< confirmed deposits
    bool is_deactivated = false;
    bool is_active = false;        ///< neither deactivated nor of a cancelled order
    std::string hold_reason_code;  ///< its own
    std::string order_status;      ///< H = held
    std::string order_hold_reason_code;
    std::int64_t pay_type = 0;
    std::string authorization_service, deposit_service;
    std::int64_t reauthorization_days = 0;  ///< 0: an authorization does not expire
    std::int64_t alternate_pay_type = 0;
    std::int64_t alternate_refund_category = 0;

    /// What is still to be charged to it, billed or not; zero for the catch-all.
    Money need() const;
    /// A hold that only a person releases; one for insufficient funds ends when the card has funds.
    bool waits_for_a_person() const;
};

/// Nothing when there is no such payment, or not by a stored value card.
class CardPayments {
  public:
    CardPayments(Database& database, int company);

    std::optional<CardPayment> payment(const CardPaymentKey& key);
    /// Those of an order by stored value cards, after this one.
    std::vector<CardPaymentKey> of_order_after(std::int64_t order_number, std::int64_t opm_sequence);

    /// Within a write transaction: the payment is held for this reason, and so is its order (status H)
    /// unless that is held already.
    void hold(const CardPaymentKey& key, std::string_view reason);
    /// The same: the hold of a payment by a card without funds is released, and that of its order where no
    /// other payment is held so.
    void release_insufficient_funds(const CardPaymentKey& key);

  private:
    Database& database_;
    int company_;
    Statement payment_;
};

}  // namespace oa
