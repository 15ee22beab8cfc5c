#include "card/pick_slip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/kill_point.hpp"
#include "card/bill.hpp"
#include "card/pick_rows.hpp"
#include "card/virtual_number_rows.hpp"

namespace oa {

namespace {

/// A change of one pick, in a transaction that a dry run takes back: it only reads.
class PickSlip {
  public:
    PickSlip(Session& session, std::int64_t number, SvcPickSlipResult& result)
        : session_(session),
          result_(result),
          picks_(session.database(), session.company()),
          transaction_(session.database(),
                       session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite),
          number_(number) {
        pick_ = require(&require_unbilled_pick);
        lines_ = picks_.lines(number);
        if (picks_.has_billed_line(number)) {
            throw Error(ExitCode::kInputData,
                        fmt::format("pick {} is billed but for {} of its lines; load virtual card numbers "
                                    "and run assign-virtual {}",
                                    number, lines_.size(), number));
        }
    }

    /// Void and unreserve: before it is voided.
    void unreserve() {
        result_.unreserved = picks_.reserved(pick_);
        if (!session_.dry_run()) picks_.unreserve(pick_);
    }

    void void_pick() {
        for (const SvcPickLine& line : lines_) delete_units(line, 0);
        if (session_.dry_run()) return;
        for (const SvcPickLine& line : lines_) {
            remove_svc_assignment_error(session_.database(), session_.company(), number_, line.line_number);
        }
        picks_.set_void(number_);
    }

    void decrease(std::int64_t line_number, std::int64_t quantity) {
        const SvcPickLine line = line_of(line_number);
        if (quantity >= line.quantity) {
            throw Error(ExitCode::kInputData,
                        fmt::format("line {} of pick {} has a quantity of {} already; {} is not a decrease",
                                    line.line_number, number_, line.quantity, quantity));
        }
        const std::vector<SvcPickUnit> units = picks_.units(number_, line.line_number);
        const auto kept = static_cast<std::size_t>(quantity);
        if (kept < units.size()) delete_units(line, units[kept].sequence_number);
        if (!session_.dry_run()) picks_.set_quantity(number_, line.line_number, quantity);
    }

    void reprint(std::int64_t new_pick) {
        require(&require_printed_pick);
        if (picks_.pick(new_pick)) {
            throw Error(ExitCode::kInputData, fmt::format("pick {} is there already; give the number of the "
                                                          "new pick",
                                                          new_pick));
        }
        if (!session_.dry_run()) picks_.copy_pick(number_, new_pick);
        for (const SvcPickLine& line : lines_) {
            if (line.card_type == "V") continue;
            result_.created += line.quantity;
            if (session_.dry_run()) continue;
            for (std::int64_t sequence = 1; sequence <= line.quantity; ++sequence) {
                picks_.add_unit(new_pick, line.line_number, sequence);
            }
        }
        void_pick();
    }

    void commit() {
        kill_point("svc-pick-slip");
        transaction_.commit();
    }

  private:
    SvcPick require(SvcPick (*required)(SvcPicks&, std::int64_t)) {
        try {
            return required(picks_, number_);
        } catch (const Error& error) {
            throw Error(error.code(), fmt::format("pick {}: {}", number_, error.what()));
        }
    }

    SvcPickLine line_of(std::int64_t line_number) const {
        if (line_number == 0 && lines_.size() > 1) {
            throw Error(ExitCode::kInputData,
                        fmt::format("pick {} has {} lines with stored value cards; say which with --line",
                                    number_, lines_.size()));
        }
        const auto line = std::find_if(lines_.begin(), lines_.end(), [line_number](const SvcPickLine& each) {
            return line_number == 0 || each.line_number == line_number;
        });
        if (line == lines_.end()) {
            throw Error(ExitCode::kNoInput,
                        fmt::format("pick {} has no line {} with stored value cards", number_, line_number));
        }
        return *line;
    }

    void delete_units(const SvcPickLine& line, std::int64_t from) {
        const std::vector<SvcPickUnit> units = picks_.units(number_, line.line_number);
        result_.deleted += std::count_if(units.begin(), units.end(), [from](const SvcPickUnit& unit) {
            return unit.sequence_number >= from;
        });
        if (!session_.dry_run()) picks_.delete_units(number_, line.line_number, from);
    }

    Session& session_;
    SvcPickSlipResult& result_;
    SvcPicks picks_;
    Transaction transaction_;
    std::int64_t number_;
    SvcPick pick_;
    std::vector<SvcPickLine> lines_;
};

}  // namespace

void void_svc_pick(Session& session, std::int64_t pick, bool unreserves, SvcPickSlipResult& result) {
    PickSlip slip(session, pick, result);
    if (unreserves) slip.unreserve();
    slip.void_pick();
    slip.commit();
}

void decrease_svc_pick(Session& session, std::int64_t pick, std::int64_t line, std::int64_t quantity,
                       SvcPickSlipResult& result) {
    PickSlip slip(session, pick, result);
    slip.decrease(line, quantity);
    slip.commit();
}

void reprint_svc_pick(Session& session, std::int64_t pick, std::int64_t new_pick, SvcPickSlipResult& result) {
    PickSlip slip(session, pick, result);
    slip.reprint(new_pick);
    slip.commit();
}

}  // namespace oa
