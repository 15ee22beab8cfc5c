#include "card/unassign.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "card/new_number.hpp"
#include "card/number_reader.hpp"
#include "card/number_rows.hpp"
#include "card/pick_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

/// The units with a number that are meant.
std::vector<SvcPickUnit> require_units(SvcPicks& picks, const SvcUnassignOptions& options) {
    std::vector<SvcPickUnit> units;
    for (const SvcPickLine& line : picks.lines(options.pick)) {
        if (options.line != 0 && line.line_number != options.line) continue;
        for (const SvcPickUnit& unit : picks.units(options.pick, line.line_number)) {
            const bool is_meant = options.unit == 0 || unit.sequence_number == options.unit;
            if (is_meant && !unit.number.card_number.empty()) units.push_back(unit);
        }
    }
    if (units.empty()) {
        throw Error(ExitCode::kNoInput,
                    fmt::format("pick {} has no card number on {}{}", options.pick,
                                options.line == 0 ? "its lines" : fmt::format("line {}", options.line),
                                options.unit == 0 ? "" : fmt::format(", unit {}", options.unit)));
    }
    if (units.front().line_number != units.back().line_number) {
        throw Error(
            ExitCode::kInputData,
            fmt::format("pick {} has several lines with card numbers; say which with --line", options.pick));
    }
    return units;
}

/// A number that cannot be read is taken back, too.
std::string shown(const CardNumbers& numbers, const SvcPickUnit& unit) {
    const std::string& stored = unit.number.card_number;
    return numbers.can_read(stored) ? shown_card_number(numbers.from_store(stored)) : kUnreadableCardNumber;
}

}  // namespace

ExitCode unassign_card_numbers(Session& session, const SvcUnassignOptions& options,
                               SvcUnassignResult& result) {
    Database& database = session.database();
    const CardNumbers numbers{Settings(database, session.company())};
    SvcPicks picks(database, session.company());
    Transaction transaction(database,
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    try {
        require_unbilled_pick(picks, options.pick);
    } catch (const Error& error) {
        throw Error(error.code(), fmt::format("pick {}: {}", options.pick, error.what()));
    }
    for (SvcPickUnit unit : require_units(picks, options)) {
        result.units.push_back({unit.line_number, unit.sequence_number, shown(numbers, unit)});
        unit.number = {};
        if (!session.dry_run()) picks.set_number(options.pick, unit);
    }
    kill_point("svc-unassign");
    transaction.commit();
    return ExitCode::kDone;
}

std::string summary_of(const SvcUnassignResult& result, std::int64_t pick, bool dry_run) {
    std::string text = fmt::format("{} {} back from pick {}", dry_run ? "would take" : "took",
                                   counted(std::ssize(result.units), "card number"), pick);
    for (const SvcUnassignedUnit& unit : result.units) {
        text += fmt::format("{} line {} unit {} {}", &unit == &result.units.front() ? ":" : ",", unit.line,
                            unit.unit, unit.shown);
    }
    return text;
}

}  // namespace oa
