#include "card/answer.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
#include "card/notice.hpp"
#include "card/tickler_rows.hpp"

namespace oa {

namespace {

constexpr const char* kUser = "SVC_OUT";
constexpr const char* kDeclineEvent = "SD";

void add_decline_tickler(Session& session, const StoredValueCard& card, const std::string& now) {
    Tickler tickler;
    tickler.event_code = kDeclineEvent;
    tickler.card = card.key;
    tickler.created_at = now;
    tickler.created_by = kUser;
    tickler.note =
        fmt::format("activation of stored value card {} was declined: {}; call the service bureau {}",
                    card.key.svc_sequence_number, card.response_code, card.auth_service);
    add_tickler(session.database(), tickler);
}

}  // namespace

std::string svc_response_code(Database& database, int company, const std::string& service_code,
                              const SvcAnswer& answer) {
    // Activation response: "Alphanumeric, 10 positions".
    constexpr std::size_t kPositions = 10;
    const auto mapped = vendor_response_code(database, company, service_code, answer.response_code);
    if (mapped) return *mapped;
    // Without a response the card would be taken for one that was not answered.
    if (answer.response_code.empty() && !answer.is_approved()) return "DECLINED";
    return std::string(first_characters(answer.response_code, kPositions));
}

SvcOutcome take_svc_answer(Session& session, const Settings& settings, const SvcTrigger& trigger,
                           const std::string& service_code, const SvcAnswer& answer, StoredValueCard card) {
    Database& database = session.database();
    const std::string now = to_string(session.clock().now());
    const bool is_done = card.is_activated() || answer.is_approved();
    const char* const status = is_done ? "C" : "E";
    close_svc_trigger(database, session.company(), trigger.trigger_number, status, now);
    close_ready_svc_triggers(database, session.company(), trigger.trigger_key, status, now);
    if (card.is_activated()) return SvcOutcome::kUnchanged;
    card.auth_service = service_code;
    card.response_code = svc_response_code(database, session.company(), service_code, answer);
    if (!answer.is_approved()) {
        update_stored_value_card(database, card);
        if (settings.is_selected("H96")) add_decline_tickler(session, card, now);
        return SvcOutcome::kDeclined;
    }
    card.activation_date = to_string(date_of(session.clock().now()));
    card.activation_time = now.substr(card.activation_date.size() + 1);
    card.authorization_number = answer.authorization_number;
    const bool has_notice = card.card_type != "P" && !settings.system_control_value("I30").empty();
    card.notice_due = has_notice ? "Y" : "N";
    remove_card_number_if_due(database, settings, card);
    update_stored_value_card(database, card);
    return SvcOutcome::kActivated;
}

}  // namespace oa
