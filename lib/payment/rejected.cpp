#include "payment/rejected.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/date.hpp"
#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "card/new_number.hpp"
#include "card/stored_value_card_rows.hpp"
#include "payment/deposit_answer.hpp"

namespace oa {

namespace {

struct ActionWords {
    const char* done;
    const char* history;
};

ActionWords words_of(RejectedAction action) {
    switch (action) {
        case RejectedAction::kChange: return {"changed", "other activity ID entered"};
        case RejectedAction::kResubmit: return {"resubmitted", "resubmitted"};
        case RejectedAction::kConfirm: return {"confirmed", "confirmed by hand"};
        case RejectedAction::kWriteOff: return {"written off", "written off"};
    }
    return {};
}

/// What is done to rejected deposits, each within a transaction of the caller.
class RejectedDesk {
  public:
    RejectedDesk(Session& session, const Settings& settings, const RejectedOptions& options)
        : session_(session),
          options_(options),
          answers_(session, settings),
          authorizations_(session.database(), session.company()) {}

    std::vector<std::int64_t> numbers() {
        if (!options_.numbers.empty()) return options_.numbers;
        std::vector<std::int64_t> numbers;
        for (const RejectedDeposit& each : answers_.rejects().list(options_.selection)) {
            if (each.status.empty()) numbers.push_back(each.number);
        }
        return numbers;
    }

    /// Error kNoInput for one that is not there, kInputData where it cannot be done.
    Money act_on(std::int64_t number) {
        auto reject = answers_.rejects().reject(number);
        if (!reject) throw Error(ExitCode::kNoInput, "there is no such rejected deposit");
        require_open(*reject);
        if (options_.action == RejectedAction::kChange) require_activity(*reject);
        if (session_.dry_run()) return reject->amount;
        reject->changed_by = options_.user;
        reject->changed_at = to_string(session_.clock().now());
        act(*reject);
        add_order_history(session_.database(), session_.company(), reject->order_number, reject->changed_at,
                          options_.user,
                          fmt::format("rejected {} {} of invoice {}, {}: {}",
                                      reject->transaction_type == "C" ? "credit" : "deposit", number,
                                      reject->billed.invoice_number, to_string(reject->amount),
                                      words_of(options_.action).history));
        return reject->amount;
    }

  private:
    void require_open(const RejectedDeposit& reject) {
        const bool is_resubmitted = reject.status == "S";
        if (!reject.status.empty() && !is_resubmitted) {
            throw Error(ExitCode::kInputData, fmt::format("it is {} already", status_text(reject)));
        }
        if (is_resubmitted && options_.action == RejectedAction::kResubmit) {
            throw Error(ExitCode::kInputData, "it is resubmitted already: the next deposit run sends it");
        }
        const auto billed = answers_.deposits().billed(reject.billed);
        if (billed && (billed->deposit_status == "S" || billed->deposit_status == "E")) {
            throw Error(ExitCode::kInputData,
                        "it was sent again, and what became of it is not known yet: run deposit, or see "
                        "`held list`");
        }
    }

    void require_activity(const RejectedDeposit& reject) {
        if (reject.transaction_type == "C") {
            throw Error(ExitCode::kInputData, "it is a credit, which names no Activity ID");
        }
        const auto owner = authorizations_.payment_of(options_.activity_id);
        if (owner && *owner != reject.payment()) {
            throw Error(ExitCode::kInputData,
                        fmt::format("{} is the authorization of order {} payment {}", options_.activity_id,
                                    owner->order_number, owner->opm_sequence));
        }
        for (const Authorization& each : authorizations_.of(reject.payment())) {
            if (each.authorization_number != options_.activity_id || each.open() >= reject.amount) continue;
            throw Error(
                ExitCode::kInputData,
                fmt::format("of authorization {} only {} is left, {} is to be deposited; preauthorize "
                            "the amount there and enter its Activity ID",
                            each.authorization_number, to_string(each.open()), to_string(reject.amount)));
        }
    }

    void act(RejectedDeposit& reject) {
        switch (options_.action) {
            case RejectedAction::kChange:
                reject.authorization_number = options_.activity_id;
                return answers_.rejects().update(reject);
            case RejectedAction::kResubmit:
                reject.status = "S";
                answers_.rejects().update(reject);
                return answers_.deposits().set_status(reject.billed, "");
            case RejectedAction::kConfirm:
                reject.status = "C";
                answers_.rejects().update(reject);
                answers_.deposits().add_deposited(reject.billed, reject.amount,
                                                  to_string(date_of(session_.clock().now())));
                answers_.deposits().add_charged(reject.payment(), reject.transaction_type == "C",
                                                reject.amount);
                return answers_.settle(reject.billed);
            case RejectedAction::kWriteOff:
                reject.status = "W";
                answers_.rejects().update(reject);
                return answers_.settle(reject.billed);
        }
    }

    Session& session_;
    const RejectedOptions& options_;
    DepositAnswers answers_;
    Authorizations authorizations_;
};

}  // namespace

ExitCode change_rejected(Session& session, const RejectedOptions& options, RejectedResult& result) {
    result.action = options.action;
    const Settings settings(session.database(), session.company());
    RejectedDesk desk(session, settings, options);
    for (const std::int64_t number : desk.numbers()) {
        try {
            Transaction transaction(session.database(),
                                    session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
            const Money amount = desk.act_on(number);
            kill_point("payment-rejected");
            transaction.commit();
            ++result.done;
            result.amount += amount;
        } catch (const Error& error) {
            if (!is_bad_row(error)) throw;
            ++result.left;
            session.log().write(Severity::kError, fmt::format("rejected deposit {}", number), error.what());
        }
    }
    return result.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const RejectedResult& result, bool dry_run) {
    std::string text = fmt::format("{} {} {}, {} in all", counted(result.done, "rejected deposit"),
                                   dry_run ? "would be" : (result.done == 1 ? "is" : "are"),
                                   words_of(result.action).done, to_string(result.amount));
    if (result.left > 0) text += fmt::format("; left {}", result.left);
    return text;
}

std::string_view status_text(const RejectedDeposit& reject) {
    if (reject.status == "S") return "resubmitted";
    if (reject.status == "D") return "deposited";
    if (reject.status == "C") return "confirmed by hand";
    if (reject.status == "R") return "rejected again";
    if (reject.status == "W") return "written off";
    return "rejected";
}

}  // namespace oa
