#include "payment/reverse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ranges>
#include <string_view>
#include <vector>

#include "base/kill_point.hpp"
#include "base/progress.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/authorization_service_rows.hpp"
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

/// Nothing when there is nobody to send reversals to.
std::optional<AuthorizationService> reversing_bureau(Session& session) {
    auto bureau =
        authorization_service(session.database(), session.company(), std::string(kCustomerEngagementBureau));
    if (bureau && bureau->is_payment_link() && bureau->sends_reversals) return bureau;
    session.log().write(Severity::kInfo, "",
                        fmt::format("no reversal is made or sent: company {} has no service bureau {} by "
                                    "Payment Link with Send reversal",
                                    session.company(), kCustomerEngagementBureau));
    return std::nullopt;
}

}  // namespace

ExitCode run_reverse(Session& session, const MoneyRunOptions& options, ReverseResult& result) {
    const auto bureau = reversing_bureau(session);
    if (!bureau) return ExitCode::kDone;
    const Settings settings(session.database(), session.company());
    const StopSignals signals;
    Reversing job(session, settings, *bureau, result);
    if (session.dry_run()) {
        job.count();
        ReversalMaking(session, *bureau, result).run();
        return ExitCode::kDone;
    }
    ReversalMaking(session, *bureau, result).run();
    MoneyRun run(session, settings, options);
    Progress progress(session.log(), session.progress(), "reversals", 0);
    const ExitCode code = run.run(job, progress);
    if (code != ExitCode::kDone) return code;
    if (result.unanswered > 0) return ExitCode::kUnavailable;
    return result.declined + result.held + result.left_behind > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const ReverseResult& result, bool dry_run) {
    std::string text = fmt::format("{} {}, {} in all", dry_run ? "would reverse" : "reversed",
                                   counted(dry_run ? result.to_send : result.reversed, "authorization"),
                                   to_string(result.amount));
    if (result.declined > 0) text += fmt::format(", {} declined", result.declined);
    if (result.closed > 0) text += fmt::format(", {} closed", result.closed);
    if (result.unanswered > 0) text += fmt::format("; no answer for {}", result.unanswered);
    if (result.held > 0) text += fmt::format("; {} to be found out", result.held);
    if (result.left_behind > 0) text += fmt::format("; {} left behind", result.left_behind);
    return text;
}

}  // namespace oa
