#pragma once

#include "card/services.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/session.hpp"
#include "store/settings.hpp"

namespace oa {

/// What became of a card with the service bureau's answer.
enum class SvcOutcome {
    kActivated,
    kDeclined,
    kUnchanged,  ///< it was activated before: a decline afterwards changes nothing
};

/// Takes a service bureau's answer into the card and its trigger, within a write transaction of the caller
/// (Stored Value Card Purchase and Activation, What Happens When the Stored Value Card Activation is
/// Approved, is Declined). Approved: activation date, time and response, notice due, trigger complete.
/// Declined: the response alone, trigger in error, an SD tickler with Use Workflow Management (H96). The
/// response is the vendor response code that the bureau's own code is mapped to, or the first 10 positions of
/// that. Other ready triggers of the card end with it: a card has one request.
SvcOutcome take_svc_answer(Session& session, const Settings& settings, const SvcTrigger& trigger,
                           const std::string& service_code, const SvcAnswer& answer, StoredValueCard card);

/// The response that a card is given.
std::string svc_response_code(Database& database, int company, const std::string& service_code,
                              const SvcAnswer& answer);

}  // namespace oa
