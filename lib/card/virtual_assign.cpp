#include "card/virtual_assign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/new_number.hpp"
#include "card/virtual_number_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

class VirtualCardTable : public VirtualCardSource {
  public:
    explicit VirtualCardTable(Session& session)
        : session_(session),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          shared_(session.database(), session.company()),
          pay_types_(session.database(), session.company()) {}

    void prepare(const SvcPick& /*pick*/, const SvcPickLine& /*line*/) override {}

    std::vector<std::string> take(const SvcPick& /*pick*/, const SvcPickLine& line) override {
        // What a dry run took is still there; what was taken is not.
        std::int64_t after = session_.dry_run() ? taken_up_to_ : 0;
        std::vector<std::string> taken;
        std::vector<std::int64_t> rows;
        while (std::ssize(taken) < line.quantity) {
            const auto row = next_virtual_card_number(session_.database(), session_.company(), after);
            if (!row) return {};
            after = row->sequence_number;
            const std::string number = numbers_.from_store(row->card_number);
            if (const auto problem = problem_with(number, taken)) {
                report(row->sequence_number, number, *problem);
                continue;
            }
            taken.push_back(number);
            rows.push_back(row->sequence_number);
        }
        taken_up_to_ = after;
        if (session_.dry_run()) return taken;
        for (const std::int64_t row : rows) {
            delete_virtual_card_number(session_.database(), session_.company(), row);
        }
        return taken;
    }

    std::string shortage() const override {
        return "not enough numbers are left in the Virtual Card Number table (FLSVCA)";
    }

  private:
    std::optional<std::string> problem_with(const std::string& number,
                                            const std::vector<std::string>& taken) const {
        if (auto problem = pay_types_.problem_with(number)) return problem;
        if (std::find(taken.begin(), taken.end(), number) != taken.end()) return "it is used already";
        return shared_.assignment_of(number);
    }

    void report(std::int64_t row, const std::string& number, const std::string& problem) {
        if (!reported_.insert(row).second) return;
        session_.log().write(
            Severity::kWarning, fmt::format("virtual card number {}", row),
            fmt::format("{} is given to no card: {}; delete the row", shown_card_number(number), problem));
    }

    Session& session_;
    CardNumbers numbers_;
    SharedNumbers shared_;
    SvcPayTypes pay_types_;
    std::int64_t taken_up_to_ = 0;
    std::set<std::int64_t> reported_;
};

/// Gives numbers to the lines of one pick after the other, and bills them.
class VirtualBilling {
  public:
    VirtualBilling(Session& session, const std::string& user, VirtualCardSource& source,
                   SvcVirtualResult& result)
        : session_(session),
          settings_(session.database(), session.company()),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          picks_(session.database(), session.company()),
          billing_(session, settings_, user),
          source_(source),
          result_(result) {}

    void bill(std::int64_t number) {
        if (!session_.dry_run()) prepare(number);
        SvcVirtualResult billed = result_;
        Transaction transaction(session_.database(),
                                session_.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
        const SvcPick pick = require_pick(number);
        bool is_whole = true;
        for (const SvcPickLine& line : picks_.lines(number)) {
            if (!bill(pick, line, billed)) is_whole = false;
        }
        if (is_whole) {
            billing_.close(pick, billed.billed);
        } else {
            ++billed.billed.left;
        }
        kill_point("svc-virtual");
        transaction.commit();
        result_ = billed;
    }

  private:
    SvcPick require_pick(std::int64_t number) {
        SvcPick pick = require_printed_pick(picks_, number);
        if (picks_.lines(number).front().card_type != "V") {
            throw Error(ExitCode::kInputData,
                        "it holds no virtual cards; assign gives its cards numbers, bill bills it");
        }
        return pick;
    }

    void prepare(std::int64_t number) {
        const SvcPick pick = require_pick(number);
        for (const SvcPickLine& line : picks_.lines(number)) source_.prepare(pick, line);
    }

    /// False when there are not enough numbers.
    bool bill(const SvcPick& pick, const SvcPickLine& line, SvcVirtualResult& billed) {
        std::vector<StoredCardNumber> stored;
        for (const std::string& number : source_.take(pick, line)) {
            stored.push_back(numbers_.to_store(number));
        }
        if (std::ssize(stored) == line.quantity) {
            billing_.bill_virtual(pick, line, stored, billed.billed);
            return true;
        }
        ++billed.lines_left;
        session_.log().write(Severity::kError, fmt::format("pick {}, line {}", pick.number, line.line_number),
                             fmt::format("not billed, order {}-{}: {}; {} needed", pick.order_number,
                                         pick.ship_to_number, source_.shortage(), line.quantity));
        if (!session_.dry_run()) {
            add_svc_assignment_error(session_.database(), session_.company(), pick.number, line.line_number,
                                     to_string(session_.clock().now()), source_.shortage());
        }
        return false;
    }

    Session& session_;
    Settings settings_;
    CardNumbers numbers_;
    SvcPicks picks_;
    SvcBilling billing_;
    VirtualCardSource& source_;
    SvcVirtualResult& result_;
};

}  // namespace

std::unique_ptr<VirtualCardSource> virtual_card_table(Session& session) {
    return std::make_unique<VirtualCardTable>(session);
}

std::string summary_of(const SvcVirtualResult& result, bool dry_run) {
    std::string text = summary_of(result.billed, dry_run);
    if (result.lines_left > 0) {
        text += fmt::format("; {} without a number, see report errors", counted(result.lines_left, "line"));
    }
    return text;
}

ExitCode assign_virtual_cards(Session& session, const SvcVirtualOptions& options, VirtualCardSource& source,
                              SvcVirtualResult& result) {
    std::vector<std::int64_t> numbers = options.picks;
    if (numbers.empty()) {
        numbers = SvcPicks(session.database(), session.company()).printed_virtual_picks();
    }
    VirtualBilling billing(session, options.user, source, result);
    const StopSignals signals;
    for (const std::int64_t number : numbers) {
        try {
            billing.bill(number);
        } catch (const Error& error) {
            if (!is_bad_row(error)) throw;
            ++result.billed.left;
            session.log().write(Severity::kError, fmt::format("pick {}", number), error.what());
        }
        kill_point("svc-virtual-billed");
        if (StopSignals::requested()) return ExitCode::kTryLater;
    }
    return result.billed.left > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

}  // namespace oa
