#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "card/services.hpp"
#include "card/shared_numbers.hpp"
#include "card/stored_value_card_rows.hpp"
#include "net/http_connections.hpp"
#include "service/sign_on.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// Point-to-point activation at Customer Engagement (Stored Value Card Purchase and Activation, Process
/// Activations Using Payment Link Communication; Customer Engagement Integration, Customer Engagement Stored
/// Value Card Integration). That a request leaves is recorded before it does; when its answer is lost, the
/// card is asked about before anything is sent again: no card is funded twice.
class PaymentLink {
  public:
    /// Error kConfiguration when a setting of the services is missing.
    PaymentLink(Session& session, const Settings& settings, const SharedNumbers& numbers,
                const ConnectionOptions& options);

    /// Error kInputData, before anything leaves, when the number was funded for another card.
    /// Nothing when there is no answer for this card, for all retries, or none that is clear, neither by an
    /// inquiry; problem() says why. Error kUnavailable
    /// when there is none for any: the service is not reached, refuses everybody, or answered for no card of
    /// several in a row.
    std::optional<SvcAnswer> activate(const SvcTrigger& trigger, const SvcActivation& activation);

    const std::string& problem() const { return problem_; }

  private:
    /// What became of the card by an inquiry; nothing when nothing was done.
    std::optional<SvcAnswer> ask(const SvcActivation& activation);
    std::optional<SvcAnswer> send(const SvcTrigger& trigger, const SvcActivation& activation);
    void mark(const SvcTrigger& trigger, const SvcActivation& activation, const std::string& sent_at);
    void unmark(const SvcTrigger& trigger);

    Session& session_;
    const SharedNumbers& numbers_;
    RetryPolicy retry_;
    HttpConnections connections_;
    SvcServices services_;
    bool is_sent_ = false;                    ///< a request for the trigger in hand may have been done
    std::optional<Timestamp> in_work_until_;  ///< it may not be sent again before
    int unanswered_ = 0;                      ///< cards in a row
    std::string problem_;
};

}  // namespace oa
