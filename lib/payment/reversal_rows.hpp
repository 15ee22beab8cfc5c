#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "payment/authorization_rows.hpp"
#include "payment/payment_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// Why an authorization is reversed.
inline constexpr std::string_view kReversedByCancellation = "C";
inline constexpr std::string_view kReversedByDeactivation = "D";
/// The rest of it after a smaller deposit (J20).
inline constexpr std::string_view kReversedByDeposit = "J";

/// A row of Stored Value Card Authorization Reversal.
struct Reversal {
    std::int64_t number = 0;
    CardPaymentKey payment;
    std::int64_t authorization_sequence = 0;
    std::string reason;  ///< C, D or J
    Money amount;
    /// R = ready, S = sent, C = complete, X = closed: the authorization had expired, E = what became of it
    /// must be found out
    std::string status;
    std::int64_t attempts = 0;  ///< requests that left, each another transaction
    std::string activity_id, response_code;
    std::string created_at, sent_at, answered_at;
};

/// Its RTPTransactionID: company 3, reversal number 12, attempt 3 digits. Another request after a decline is
/// another transaction.
std::string transaction_id(int company, const Reversal& reversal);

/// The reversals of a company. What changes rows is to be called within a write transaction.
class Reversals {
  public:
    Reversals(Database& database, int company);

    std::optional<Reversal> reversal(std::int64_t number);

    /// Those that are to be sent or asked about (R, S) through this service, after this one, in order, at
    /// most `limit`.
    std::vector<Reversal> open_after(std::int64_t number, std::string_view service, std::int64_t limit);

    /// Those of status E, in order.
    std::vector<Reversal> held();

    /// Payments after this one whose authorizations through this service that are open and not expired
    /// exceed what is still to be charged; in order, at most `limit`. Never one without an amount to charge
    /// that is still active.
    std::vector<CardPaymentKey> exceeding_after(const CardPaymentKey& payment, std::string_view service,
                                                std::string_view today, std::int64_t limit);

    /// What was billed to a payment and is not deposited yet, wholly or in part: due, sent, rejected or to
    /// be found out. It stays authorized.
    Money due(const CardPaymentKey& payment);

    /// True when a reversal of it is ready, sent or to be found out.
    bool is_waited_for(const Authorization& authorization);

    /// A new one that is ready; its amount is set aside in the authorization (reversed amount), which is
    /// stored. `amount`: at most what is open of it.
    void add(Authorizations& authorizations, Authorization& authorization, std::string_view reason,
             Money amount, std::string_view created_at);

    /// Status, attempts, activity ID, response and times take the values of `reversal`.
    void update(const Reversal& reversal);

  private:
    Database& database_;
    int company_;
    Statement reversal_, due_, waited_for_;
};

}  // namespace oa
