#pragma once

#include <optional>
#include <string>

#include "card/authorization_service_rows.hpp"
#include "card/integration_layer.hpp"
#include "card/payment_link.hpp"
#include "card/ready_cards.hpp"
#include "card/shared_numbers.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// How it went to ask a service bureau to activate a card.
struct SentRequest {
    enum class Outcome {
        kWouldLeave,   ///< in a dry run
        kAnswered,     ///< by Payment Link, with `answer`
        kUnknown,      ///< by Payment Link: what became of the card is not known
        kRequested,    ///< by the Integration Layer: the answer comes later
        kWaiting,      ///< the same, requested before
        kUnreachable,  ///< the bureau that was asked before is not set up any more
    };
    Outcome outcome;
    SvcAnswer answer = {};
    std::string problem = {};  ///< of kUnknown and kUnreachable
};

/// The ways to the service bureaus: that of I26, by Payment Link or by the Integration Layer, for what is
/// new, and the ways that requests without an answer went. A request stays with the bureau that it was sent
/// to, whatever I26 says now.
class ServiceBureaus {
  public:
    /// Error kConfiguration when the bureau of I26, or the way to it, is not set up.
    ServiceBureaus(Session& session, const Settings& settings, const SharedNumbers& numbers,
                   const ConnectionOptions& options);

    /// Writes transactions of its own. Error kInputData, and nothing leaves, when the number was funded for
    /// another card; Error kUnavailable when Payment Link gives no answer for any card.
    SentRequest send(const ReadyCard& ready);

    /// Null when no request goes or went that way, or it is not set up any more.
    IntegrationLayer* layer() { return layer_ ? &*layer_ : nullptr; }

  private:
    void open_link();
    void open_layer();
    SentRequest send_by_layer(const ReadyCard& ready);
    SentRequest send_by_link(const ReadyCard& ready);
    SvcActivation activation_of(const ReadyCard& ready, const AuthorizationService& bureau) const;

    Session& session_;
    const Settings& settings_;
    const SharedNumbers& numbers_;
    const ConnectionOptions& options_;
    AuthorizationService bureau_;
    std::optional<PaymentLink> link_;
    std::optional<IntegrationLayer> layer_;
    std::string layer_problem_;  ///< why requests that wait there cannot be looked after
};

}  // namespace oa
