#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "payment/payment_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A row of Authorization History.
struct Authorization {
    CardPaymentKey payment;
    std::int64_t sequence = 0;
    /// S = sent, A = authorized, D = declined, O = authorized, but not used, V = voided, E = what became of
    /// it must be found out
    std::string status;
    std::string auth_service;
    Money amount;
    std::string currency;
    Money deposited, reversed;         ///< what deposits and reversals took, or are about to take
    std::string authorization_number;  ///< the Activity ID
    std::string authorization_date, expiration_date;  ///< blank expiration date: it does not expire
    std::string response_code;
    std::string sent_at, answered_at;

    /// What can still be deposited or reversed.
    Money open() const { return amount - deposited - reversed; }
    bool is_expired(std::string_view today) const {
        return !expiration_date.empty() && expiration_date < today;
    }
};

/// Its RTPTransactionID, the same whenever it is asked for: company 3, order 8, payment 2, authorization 3
/// digits, as the merchantReference of a CWAuthorizationRequest.
std::string transaction_id(int company, const Authorization& authorization);

/// The Authorization History of a company. What changes rows is to be called within a write transaction.
class Authorizations {
  public:
    Authorizations(Database& database, int company);

    /// Those of a payment, in order.
    std::vector<Authorization> of(const CardPaymentKey& payment);
    std::optional<Authorization> authorization(const CardPaymentKey& payment, std::int64_t sequence);

    /// Those sent to this service whose answer was not taken in, after this one, in order, at most `limit`;
    /// of one order where `order_number` is not 0.
    std::vector<Authorization> sent_after(const CardPaymentKey& payment, std::int64_t sequence,
                                          std::string_view service, std::int64_t order_number,
                                          std::int64_t limit);

    /// The payment whose authorization has this Activity ID; nothing when none has.
    std::optional<CardPaymentKey> payment_of(std::string_view authorization_number);

    /// Those of status E, in order.
    std::vector<Authorization> held();

    /// Payments after this one that what is authorized or under way does not cover, through this service and
    /// not held for a person; in order, at most `limit`.
    std::vector<CardPaymentKey> uncovered_after(const CardPaymentKey& payment, std::string_view service,
                                                std::string_view today, std::int64_t limit);

    /// The highest sequence number of a payment; 0 for none.
    std::int64_t last_sequence(const CardPaymentKey& payment);

    void add(const Authorization& authorization);
    /// All but the key takes the values of `authorization`.
    void update(const Authorization& authorization);
    void remove(const Authorization& authorization);

  private:
    Database& database_;
    int company_;
    Statement of_, last_;
    std::optional<Statement> add_, update_;  ///< made when needed: a dry run may not prepare them
};

}  // namespace oa
