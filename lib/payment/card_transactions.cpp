#include "payment/card_transactions.hpp"

#include "base/date.hpp"

namespace oa {

CardTransactions::CardTransactions(Session& session, const Settings& settings)
    : session_(session),
      numbers_(CardNumbers::of_store(session.database(), session.company())),
      location_(settings.system_control_value("K69")) {}

SvcTransaction CardTransactions::of(const CardPayment& payment, SvcTransaction::Operation operation,
                                    Money amount, const std::string& currency) const {
    const Timestamp now = session_.clock().now();
    SvcTransaction transaction;
    transaction.operation = operation;
    transaction.card_number = numbers_.from_store(payment.card_number);
    transaction.amount = amount;
    transaction.currency = currency;
    transaction.location = location_;
    transaction.transaction_time = to_string(now);
    transaction.business_date = to_string(date_of(now));
    return transaction;
}

}  // namespace oa
