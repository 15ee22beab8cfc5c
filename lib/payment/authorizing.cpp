#include "payment/authorizing.hpp"

#include <fmt/format.h>

#include <utility>

#include "card/answer.hpp"
#include "card/currency.hpp"
#include "payment/authorization_answer.hpp"
#include "payment/vendor_response_rows.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

constexpr std::int64_t kRowsAtOnce = 200;
/// The field has three digits.
constexpr std::int64_t kLastSequence = 999;

std::string subject_of(const CardPaymentKey& key) {
    return fmt::format("order {} payment {}", key.order_number, key.opm_sequence);
}

}  // namespace

Authorizing::Authorizing(Session& session, const Settings& settings, const AuthorizationService& bureau,
                         AuthorizationNeeds needs, AuthorizeResult& result)
    : session_(session),
      settings_(settings),
      bureau_(bureau),
      needs_(std::move(needs)),
      result_(result),
      transactions_(session, settings),
      payments_(session.database(), session.company()),
      authorizations_(session.database(), session.company()),
      today_(to_string(date_of(session.clock().now()))) {}

bool Authorizing::read_sent() {
    if (all_sent_read_) return false;
    for (Authorization& sent :
         authorizations_.sent_after(last_sent_.payment, last_sent_.sequence, bureau_.service_code,
                                    needs_.order_number, kRowsAtOnce)) {
        last_sent_ = sent;
        sent_.push_back(std::move(sent));
    }
    all_sent_read_ = sent_.empty();
    return !all_sent_read_;
}

bool Authorizing::read_ahead() {
    if (!sent_.empty() || !keys_.empty() || read_sent()) return true;
    for (const CardPaymentKey& key : needs_.payments_after(last_key_)) keys_.push_back(key);
    if (!keys_.empty()) last_key_ = keys_.back();
    return !keys_.empty();
}

std::optional<MoneyItem> Authorizing::next() {
    while (!sent_.empty()) {
        const Authorization sent = sent_.front();
        sent_.pop_front();
        const auto payment = payments_.payment(sent.payment);
        if (!payment) continue;
        if (auto item = item_of(sent, *payment)) {
            item->sent_at = sent.sent_at;
            return item;
        }
    }
    while (!keys_.empty()) {
        const CardPaymentKey key = keys_.front();
        keys_.pop_front();
        const auto payment = payments_.payment(key);
        if (!payment) continue;
        const auto authorization = lacking(*payment);
        if (!authorization) continue;
        if (auto item = item_of(*authorization, *payment)) return item;
    }
    return std::nullopt;
}

Money Authorizing::covered(const std::vector<Authorization>& authorizations) const {
    Money covered;
    for (const Authorization& each : authorizations) {
        const bool is_good = each.status == "A" && !each.is_expired(today_);
        // Until it is known what became of a request, nothing more is asked for.
        if (is_good || each.status == "S" || each.status == "E") covered += each.open();
    }
    return covered;
}

std::optional<Authorization> Authorizing::lacking(const CardPayment& payment) {
    const CardPaymentKey& key = payment.key;
    if (payment.authorization_service != bureau_.service_code) return std::nullopt;
    if (declined_.contains(key)) return std::nullopt;
    if (!payment.amount_to_charge) {
        left_behind(key,
                    "it has no amount to charge: a stored value card cannot pay what no other does; "
                    "enter the amount");
        return std::nullopt;
    }
    if (payment.card_number.empty()) {
        left_behind(key, "it has no card number");
        return std::nullopt;
    }
    const auto authorizations = authorizations_.of(key);
    const Money shortfall = needs_.need(payment) - covered(authorizations);
    if (shortfall <= Money()) return std::nullopt;
    Authorization lacking;
    lacking.payment = key;
    lacking.sequence = authorizations.empty() ? 1 : authorizations.back().sequence + 1;
    if (lacking.sequence > kLastSequence) {
        left_behind(key, "it has 999 authorizations, the most there can be; pay it another way");
        return std::nullopt;
    }
    lacking.status = "S";
    lacking.auth_service = bureau_.service_code;
    lacking.amount = shortfall;
    try {
        lacking.currency =
            card_currency(session_.database(), settings_, session_.company(), key.order_number);
    } catch (const Error& error) {
        if (error.code() != ExitCode::kInputData) throw;
        left_behind(key, error.what());
        return std::nullopt;
    }
    return lacking;
}

