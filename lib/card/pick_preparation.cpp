#include "card/pick_preparation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/kill_point.hpp"
#include "base/text.hpp"
#include "card/pick_preparation_rows.hpp"
#include "card/pick_rows.hpp"
#include "card/stored_value_card_rows.hpp"
#include "store/settings.hpp"

namespace oa {

namespace {

PickOrder required_order(Database& database, int company, std::int64_t order_number) {
    const auto order = pick_order(database, company, order_number);
    if (!order) {
        throw Error(ExitCode::kNoInput, fmt::format("company {} has no order {}", company, order_number));
    }
    return *order;
}

void require_open(const PickOrder& order, std::int64_t order_number) {
    if (order.status == "H") {
        throw Error(ExitCode::kInputData,
                    fmt::format("order {} is on hold {}; release it first (oa-svc release {} --reason {})",
                                order_number, order.hold_reason_code, order_number, order.hold_reason_code));
    }
    if (order.status.empty()) return;
    throw Error(ExitCode::kInputData,
                fmt::format("order {} is {}", order_number, order.status == "C" ? "closed" : "cancelled"));
}

/// Adds the picks of a line: one, or one a unit of an item that ships alone.
void add_picks(Session& session, const SvcPickOptions& options, const PickOrder& order,
               const CardOrderLine& line, SvcPickResult& result) {
    const std::int64_t pickable = line.pickable();
    const std::int64_t each = line.is_ship_alone ? 1 : pickable;
    for (std::int64_t picked = 0; picked < pickable; picked += each) {
        const std::int64_t pick = session.dry_run() ? 0
                                                    : add_card_pick(session.database(), session.company(),
                                                                    options.order_number, order, line, each);
        if (line.card_type == "V") {
            result.virtual_cards += each;
            result.virtual_picks.push_back(pick);
        } else {
            result.units.push_back(
                {pick, line.ship_to_number, line.line_number, line.item, line.sku_code, each});
        }
    }
    const std::int64_t left = line.open() - pickable;
    if (left == 0) return;
    result.not_reserved += left;
    session.log().write(
        Severity::kWarning,
        fmt::format("order {}-{} line {}", options.order_number, line.ship_to_number, line.line_number),
        fmt::format("{} of item {} {} not reserved, and so on no pick slip", counted(left, "unit"), line.item,
                    left == 1 ? "is" : "are"));
}

}  // namespace

ExitCode prepare_card_picks(Session& session, const SvcPickOptions& options, SvcPickResult& result) {
    Database& database = session.database();
    const Settings settings(database, session.company());
    Transaction transaction(database,
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    const PickOrder order = required_order(database, session.company(), options.order_number);
    require_open(order, options.order_number);
    if (settings.is_selected("L72") && !order.is_gift_card_checked && order.has_card_item &&
        order.has_card_payment) {
        if (!session.dry_run()) put_on_gift_card_hold(database, session.company(), options.order_number);
        transaction.commit();
        session.log().write(Severity::kWarning, fmt::format("order {}", options.order_number),
                            "stored value cards are paid by a stored value card: it is on hold GC now (Use "
                            "Gift Card Fraud Checking, L72); look at it and release it");
        return ExitCode::kRowsLeft;
    }
    for (const CardOrderLine& line :
         card_order_lines(database, session.company(), options.order_number, options.ship_to_number)) {
        add_picks(session, options, order, line, result);
    }
    // Those of a run that was killed before it drew their numbers, too.
    if (!session.dry_run()) {
        result.virtual_picks =
            SvcPicks(database, session.company()).printed_virtual_picks(options.order_number);
    }
    kill_point("svc-pick");
    transaction.commit();
    return result.not_reserved > 0 ? ExitCode::kRowsLeft : ExitCode::kDone;
}

std::string summary_of(const SvcPickResult& result, bool dry_run) {
    std::int64_t cards = 0;
    for (const PickUnitLine& unit : result.units) cards += unit.quantity;
    std::string text =
        fmt::format("{} {} with {}", dry_run ? "would print" : "printed",
                    counted(std::ssize(result.units), "pick slip"), counted(cards, "physical card"));
    if (!result.virtual_picks.empty()) {
        text += fmt::format(", {} with {}", counted(std::ssize(result.virtual_picks), "pick"),
                            counted(result.virtual_cards, "virtual card"));
        if (!dry_run) text += "; " + summary_of(result.assigned, dry_run);
    }
    if (result.not_reserved > 0)
        text += fmt::format("; {} not reserved", counted(result.not_reserved, "unit"));
    return text;
}

void release_order_hold(Session& session, std::int64_t order_number, const std::string& reason,
                        const std::string& user) {
    Database& database = session.database();
    Transaction transaction(database,
                            session.dry_run() ? Transaction::Kind::kRead : Transaction::Kind::kWrite);
    const PickOrder order = required_order(database, session.company(), order_number);
    if (order.status != "H" || order.hold_reason_code != reason) {
        throw Error(ExitCode::kInputData, order.status == "H"
                                              ? fmt::format("order {} is on hold {}, not {}", order_number,
                                                            order.hold_reason_code, reason)
                                              : fmt::format("order {} is not on hold", order_number));
    }
    if (session.dry_run()) return;
    release_hold(database, session.company(), order_number, reason);
    add_order_history(database, session.company(), order_number, to_string(session.clock().now()), user,
                      fmt::format("hold {} released", reason));
    kill_point("svc-release");
    transaction.commit();
}

}  // namespace oa
