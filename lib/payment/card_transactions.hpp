#pragma once

#include <string>

#include "base/money.hpp"
#include "card/number_rows.hpp"
#include "card/services.hpp"
#include "payment/payment_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// What every transaction of a payment has, whatever it does with the money of the card.
class CardTransactions {
  public:
    /// Errors as CardNumbers::of_store.
    CardTransactions(Session& session, const Settings& settings);

    /// With the card's number in clear, the location (K69) and the time of now; transaction ID and
    /// authorization number are the caller's. Error kConfiguration when the number cannot be decrypted.
    SvcTransaction of(const CardPayment& payment, SvcTransaction::Operation operation, Money amount,
                      const std::string& currency) const;

  private:
    const Session& session_;
    CardNumbers numbers_;
    std::string location_;
};

}  // namespace oa