std::optional<MoneyItem> Authorizing::item_of(const Authorization& authorization,
                                              const CardPayment& payment) {
    MoneyItem item;
    item.id = ++last_id_;
    item.subject = subject_of(authorization.payment);
    item.order_number = authorization.payment.order_number;
    item.opm_sequence = authorization.payment.opm_sequence;
    item.authorization_sequence = authorization.sequence;
    try {
        item.transaction = transactions_.of(payment, SvcTransaction::Operation::kPreAuthorization,
                                            authorization.amount, authorization.currency);
    } catch (const Error& error) {
        left_behind(authorization.payment, error.what());
        return std::nullopt;
    }
    item.transaction.transaction_id = transaction_id(session_.company(), authorization);
    under_way_[item.id] = authorization;
    return item;
}

void Authorizing::record(MoneyItem& item, const std::string& sent_at) {
    Authorization& authorization = under_way_.at(item.id);
    const bool is_new = authorization.sent_at.empty();
    authorization.sent_at = sent_at;
    if (!is_new) return authorizations_.update(authorization);
    for (Authorization& each : authorizations_.of(authorization.payment)) {
        if (each.status != "A" || !each.is_expired(today_)) continue;
        each.status = "O";
        authorizations_.update(each);
    }
    authorizations_.add(authorization);
}

void Authorizing::take(const MoneyItem& item, const MoneyOutcome& outcome) {
    const auto found = under_way_.find(item.id);
    Authorization authorization = std::move(found->second);
    under_way_.erase(found);
    authorization.answered_at = to_string(session_.clock().now());
    result_.count(outcome.kind);
    switch (outcome.kind) {
        case Kind::kApproved: return approve(authorization, outcome);
        case Kind::kDeclined:
            if (!item.sent_at.empty()) declined_.insert(authorization.payment);
            return decline(authorization, outcome);
        case Kind::kNotSent: authorizations_.remove(authorization); return;
        case Kind::kUntold:
            authorization.status = "E";
            authorizations_.update(authorization);
            return;
        case Kind::kRequested:
        case Kind::kWaiting:
        case Kind::kUnanswered:
        case Kind::kNotDone: return;
    }
}

void Authorizing::approve(Authorization& authorization, const MoneyOutcome& outcome) {
    approve_authorization(session_, payments_, authorizations_, authorization, outcome.activity_id,
                          outcome.response_code);
    ++result_.authorized;
    result_.amount += authorization.amount;
}

void Authorizing::decline(Authorization& authorization, const MoneyOutcome& outcome) {
    authorization.status = "D";
    authorization.response_code = svc_response_code(session_.database(), session_.company(),
                                                    authorization.auth_service, {"", outcome.response_code});
    authorizations_.update(authorization);
    const std::string reason = hold_reason_code(session_.database(), session_.company(),
                                                authorization.auth_service, outcome.response_code);
    if (!reason.empty()) payments_.hold(authorization.payment, reason);
    ++result_.declined;
    session_.log().write(
        Severity::kWarning, subject_of(authorization.payment),
        fmt::format("the service bureau {} declined {} {}: {}{}", authorization.auth_service,
                    to_string(authorization.amount), authorization.currency, outcome.response_code,
                    reason.empty() ? "" : fmt::format("; the order is held ({})", reason)));
}

void Authorizing::count() {
    while (read_ahead()) {
        (bureau_.is_payment_link() ? result_.unanswered : result_.waiting) += std::ssize(sent_);
        sent_.clear();
        for (; !keys_.empty(); keys_.pop_front()) {
            const auto payment = payments_.payment(keys_.front());
            const auto authorization = payment ? lacking(*payment) : std::nullopt;
            if (!authorization) continue;
            ++result_.to_send;
            result_.amount += authorization->amount;
        }
    }
}

void Authorizing::left_behind(const CardPaymentKey& key, std::string_view reason) {
    ++result_.left_behind;
    session_.log().write(Severity::kWarning, subject_of(key), reason);
}

}  // namespace oa
