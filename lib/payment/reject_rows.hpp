#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payment/deposit_rows.hpp"
#include "store/sqlite.hpp"

namespace oa {

/// A row of the rejected deposits (Manage Rejected Deposits, SRDP).
struct RejectedDeposit {
    std::int64_t number = 0;
    std::string transaction_type;  ///< D = deposit, C = credit
    InvoicePaymentKey billed;
    std::int64_t order_number = 0;
    std::int64_t deposit_number = 0;
    Money amount;
    std::string response_code;
    std::string reject_date;
    std::string authorization_number;  ///< the Activity ID that was entered; blank for none
    /// blank = rejected, S = resubmitted, D = deposited since, C = confirmed by hand, R = rejected again, W =
    /// written off
    std::string status;
    std::string changed_by, changed_at;

    CardPaymentKey payment() const { return {order_number, billed.opm_sequence}; }
};

/// Which of them; what is blank does not matter.
struct RejectedSelection {
    std::string from, to;  ///< reject dates
    std::string reason;    ///< response code
    bool all = false;      ///< else those that wait for a person or for the next run
};

/// The rejected deposits of a company. What changes rows is to be called within a write transaction.
class RejectedDeposits {
  public:
    RejectedDeposits(Database& database, int company);

    std::vector<RejectedDeposit> list(const RejectedSelection& selection);
    std::optional<RejectedDeposit> reject(std::int64_t number);
    /// The one of an invoice payment that is resubmitted.
    std::optional<RejectedDeposit> resubmitted(const InvoicePaymentKey& key);

    /// Gives it the next number.
    void add(RejectedDeposit reject);
    /// Activity ID, status and who changed it when take the values of `reject`.
    void update(const RejectedDeposit& reject);

  private:
    std::vector<RejectedDeposit> read_all(Statement& query) const;

    Database& database_;
    int company_;
    Statement resubmitted_;
};

}  // namespace oa
