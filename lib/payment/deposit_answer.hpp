#pragma once

#include <string>
#include <string_view>

#include "payment/authorization_rows.hpp"
#include "payment/deposit_rows.hpp"
#include "payment/reject_rows.hpp"
#include "payment/reversal_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// What becomes of deposits and credits that leave and are answered (Processing Auto Deposits, SDEP): in
/// Deposit History, the authorization, the invoice payment and the payment of the order, all within a write
/// transaction of the caller.
class DepositAnswers {
  public:
    DepositAnswers(Session& session, const Settings& settings);

    /// It is about to leave for the first time: its amount is taken from the authorization.
    void leave(const Deposit& deposit);
    /// With J20 (Perform Authorization Reversal during Deposit Processing) and Send reversal, what is left of
    /// its authorization is reversed, but for what was billed to the payment and is not deposited yet.
    void confirm(Deposit deposit, std::string_view activity_id, std::string_view orce_response);
    /// A rejected deposit; what was taken from the authorization is given back.
    void reject(Deposit deposit, std::string_view orce_response);
    /// It certainly never left: all is as before.
    void take_back(const Deposit& deposit);
    /// A person found out that it was not done: it stays in the history, so that its number is not used
    /// again, and the amount is due again.
    void was_not_done(Deposit deposit);
    /// Nobody can tell what became of it.
    void hold(Deposit deposit);

    /// After what is deposited or written off of it has changed: due while there is a rest, else C =
    /// confirmed or W = written off.
    void settle(const InvoicePaymentKey& key);

    Deposits& deposits() { return deposits_; }
    RejectedDeposits& rejects() { return rejects_; }

  private:
    /// Positive: deposited of the authorization.
    void take_from_authorization(const Deposit& deposit, Money amount);
    void close_authorization(const Deposit& deposit);
    void reverse_rest(Authorization& authorization);
    void close_resubmitted(const Deposit& deposit, std::string_view status);
    void end(Deposit& deposit, std::string_view status, std::string_view activity_id,
             std::string_view orce_response);

    Session& session_;
    bool reverses_rest_;
    std::string today_;
    Authorizations authorizations_;
    Deposits deposits_;
    RejectedDeposits rejects_;
    Reversals reversals_;
};

}  // namespace oa
