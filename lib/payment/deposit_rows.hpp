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

/// A payment method of an invoice.
struct InvoicePaymentKey {
    std::int64_t invoice_number = 0;
    std::int64_t opm_sequence = 0;

    friend auto operator<=>(const InvoicePaymentKey&, const InvoicePaymentKey&) = default;
};

/// A row of Invoice Payment Method (Processing Auto Deposits, SDEP): what an invoice charges to a payment of
/// its order, or refunds to it.
struct BilledAmount {
    InvoicePaymentKey key;
    std::int64_t order_number = 0;
    std::int64_t ship_to_number = 0;
    Money amount;                ///< negative on a credit invoice
    Money deposited;             ///< confirmed of it, without sign
    Money written_off;           ///< of it, without sign
    std::string deposit_status;  ///< blank = due

    CardPaymentKey payment() const { return {order_number, key.opm_sequence}; }
    bool is_credit() const { return amount.is_negative(); }
    /// What is still to be deposited, or credited, without sign.
    Money rest() const { return amount.abs() - deposited - written_off; }
};

/// A row of Deposit History.
struct Deposit {
    std::int64_t number = 0;
    std::string transaction_type;  ///< D = deposit, C = credit
    InvoicePaymentKey billed;
    std::int64_t order_number = 0;
    std::int64_t authorization_sequence = 0;  ///< 0: a credit, or an Activity ID that was entered
    std::string authorization_number;         ///< the Activity ID that it names
    std::string status;  ///< S = sent, C = confirmed, R = rejected, E = it must be found out
    std::string deposit_service;
    Money amount;
    std::string currency;
    std::string activity_id;  ///< its own
    std::string response_code;
    std::string sent_at, answered_at;

    CardPaymentKey payment() const { return {order_number, billed.opm_sequence}; }
    bool is_credit() const { return transaction_type == "C"; }
};

/// Its RTPTransactionID, the same whenever it is asked for: type, company 3, deposit number 12 digits.
std::string transaction_id(int company, const Deposit& deposit);

/// Invoice Payment Method and Deposit History of a company. What changes rows is to be called within a write
/// transaction.
class Deposits {
  public:
    Deposits(Database& database, int company);

    /// Status N for what is due of pay types without a deposit service, for amounts of zero, and for refunds
    /// that are suppressed; answers how many.
    std::int64_t pass_over();

    /// What is due of payments by stored value cards that this service deposits, after this one, in order, at
    /// most `limit`.
    std::vector<InvoicePaymentKey> due_after(const InvoicePaymentKey& key, std::string_view service,
                                             std::int64_t limit);
    /// Payments with a positive amount that is due after `key`, each once, at most `limit`; without those for
    /// which an Activity ID was entered. `key` goes on to the last that was read.
    std::vector<CardPaymentKey> payments_due_after(InvoicePaymentKey& key, std::string_view service,
                                                   std::int64_t limit);
    /// The sum of what is due so of a payment.
    Money due(const CardPaymentKey& payment);

    std::optional<BilledAmount> billed(const InvoicePaymentKey& key);
    /// Its deposit status, what is deposited of it, and the date of that where `date` is not blank.
    void set_status(const InvoicePaymentKey& key, std::string_view status);
    void add_deposited(const InvoicePaymentKey& key, Money amount, std::string_view date);
    /// Amount charged, or amount credited, of the payment grows.
    void add_charged(const CardPaymentKey& payment, bool is_credit, Money amount);

    std::int64_t last_number();
    std::optional<Deposit> deposit(std::int64_t number);
    /// Those of a service whose answer was not taken in, after this number, in order, at most `limit`.
    std::vector<Deposit> sent_after(std::int64_t number, std::string_view service, std::int64_t limit);
    /// Those of status E, in order.
    std::vector<Deposit> held();
    /// True when what became of a deposit of this authorization is not known yet.
    bool is_any_open(const CardPaymentKey& payment, std::int64_t authorization_sequence);

    void add(const Deposit& deposit);
    /// Status, activity ID, response code and times take the values of `deposit`.
    void update(const Deposit& deposit);
    void remove(const Deposit& deposit);

  private:
    Database& database_;
    int company_;
    Statement billed_, due_, last_, open_;
    /// Made when needed: a dry run may not prepare them.
    std::optional<Statement> add_, update_, set_status_, add_deposited_, add_charged_, add_credited_;
};

}  // namespace oa
