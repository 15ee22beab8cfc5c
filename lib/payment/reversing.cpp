#include "payment/reversing.hpp"

#include <fmt/format.h>

#include <utility>

#include "card/answer.hpp"
#include "card/stored_value_card_rows.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

constexpr std::int64_t kRowsAtOnce = 200;
/// What the transaction ID has room for.
constexpr std::int64_t kMostAttempts = 999;

std::string subject_of(const Reversal& reversal) {
    return fmt::format("order {} payment {}", reversal.payment.order_number, reversal.payment.opm_sequence);
}

/// Nothing is held by the authorization any more, whatever the days of the pay type say.
bool says_expired(std::string_view code) {
    return code == "AUTHORIZATION_EXPIRED" || code == "AUTHORIZATION_NOT_FOUND";
}

}  // namespace

Reversing::Reversing(Session& session, const Settings& settings, const AuthorizationService& bureau,
                     ReverseResult& result)
    : session_(session),
      bureau_(bureau),
      result_(result),
      transactions_(session, settings),
      payments_(session.database(), session.company()),
      authorizations_(session.database(), session.company()),
      reversals_(session.database(), session.company()),
      today_(to_string(date_of(session.clock().now()))) {}

bool Reversing::read_ahead() {
    if (!ready_.empty()) return true;
    for (const Reversal& each : reversals_.open_after(last_number_, bureau_.service_code, kRowsAtOnce)) {
        last_number_ = each.number;
        ready_.push_back(each.number);
    }
    return !ready_.empty();
}

std::optional<MoneyItem> Reversing::next() {
    while (!ready_.empty()) {
        const auto reversal = reversals_.reversal(ready_.front());
        ready_.pop_front();
        if (!reversal || (reversal->status != "R" && reversal->status != "S")) continue;
        if (auto item = item_of(*reversal)) return item;
    }
    return std::nullopt;
}

std::optional<MoneyItem> Reversing::item_of(const Reversal& reversal) {
    const auto payment = payments_.payment(reversal.payment);
    const auto authorization =
        authorizations_.authorization(reversal.payment, reversal.authorization_sequence);
    if (!payment || !authorization) {
        left_behind(reversal, "its payment is not by a stored value card any more");
        return std::nullopt;
    }
    if (reversal.status == "R" && reversal.attempts >= kMostAttempts) {
        left_behind(reversal, "its reversal was declined 999 times, the most there can be; release it there");
        return std::nullopt;
    }
    MoneyItem item;
    item.id = reversal.number;
    item.subject = subject_of(reversal);
    item.order_number = reversal.payment.order_number;
    item.opm_sequence = reversal.payment.opm_sequence;
    item.authorization_sequence = reversal.authorization_sequence;
    if (reversal.status == "S") item.sent_at = reversal.sent_at;
    try {
        item.transaction = transactions_.of(*payment, SvcTransaction::Operation::kReleaseAuth,
                                            reversal.amount, authorization->currency);
    } catch (const Error& error) {
        left_behind(reversal, error.what());
        return std::nullopt;
    }
    item.transaction.authorization_number = authorization->authorization_number;
    item.transaction.transaction_id = transaction_id(session_.company(), reversal);
    under_way_[item.id] = reversal;
    return item;
}

void Reversing::record(MoneyItem& item, const std::string& sent_at) {
    Reversal& reversal = under_way_.at(item.id);
    if (reversal.status == "R") {
        reversal.status = "S";
        ++reversal.attempts;
        item.transaction.transaction_id = transaction_id(session_.company(), reversal);
    }
    reversal.sent_at = sent_at;
    reversals_.update(reversal);
}

void Reversing::take(const MoneyItem& item, const MoneyOutcome& outcome) {
    const auto found = under_way_.find(item.id);
    Reversal reversal = std::move(found->second);
    under_way_.erase(found);
    Authorization authorization =
        authorizations_.authorization(reversal.payment, reversal.authorization_sequence).value();
    result_.count(outcome.kind);
    switch (outcome.kind) {
        case Kind::kApproved: return approve(reversal, authorization, outcome);
        case Kind::kDeclined: return decline(reversal, authorization, outcome);
        case Kind::kNotSent:
            reversal.status = "R";
            --reversal.attempts;
            reversals_.update(reversal);
            return;
        case Kind::kUntold:
            reversal.status = "E";
            reversal.answered_at = to_string(session_.clock().now());
            reversals_.update(reversal);
            return;
        case Kind::kRequested:
        case Kind::kWaiting:
        case Kind::kUnanswered:
        case Kind::kNotDone: return;
    }
}

void Reversing::approve(Reversal& reversal, Authorization& authorization, const MoneyOutcome& outcome) {
    const std::string now = to_string(session_.clock().now());
    reversal.status = "C";
    reversal.activity_id = outcome.activity_id;
    reversal.response_code =
        svc_response_code(session_.database(), session_.company(), authorization.auth_service,
                          {outcome.activity_id, outcome.response_code});
    reversal.answered_at = now;
    reversals_.update(reversal);
    if (authorization.open().is_zero() && !reversals_.is_waited_for(authorization)) {
        authorization.status = "V";
        authorizations_.update(authorization);
    }
    add_order_history(session_.database(), session_.company(), reversal.payment.order_number, now,
                      kReverseJob.job,
                      fmt::format("SVC Auth Reversal {} {}, activity {}", to_string(reversal.amount),
                                  authorization.currency, outcome.activity_id));
    ++result_.reversed;
    result_.amount += reversal.amount;
}

void Reversing::decline(Reversal& reversal, Authorization& authorization, const MoneyOutcome& outcome) {
    reversal.response_code = svc_response_code(session_.database(), session_.company(),
                                               authorization.auth_service, {"", outcome.response_code});
    reversal.answered_at = to_string(session_.clock().now());
    if (says_expired(outcome.response_code) || authorization.is_expired(today_)) {
        return close(reversal, authorization, outcome.response_code);
    }
    reversal.status = "R";
    reversals_.update(reversal);
    ++result_.declined;
    session_.log().write(
        Severity::kWarning, subject_of(reversal),
        fmt::format("the service bureau {} declined to reverse {} {} of authorization {}: {}; the next run "
                    "asks for it again",
                    authorization.auth_service, to_string(reversal.amount), authorization.currency,
                    authorization.authorization_number, outcome.response_code));
}

void Reversing::close(Reversal& reversal, Authorization& authorization, std::string_view code) {
    reversal.status = "X";
    reversals_.update(reversal);
    authorization.status = "O";
    authorization.reversed -= reversal.amount;
    authorizations_.update(authorization);
    ++result_.closed;
    session_.log().write(Severity::kWarning, subject_of(reversal),
                         fmt::format("authorization {} of {} {} is not good any more ({}): its reversal is "
                                     "closed",
                                     authorization.authorization_number, to_string(authorization.amount),
                                     authorization.currency, code));
}

void Reversing::count() {
    for (; read_ahead(); ready_.pop_front()) {
        const auto reversal = reversals_.reversal(ready_.front());
        if (reversal->status == "S") {
            ++(bureau_.is_payment_link() ? result_.unanswered : result_.waiting);
            continue;
        }
        ++result_.to_send;
        result_.amount += reversal->amount;
    }
}

void Reversing::left_behind(const Reversal& reversal, std::string_view reason) {
    ++result_.left_behind;
    session_.log().write(Severity::kWarning, subject_of(reversal), reason);
}

}  // namespace oa
