#include <fmt/format.h>

#include "base/text.hpp"
#include "card/generated_number.hpp"
#include "card/pick_preparation.hpp"
#include "oa_svc.hpp"

namespace oa::svc {

namespace {

void print_pick_units(const std::vector<PickUnitLine>& units, const Call& call) {
    if (units.empty()) return;
    call.line("Pick Unit Report, company {}", call.common.session.company);
    call.line("      Pick  Ship-to  Line  Item          SKU             Units");
    for (const PickUnitLine& unit : units) {
        const std::string number = unit.pick == 0 ? "-" : fmt::format("{}", unit.pick);
        call.line("{:>10}  {:>7}  {:>4}  {:<12}  {:<14} {:>6}", number, unit.ship_to_number, unit.line_number,
                  unit.item, unit.sku_code, unit.quantity);
    }
}

/// The numbers of virtual cards are drawn when their picks are there: another system may be asked.
ExitCode pick(Arguments& arguments, const Call& call) {
    SvcPickResult result;
    const ExitCode code = call.in_session(
        kSvcPickJob,
        [&](Session& session) {
            const ExitCode prepared = prepare_card_picks(
                session, {arguments.order_number, arguments.ship_to_number, arguments.user}, result);
            print_pick_units(result.units, call);
            if (session.dry_run() || result.virtual_picks.empty()) return prepared;
            const auto source = virtual_card_source(session, arguments.connection);
            const ExitCode assigned = assign_virtual_cards(session, {result.virtual_picks, arguments.user},
                                                           *source, result.assigned);
            return assigned == ExitCode::kDone ? prepared : assigned;
        },
        result);
    return code;
}

/// What release did, for --json.
struct ReleasedOrder {
    std::int64_t order_number;
    std::string reason;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("order_number", order_number);
        visit("reason", reason);
    }
};

std::string summary_of(const ReleasedOrder& order, bool dry_run) {
    return fmt::format("{} order {} from hold {}", dry_run ? "would release" : "released", order.order_number,
                       order.reason);
}

ExitCode release(Arguments& arguments, const Call& call) {
    if (arguments.user.empty()) {
        throw Error(ExitCode::kNoPermission,
                    "release needs --user: who released an order stands in its history");
    }
    const ReleasedOrder order{arguments.order_number, to_upper(arguments.reason)};
    return call.in_session(
        kReleaseHoldJob,
        [&](Session& session) {
            release_order_hold(session, order.order_number, order.reason, arguments.user);
            return ExitCode::kDone;
        },
        order);
}

}  // namespace

void add_order_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    constexpr std::int64_t kLargestOrder = 99'999'999;
    constexpr std::int64_t kLargestShipTo = 999;
    CLI::App* sub =
        add_command(app, "pick", "Print pick slips for the cards of an order; virtual ones are billed",
                    {"pick 5001", "pick 5001 --ship-to 1 --dry-run"}, &pick, chosen);
    add_whole_number(*sub, "order", arguments.order_number, 1, kLargestOrder, "The order")->required();
    add_whole_number(*sub, "--ship-to", arguments.ship_to_number, 1, kLargestShipTo, "This ship-to alone");

    sub = add_command(app, "release", "Release an order from hold", {"release 5001 --reason GC"}, &release,
                      chosen);
    add_whole_number(*sub, "order", arguments.order_number, 1, kLargestOrder, "The order")->required();
    sub->add_option("--reason", arguments.reason, "The hold reason that it is released from: GC, SV ...")
        ->required()
        ->type_name("CODE");
}

}  // namespace oa::svc
