#include "card/ready_cards.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "card/currency.hpp"
#include "card/trigger_key.hpp"

namespace oa {

namespace {

constexpr std::int64_t kTriggersAtOnce = 100;

}  // namespace

ReadyCards::ReadyCards(Session& session, const Settings& settings, const CardNumbers& numbers, OnLeft on_left)
    : session_(session), settings_(settings), numbers_(numbers), on_left_(std::move(on_left)) {}

std::optional<SvcTrigger> ReadyCards::next() {
    if (next_ == read_.size()) {
        read_ = ready_svc_triggers(session_.database(), session_.company(), last_, kTriggersAtOnce);
        next_ = 0;
        if (read_.empty()) return std::nullopt;
        last_ = read_.back().trigger_number;
    }
    return read_[next_++];
}

std::optional<ReadyCard> ReadyCards::card_of(const SvcTrigger& trigger) {
    const auto left = [&](std::string_view reason) {
        on_left_(trigger, reason);
        return std::nullopt;
    };
    const auto key = parse_svc_trigger_key(trigger.trigger_key);
    if (!key || key->company != session_.company()) {
        return left("its key is not that of a card of this company; correct the trigger");
    }
    if (!is_leading(trigger)) return std::nullopt;
    auto card = stored_value_card(session_.database(), *key);
    if (!card) return left("there is no such stored value card; bill it first");
    if (is_answered(trigger, *card)) return std::nullopt;
    if (card->card_number.empty()) {
        return left("the stored value card has no number; assign one with oa-svc number");
    }
    try {
        return ReadyCard{trigger, *card, numbers_.from_store(card->card_number),
                         card_currency(session_.database(), settings_, key->company, key->order_number)};
    } catch (const Error& error) {
        return left(error.what());
    }
}

/// A card is asked for by one of its triggers; the others end as that one does.
bool ReadyCards::is_leading(const SvcTrigger& trigger) const {
    const auto leading = leading_svc_trigger(session_.database(), session_.company(), trigger.trigger_key);
    if (!leading || leading->trigger_number == trigger.trigger_number) return leading.has_value();
    if (leading->status != "R") {
        on_left_(trigger, fmt::format("trigger {} of the same card had no answer to its request, and has "
                                      "status {}; set it to R to have it asked about",
                                      leading->trigger_number, leading->status));
    }
    return false;
}

/// Neither an activated nor a declined card is sent again.
bool ReadyCards::is_answered(const SvcTrigger& trigger, const StoredValueCard& card) const {
    if (card.is_activated()) {
        close(trigger, "C");
        return true;
    }
    if (card.response_code.empty()) return false;
    close(trigger, "E");
    on_left_(trigger,
             fmt::format("the service bureau {} declined the card before ({}); a declined card is not "
                         "sent again: call the bureau",
                         card.auth_service, card.response_code));
    return true;
}

void ReadyCards::close(const SvcTrigger& trigger, std::string_view status) const {
    if (session_.dry_run()) return;
    Transaction transaction(session_.database(), Transaction::Kind::kWrite);
    close_ready_svc_triggers(session_.database(), session_.company(), trigger.trigger_key, status,
                             to_string(session_.clock().now()));
    transaction.commit();
}

}  // namespace oa
