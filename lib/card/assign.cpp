#include "card/assign.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/new_number.hpp"
#include "card/pick_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

/// Assigns numbers to the units of picks.
class Assignment {
  public:
    Assignment(Session& session, const std::string& user, SvcAssignResult& result)
        : session_(session),
          settings_(session.database(), session.company()),
          numbers_(CardNumbers::of_store(session.database(), session.company())),
          shared_(session.database(), session.company()),
          pay_types_(session.database(), session.company()),
          picks_(session.database(), session.company()),
          billing_(session, settings_, user),
          is_streamlined_(settings_.is_selected("I23")),
          result_(result) {}

    /// All that one pick is given, in one transaction.
    void assign(std::int64_t number, const std::vector<PickInCard>& cards) {
        SvcAssignResult assigned = result_;
        try {
            Transaction transaction(session_.database(), session_.dry_run() ? Transaction::Kind::kRead
                                                                            : Transaction::Kind::kWrite);
            const SvcPick pick = require_pick(number);
            load_units(number);
            for (const PickInCard& card : cards) assign(pick, card, assigned);
            if (is_streamlined_ && assigned.assigned > result_.assigned && is_complete())
                bill(pick, assigned);
            kill_point("svc-assign");
            transaction.commit();
            result_ = assigned;
        } catch (const Error& error) {
            if (!is_bad_row(error)) throw;
            result_.refused += std::ssize(cards);
            session_.log().write(Severity::kError, fmt::format("pick {}", number), error.what());
        }
        kill_point("svc-assigned");
    }

  private:
    SvcPick require_pick(std::int64_t number) {
        SvcPick pick = require_printed_pick(picks_, number);
        if (picks_.lines(number).front().card_type == "V") {
            throw Error(ExitCode::kInputData, "it holds virtual cards, which assign-virtual gives numbers");
        }
        return pick;
    }

    void load_units(std::int64_t pick) {
        lines_ = picks_.lines(pick);
        units_.clear();
        for (const SvcPickLine& line : lines_) {
            const std::vector<SvcPickUnit> units = picks_.units(pick, line.line_number);
            units_.insert(units_.end(), units.begin(), units.end());
        }
    }

    void assign(const SvcPick& pick, const PickInCard& card, SvcAssignResult& result) {
        // Lines of one order's line are alike; others are not: nobody is to guess.
        std::int64_t line = card.line_number;
        if (line == 0 && lines_.size() > 1) {
            throw Error(
                ExitCode::kInputData,
                fmt::format("it has {} lines with stored value cards; say which with --line", lines_.size()));
        }
        if (line == 0) line = lines_.front().line_number;
        if (const auto problem = give(pick, line, card.card_number)) {
            ++result.refused;
            session_.log().write(Severity::kError, fmt::format("pick {}, line {}", pick.number, line),
                                 fmt::format("card number {} is not assigned: {}",
                                             shown_card_number(card.card_number), *problem));
            return;
        }
        ++result.assigned;
    }

    /// Why it was not given.
    std::optional<std::string> give(const SvcPick& pick, std::int64_t line, const std::string& number) {
        const bool is_line = std::any_of(lines_.begin(), lines_.end(), [line](const SvcPickLine& each) {
            return each.line_number == line;
        });
        if (!is_line) return "the pick has no such line with a stored value card";
        if (auto problem = problem_with_new_number(shared_, pay_types_, number)) return problem;
        // A dry run leaves nothing in the store by which a number would be found a second time.
        if (std::find(seen_.begin(), seen_.end(), number) != seen_.end()) return "it is given twice";
        const auto unit = std::find_if(units_.begin(), units_.end(), [line](const SvcPickUnit& each) {
            return each.line_number == line && each.number.card_number.empty();
        });
        if (unit == units_.end()) return "all units of the line have a number";
        unit->number = numbers_.to_store(number);
        if (session_.dry_run()) {
            seen_.push_back(number);
        } else {
            picks_.set_number(pick.number, *unit);
        }
        return std::nullopt;
    }

    bool is_complete() const {
        std::int64_t quantity = 0;
        for (const SvcPickLine& line : lines_) quantity += line.quantity;
        const auto numbered = std::count_if(units_.begin(), units_.end(), [](const SvcPickUnit& unit) {
            return !unit.number.card_number.empty();
        });
        return numbered == std::ssize(units_) && numbered == quantity;
    }

    void bill(const SvcPick& pick, SvcAssignResult& result) {
        if (!session_.dry_run()) {
            billing_.bill_physical(pick, result.billed);
            return;
        }
        // The store has no numbers of a dry run.
        ++result.billed.picks;
        if (!picks_.has_cards_only(pick.number)) ++result.billed.open;
        result.billed.cards += std::ssize(units_);
    }

    Session& session_;
    Settings settings_;
    CardNumbers numbers_;
    SharedNumbers shared_;
    SvcPayTypes pay_types_;
    SvcPicks picks_;
    SvcBilling billing_;
    bool is_streamlined_;
    SvcAssignResult& result_;
    std::vector<SvcPickLine> lines_;
    std::vector<SvcPickUnit> units_;
    std::vector<std::string> seen_;
};

ExitCode end_of(const SvcAssignResult& result) {
    if (StopSignals::requested()) return ExitCode::kTryLater;
    return result.refused > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

}  // namespace

std::string summary_of(const SvcAssignResult& result, bool dry_run) {
    std::string text =
        fmt::format("{} {}", dry_run ? "would assign" : "assigned", counted(result.assigned, "card number"));
    if (result.refused > 0) text += fmt::format(", refused {}", result.refused);
    if (result.billed.picks > 0) text += "; " + summary_of(result.billed, dry_run);
    return text;
}

ExitCode assign_card_numbers(Session& session, const SvcAssignOptions& options, SvcAssignResult& result) {
    const StopSignals signals;
    Assignment assignment(session, options.user, result);
    std::vector<PickInCard> cards;
    cards.reserve(options.numbers.size());
    for (const std::string& number : options.numbers) cards.push_back({options.line, number});
    if (cards.empty()) {
        throw Error(ExitCode::kInputData,
                    "there is no card number; give one a line on standard input or in the file of --from");
    }
    if (cards.front().card_number.front() == '<') {
        throw Error(ExitCode::kInputData,
                    "this is XML and no list of card numbers; a CWPickIn message goes without a pick");
    }
    assignment.assign(options.pick, cards);
    return end_of(result);
}

ExitCode assign_from_pick_in(Session& session, const PickInMessage& message, const std::string& user,
                             SvcAssignResult& result) {
    const StopSignals signals;
    Assignment assignment(session, user, result);
    for (const PickInMessage::Problem& problem : message.problems) {
        ++result.refused;
        session.log().write(Severity::kError, problem.subject, problem.what);
    }
    for (const PickIn& pick : message.picks) {
        if (StopSignals::requested()) break;
        if (pick.company != session.company()) {
            result.refused += std::ssize(pick.cards);
            session.log().write(
                Severity::kError, fmt::format("pick {}", pick.control_number),
                fmt::format("it is of company {}; its card numbers are not assigned", pick.company));
            continue;
        }
        assignment.assign(pick.control_number, pick.cards);
    }
    return end_of(result);
}

}  // namespace oa
