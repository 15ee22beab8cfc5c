#pragma once

#include <optional>
#include <string>

#include "card/services.hpp"
#include "card/shared_numbers.hpp"
#include "card/stored_value_card_rows.hpp"
#include "net/http_connections.hpp"
#include "service/money_request.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// Point-to-point activation at Customer Engagement (Stored Value Card Purchase and Activation, Process
/// Activations Using Payment Link Communication; Customer Engagement Integration, Customer Engagement Stored
/// Value Card Integration), by the rules of MoneyRequests: no card is funded twice.
class PaymentLink {
  public:
    /// Error kConfiguration when a setting of the services is missing.
    PaymentLink(Session& session, const Settings& settings, const SharedNumbers& numbers,
                const ConnectionOptions& options);

    /// Nothing when what became of the card is not known; problem() says why. Error kInputData, before
    /// anything leaves, when the number was funded for another card; Error kUnavailable when there is no
    /// answer for any card: the service is not reached, or answered for none of several in a row.
    std::optional<SvcAnswer> activate(const SvcTrigger& trigger, const SvcActivation& activation);

    const std::string& problem() const { return requests_.problem(); }

  private:
    class Request;

    Session& session_;
    const SharedNumbers& numbers_;
    HttpConnections connections_;
    SvcServices services_;
    MoneyRequests requests_;
};

}  // namespace oa
