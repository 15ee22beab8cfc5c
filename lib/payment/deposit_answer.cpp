#include "payment/deposit_answer.hpp"

#include "base/date.hpp"
#include "card/answer.hpp"
#include "card/authorization_service_rows.hpp"

namespace oa {

DepositAnswers::DepositAnswers(Session& session, const Settings& settings)
    : session_(session),
      reverses_rest_(settings.is_selected("J20")),
      today_(to_string(date_of(session.clock().now()))),
      authorizations_(session.database(), session.company()),
      deposits_(session.database(), session.company()),
      rejects_(session.database(), session.company()),
      reversals_(session.database(), session.company()) {}

void DepositAnswers::leave(const Deposit& deposit) {
    deposits_.add(deposit);
    take_from_authorization(deposit, deposit.amount);
    deposits_.set_status(deposit.billed, "S");
}

void DepositAnswers::confirm(Deposit deposit, std::string_view activity_id, std::string_view orce_response) {
    end(deposit, "C", activity_id, orce_response);
    deposits_.add_deposited(deposit.billed, deposit.amount, today_);
    deposits_.add_charged(deposit.payment(), deposit.is_credit(), deposit.amount);
    // What was entered for a reject ends it at once; else it ends with the whole amount.
    const auto reject = rejects_.resubmitted(deposit.billed);
    const bool is_entered = reject && !reject->authorization_number.empty();
    if (is_entered || deposits_.billed(deposit.billed)->rest() <= Money()) {
        close_resubmitted(deposit, "D");
    }
    settle(deposit.billed);
    close_authorization(deposit);
}

void DepositAnswers::reject(Deposit deposit, std::string_view orce_response) {
    end(deposit, "R", "", orce_response);
    take_from_authorization(deposit, -deposit.amount);
    close_resubmitted(deposit, "R");
    RejectedDeposit reject;
    reject.transaction_type = deposit.transaction_type;
    reject.billed = deposit.billed;
    reject.deposit_number = deposit.number;
    reject.amount = deposit.amount;
    reject.response_code = deposit.response_code;
    reject.reject_date = today_;
    rejects_.add(reject);
    deposits_.set_status(deposit.billed, "R");
}

void DepositAnswers::take_back(const Deposit& deposit) {
    deposits_.remove(deposit);
    take_from_authorization(deposit, -deposit.amount);
    deposits_.set_status(deposit.billed, "");
}

void DepositAnswers::was_not_done(Deposit deposit) {
    end(deposit, "R", "", "");
    take_from_authorization(deposit, -deposit.amount);
    deposits_.set_status(deposit.billed, "");
}

void DepositAnswers::hold(Deposit deposit) {
    end(deposit, "E", "", "");
    deposits_.set_status(deposit.billed, "E");
}

void DepositAnswers::settle(const InvoicePaymentKey& key) {
    const BilledAmount billed = deposits_.billed(key).value();
    if (billed.rest() > Money()) return deposits_.set_status(key, "");
    deposits_.set_status(key, billed.written_off > Money() ? "W" : "C");
}

void DepositAnswers::end(Deposit& deposit, std::string_view status, std::string_view activity_id,
                         std::string_view orce_response) {
    deposit.status = status;
    deposit.activity_id = activity_id;
    if (!orce_response.empty()) {
        deposit.response_code =
            svc_response_code(session_.database(), session_.company(), deposit.deposit_service,
                              {deposit.activity_id, std::string(orce_response)});
    }
    deposit.answered_at = to_string(session_.clock().now());
    deposits_.update(deposit);
}

void DepositAnswers::take_from_authorization(const Deposit& deposit, Money amount) {
    if (deposit.authorization_sequence == 0) return;
    auto authorization =
        authorizations_.authorization(deposit.payment(), deposit.authorization_sequence).value();
    authorization.deposited += amount;
    // All of it was used meanwhile, but for what is given back.
    if (amount.is_negative() && authorization.status == "V") authorization.status = "A";
    authorizations_.update(authorization);
}

void DepositAnswers::close_authorization(const Deposit& deposit) {
    if (deposit.authorization_sequence == 0) return;
    auto authorization =
        authorizations_.authorization(deposit.payment(), deposit.authorization_sequence).value();
    if (deposits_.is_any_open(deposit.payment(), deposit.authorization_sequence)) return;
    if (reverses_rest_) reverse_rest(authorization);
    if (authorization.open() > Money() || reversals_.is_waited_for(authorization)) return;
    authorization.status = "V";
    authorizations_.update(authorization);
}

void DepositAnswers::reverse_rest(Authorization& authorization) {
    if (authorization.status != "A" || authorization.is_expired(today_)) return;
    const auto bureau =
        authorization_service(session_.database(), session_.company(), authorization.auth_service);
    const Money rest = authorization.open() - reversals_.due(authorization.payment);
    if (!bureau || !bureau->sends_reversals || rest <= Money()) return;
    reversals_.add(authorizations_, authorization, kReversedByDeposit, rest,
                   to_string(session_.clock().now()));
}

void DepositAnswers::close_resubmitted(const Deposit& deposit, std::string_view status) {
    auto reject = rejects_.resubmitted(deposit.billed);
    if (!reject) return;
    reject->status = status;
    rejects_.update(*reject);
}

}  // namespace oa
