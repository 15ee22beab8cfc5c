#include "payment/depositing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "card/currency.hpp"

namespace oa {

namespace {

using Kind = MoneyOutcome::Kind;

constexpr std::int64_t kRowsAtOnce = 200;

std::string subject_of(const InvoicePaymentKey& key) {
    return fmt::format("invoice {} payment {}", key.invoice_number, key.opm_sequence);
}

}  // namespace

Depositing::Depositing(Session& session, const Settings& settings, const AuthorizationService& bureau,
                       DepositResult& result)
    : session_(session),
      settings_(settings),
      bureau_(bureau),
      result_(result),
      transactions_(session, settings),
      payments_(session.database(), session.company()),
      authorizations_(session.database(), session.company()),
      answers_(session, settings),
      today_(to_string(date_of(session.clock().now()))) {}

bool Depositing::read_sent() {
    if (all_sent_read_) return false;
    for (Deposit& sent : answers_.deposits().sent_after(last_sent_, bureau_.service_code, kRowsAtOnce)) {
        last_sent_ = sent.number;
        sent_.push_back(std::move(sent));
    }
    all_sent_read_ = sent_.empty();
    return !all_sent_read_;
}

bool Depositing::read_ahead() {
    if (!sent_.empty() || !keys_.empty() || read_sent()) return true;
    for (const InvoicePaymentKey& key :
         answers_.deposits().due_after(last_key_, bureau_.service_code, kRowsAtOnce)) {
        keys_.push_back(key);
    }
    if (!keys_.empty()) last_key_ = keys_.back();
    return !keys_.empty();
}

std::optional<MoneyItem> Depositing::next() {
    while (!sent_.empty()) {
        const Deposit sent = std::move(sent_.front());
        sent_.pop_front();
        const auto payment = payments_.payment(sent.payment());
        if (!payment) continue;
        if (auto item = item_of(sent, *payment)) {
            item->sent_at = sent.sent_at;
            return item;
        }
    }
    while (!keys_.empty()) {
        const InvoicePaymentKey key = keys_.front();
        keys_.pop_front();
        if (auto item = next_of(key)) return item;
    }
    return std::nullopt;
}

std::optional<MoneyItem> Depositing::next_of(const InvoicePaymentKey& key) {
    const auto billed = answers_.deposits().billed(key);
    if (!billed || !billed->deposit_status.empty() || billed->rest() <= Money()) return std::nullopt;
    const auto payment = payments_.payment(billed->payment());
    if (!payment || payment->deposit_service != bureau_.service_code) return std::nullopt;
    if (billed->is_credit() && is_refunded_otherwise(*billed, *payment)) return std::nullopt;
    if (payment->card_number.empty()) {
        left_behind(key, "its payment has no card number");
        return std::nullopt;
    }
    const auto deposit = deposit_of(*billed);
    return deposit ? item_of(*deposit, *payment) : std::nullopt;
}

std::optional<Deposit> Depositing::deposit_of(const BilledAmount& billed) {
    Deposit deposit;
    deposit.number = answers_.deposits().last_number() + 1;
    deposit.transaction_type = billed.is_credit() ? "C" : "D";
    deposit.billed = billed.key;
    deposit.order_number = billed.order_number;
    deposit.status = "S";
    deposit.deposit_service = bureau_.service_code;
    deposit.amount = billed.rest();
    try {
        deposit.currency =
            card_currency(session_.database(), settings_, session_.company(), billed.order_number);
    } catch (const Error& error) {
        if (error.code() != ExitCode::kInputData) throw;
        left_behind(billed.key, error.what());
        return std::nullopt;
    }
    if (!billed.is_credit() && !take_authorization(billed, deposit)) return std::nullopt;
    return deposit;
}

bool Depositing::take_authorization(const BilledAmount& billed, Deposit& deposit) {
    const auto reject = answers_.rejects().resubmitted(billed.key);
    const bool is_entered = reject && !reject->authorization_number.empty();
    if (is_entered) {
        deposit.authorization_number = reject->authorization_number;
        deposit.amount = std::min(deposit.amount, reject->amount);
    }
    bool is_unknown = false, is_waiting = false;
    for (const Authorization& each : authorizations_.of(billed.payment())) {
        is_waiting = is_waiting || each.status == "S";
        is_unknown = is_unknown || each.status == "S" || each.status == "E";
        if (is_entered) {
            if (each.authorization_number != deposit.authorization_number) continue;
            deposit.authorization_sequence = each.sequence;
            if (each.open() >= deposit.amount) return true;
            left_behind(billed.key, fmt::format("the authorization {} that was entered has only {} left",
                                                each.authorization_number, to_string(each.open())));
            return false;
        }
        if (each.status != "A" || each.is_expired(today_) || each.open() <= Money()) continue;
        deposit.authorization_sequence = each.sequence;
        deposit.authorization_number = each.authorization_number;
        deposit.amount = std::min(deposit.amount, each.open());
        return true;
    }
    if (is_entered) return true;
    // Its answer comes later: that is counted among the authorizations.
    if (is_waiting && !bureau_.is_payment_link()) return false;
    left_behind(
        billed.key,
        fmt::format("no authorization covers {} of it, and it stays due: {}", to_string(billed.rest()),
                    is_unknown ? "what became of one must be found out first"
                               : fmt::format("see the Authorization History of order {} payment {}",
                                             billed.order_number, billed.key.opm_sequence)));
    return false;
}

bool Depositing::is_refunded_otherwise(const BilledAmount& billed, const CardPayment& payment) {
    const RefundWay way = refund_way(session_.database(), session_.company(), payment);
    if (way == RefundWay::kSameCard) return false;
    if (way == RefundWay::kOther) {
        answers_.deposits().set_status(billed.key, "N");
        ++result_.passed_over;
        session_.log().write(Severity::kInfo, subject_of(billed.key),
                             "it is refunded by the alternate of its pay type, not by a stored value card");
        return true;
    }
    try {
        add_refund_card(session_, answers_.deposits(), billed, payment);
        ++result_.new_cards;
        result_.on_new_cards += billed.rest();
    } catch (const Error& error) {
        if (error.code() != ExitCode::kConfiguration) throw;
        left_behind(billed.key, error.what());
    }
    return true;
}

std::optional<MoneyItem> Depositing::item_of(const Deposit& deposit, const CardPayment& payment) {
    MoneyItem item;
    item.id = ++last_id_;
    item.subject = subject_of(deposit.billed);
    item.order_number = deposit.order_number;
    item.opm_sequence = deposit.billed.opm_sequence;
    item.authorization_sequence = deposit.authorization_sequence;
    item.invoice_number = deposit.billed.invoice_number;
    try {
        item.transaction = transactions_.of(
            payment,
            deposit.is_credit() ? SvcTransaction::Operation::kReload : SvcTransaction::Operation::kPostAuth,
            deposit.amount, deposit.currency);
    } catch (const Error& error) {
        left_behind(deposit.billed, error.what());
        return std::nullopt;
    }
    item.transaction.authorization_number = deposit.authorization_number;
    item.transaction.transaction_id = transaction_id(session_.company(), deposit);
    under_way_[item.id] = deposit;
    return item;
}

void Depositing::record(MoneyItem& item, const std::string& sent_at) {
    Deposit& deposit = under_way_.at(item.id);
    const bool is_new = deposit.sent_at.empty();
    deposit.sent_at = sent_at;
    if (is_new) return answers_.leave(deposit);
    answers_.deposits().update(deposit);
}

void Depositing::take(const MoneyItem& item, const MoneyOutcome& outcome) {
    const auto found = under_way_.find(item.id);
    const Deposit deposit = std::move(found->second);
    under_way_.erase(found);
    result_.count(outcome.kind);
    switch (outcome.kind) {
        case Kind::kApproved:
            answers_.confirm(deposit, outcome.activity_id, outcome.response_code);
            ++(deposit.is_credit() ? result_.credits : result_.deposits);
            (deposit.is_credit() ? result_.credited : result_.deposited) += deposit.amount;
            keys_.push_back(deposit.billed);
            return;
        case Kind::kDeclined:
            answers_.reject(deposit, outcome.response_code);
            ++result_.rejected;
            session_.log().write(
                Severity::kWarning, item.subject,
                fmt::format("the service bureau {} declined to {} {} {}: {}; see the rejected deposits",
                            deposit.deposit_service, deposit.is_credit() ? "credit" : "deposit",
                            to_string(deposit.amount), deposit.currency, outcome.response_code));
            return;
        case Kind::kNotSent: answers_.take_back(deposit); return;
        case Kind::kUntold: answers_.hold(deposit); return;
        case Kind::kRequested:
        case Kind::kWaiting:
        case Kind::kUnanswered:
        case Kind::kNotDone: return;
    }
}

void Depositing::count() {
    while (read_ahead()) {
        (bureau_.is_payment_link() ? result_.unanswered : result_.waiting) += std::ssize(sent_);
        sent_.clear();
        for (; !keys_.empty(); keys_.pop_front()) {
            const auto billed = answers_.deposits().billed(keys_.front());
            if (!billed || billed->rest() <= Money()) continue;
            const auto payment = payments_.payment(billed->payment());
            if (payment && billed->is_credit() && is_counted_otherwise(*billed, *payment)) continue;
            ++result_.to_send;
            (billed->is_credit() ? result_.credited : result_.deposited) += billed->rest();
        }
    }
}

bool Depositing::is_counted_otherwise(const BilledAmount& billed, const CardPayment& payment) {
    const RefundWay way = refund_way(session_.database(), session_.company(), payment);
    if (way == RefundWay::kOther) ++result_.passed_over;
    if (way == RefundWay::kNewCard) {
        ++result_.new_cards;
        result_.on_new_cards += billed.rest();
    }
    return way != RefundWay::kSameCard;
}

void Depositing::left_behind(const InvoicePaymentKey& key, std::string_view reason) {
    ++result_.left_behind;
    session_.log().write(Severity::kWarning, subject_of(key), reason);
}

}  // namespace oa
