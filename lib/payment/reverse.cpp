#include "payment/reverse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <string_view>
#include <vector>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
#include "payment/layer_run.hpp"
#include "payment/reversal_rows.hpp"
#include "payment/reversing.hpp"

namespace oa {

namespace {

constexpr std::int64_t kPaymentsAtOnce = 200;

/// Makes the reversals of payments whose authorizations exceed their need, in one pass over them.
class ReversalMaking {
  public:
    ReversalMaking(Session& session, const AuthorizationService& bureau, ReverseResult& result)
        : session_(session),
          bureau_(bureau),
          result_(result),
          payments_(session.database(), session.company()),
          authorizations_(session.database(), session.company()),
          reversals_(session.database(), session.company()),
          now_(to_string(session.clock().now())),
          today_(to_string(date_of(session.clock().now()))) {}

    void run() {
        CardPaymentKey last;
        while (!StopSignals::requested()) {
            const auto keys = reversals_.exceeding_after(last, bureau_.service_code, today_, kPaymentsAtOnce);
            if (keys.empty()) return;
            last = keys.back();
            Transaction transaction(session_.database(), session_.dry_run() ? Transaction::Kind::kRead
                                                                            : Transaction::Kind::kWrite);
            for (const CardPaymentKey& key : keys) reverse_excess_of(key);
            transaction.commit();
            kill_point("payment-reversals-made");
        }
    }

  private:
    void reverse_excess_of(const CardPaymentKey& key) {
        const auto payment = payments_.payment(key);
        if (!payment || (payment->is_active && !payment->amount_to_charge)) return;
        std::vector<Authorization> open = open_authorizations(key);
        Money excess = -std::max(payment->need(), reversals_.due(key));
        for (const Authorization& each : open) excess += each.open();
        for (Authorization& each : open | std::views::reverse) {
            if (excess <= Money()) return;
            const Money amount = std::min(excess, each.open());
            excess -= amount;
            make(each, payment->is_deactivated ? kReversedByDeactivation : kReversedByCancellation, amount);
        }
    }

    /// Of the service bureau, good today, in order.
    std::vector<Authorization> open_authorizations(const CardPaymentKey& key) {
        std::vector<Authorization> all = authorizations_.of(key);
        std::erase_if(all, [this](const Authorization& each) {
            return each.status != "A" || each.auth_service != bureau_.service_code ||
                   each.is_expired(today_) || each.open() <= Money();
        });
        return all;
    }

    void make(Authorization& authorization, std::string_view reason, Money amount) {
        ++result_.made;
        if (session_.dry_run()) {
            ++result_.to_send;
            result_.amount += amount;
            return;
        }
        reversals_.add(authorizations_, authorization, reason, amount, now_);
    }

    Session& session_;
    const AuthorizationService& bureau_;
    ReverseResult& result_;
    CardPayments payments_;
    Authorizations authorizations_;
    Reversals reversals_;
    std::string now_, today_;
};

/// Those that reversals are sent to: Customer Engagement, and those by the Integration Layer.
std::vector<AuthorizationService> reversing_bureaus(Session& session) {
    auto bureaus = bureaus_of(session, "authorization_service", kReversalProcess);
    const auto is_ours = [](const AuthorizationService& each) {
        return each.service_code == kCustomerEngagementBureau;
    };
    // Authorizations of a pay type that has another service now are reversed where they were made.
    if (std::ranges::none_of(bureaus, is_ours)) {
        auto ours = authorization_service(session.database(), session.company(),
                                          std::string(kCustomerEngagementBureau));
        if (ours) bureaus.push_back(*ours);
    }
    std::erase_if(bureaus, [](const AuthorizationService& each) { return !each.sends_reversals; });
    if (bureaus.empty()) {
        session.log().write(Severity::kInfo, "",
                            fmt::format("no reversal is made or sent: company {} has no service bureau of "
                                        "payments by stored value cards with Send reversal",
                                        session.company()));
    }
    return bureaus;
}

ExitCode reverse_by(Session& session, const Settings& settings, const MoneyRunOptions& options,
                    const AuthorizationService& bureau, ReverseResult& result) {
    Reversing job(session, settings, bureau, result);
    if (session.dry_run()) job.count();
    ReversalMaking(session, bureau, result).run();
    if (session.dry_run()) return ExitCode::kDone;
    return run_money_job(session, settings, options, bureau, kReversalProcess, job, result.left_behind);
}

}  // namespace

ExitCode run_reverse(Session& session, const MoneyRunOptions& options, ReverseResult& result) {
    const Settings settings(session.database(), session.company());
    const StopSignals signals;
    for (const AuthorizationService& bureau : reversing_bureaus(session)) {
        const ExitCode code = reverse_by(session, settings, options, bureau, result);
        if (code != ExitCode::kDone) return code;
    }
    if (session.dry_run()) return ExitCode::kDone;
    if (result.unanswered > 0) return ExitCode::kUnavailable;
    return result.declined + result.held + result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const ReverseResult& result, bool dry_run) {
    std::string text = fmt::format("{} {}, {} in all", dry_run ? "would reverse" : "reversed",
                                   counted(dry_run ? result.to_send : result.reversed, "authorization"),
                                   to_string(result.amount));
    if (result.declined > 0) text += fmt::format(", {} declined", result.declined);
    if (result.closed > 0) text += fmt::format(", {} closed", result.closed);
    return text + in_words(result);
}

}  // namespace oa
