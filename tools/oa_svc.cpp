#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "base/stop_signals.hpp"
#include "base/text.hpp"
#include "card/assign.hpp"
#include "card/bill.hpp"
#include "card/generated_number.hpp"
#include "card/new_number.hpp"
#include "card/notice.hpp"
#include "card/pick_slip.hpp"
#include "card/unassign.hpp"
#include "card/virtual_number_rows.hpp"
#include "oa_svc.hpp"

namespace {

using nlohmann::ordered_json;
using oa::Call;
using oa::svc::Arguments;
using oa::svc::Command;

oa::ExitCode assign_virtual(Arguments& arguments, const Call& call) {
    oa::SvcVirtualResult result;
    return call.in_session(
        oa::kSvcVirtualJob,
        [&](oa::Session& session) {
            const auto source = oa::virtual_card_source(session, arguments.connection);
            return oa::assign_virtual_cards(session, {arguments.picks, arguments.user}, *source, result);
        },
        result);
}

std::ifstream open_input(const std::filesystem::path& path) {
    std::ifstream input(path, std::ios::binary);
    if (!input || std::filesystem::is_directory(path)) {
        throw oa::Error(oa::ExitCode::kNoInput, fmt::format("the file {} cannot be read", path.string()));
    }
    return input;
}

/// Waits for standard input, so it is called before the session: no other job should wait for a typist.
std::vector<std::string> read_numbers(const std::filesystem::path& from, const Call& call) {
    if (!from.empty()) {
        std::ifstream input = open_input(from);
        return oa::read_card_numbers(input);
    }
    // Nobody should type numbers for a store that does not exist.
    oa::open_for_reading(call.common.session);
    if (::isatty(STDIN_FILENO) != 0) call.log.info("card numbers, one a line; end with Ctrl-D");
    return oa::read_card_numbers(std::cin);
}

/// Before the session, too: the file may be a pipe.
std::string read_message(const std::filesystem::path& from) {
    std::ifstream input = open_input(from);
    // One byte more shows that a message is too large.
    std::string text(oa::kLargestPickIn + 1, '\0');
    input.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(input.gcount()));
    return text;
}

oa::ExitCode assign(Arguments& arguments, const Call& call) {
    const bool is_message = arguments.pick == 0;
    if (is_message && arguments.from.empty()) {
        throw oa::Error(oa::ExitCode::kUsage,
                        "give a pick control number, or a CWPickIn message with --from FILE");
    }
    if (is_message && arguments.line != 0) {
        throw oa::Error(oa::ExitCode::kUsage,
                        "--line goes with a pick control number; a message names its own lines");
    }
    const std::string message = is_message ? read_message(arguments.from) : std::string();
    const auto numbers = is_message ? std::vector<std::string>() : read_numbers(arguments.from, call);
    oa::SvcAssignResult result;
    return call.in_session(
        is_message ? oa::kSvcPickInJob : oa::kSvcAssignJob,
        [&](oa::Session& session) {
            if (is_message) {
                return oa::assign_from_pick_in(session, oa::read_pick_in(message), arguments.user, result);
            }
            return oa::assign_card_numbers(session, {arguments.pick, arguments.line, numbers, arguments.user},
                                           result);
        },
        result);
}

/// What unassign did, with the pick that it was given.
struct UnassignResult : oa::SvcUnassignResult {
    std::int64_t pick = 0;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("pick", pick);
        SvcUnassignResult::fields(visit);
    }
};

std::string summary_of(const UnassignResult& result, bool dry_run) {
    return summary_of(result, result.pick, dry_run);
}

oa::ExitCode unassign(Arguments& arguments, const Call& call) {
    UnassignResult result;
    result.pick = arguments.pick;
    return call.in_session(
        oa::kSvcAssignJob,
        [&](oa::Session& session) {
            return oa::unassign_card_numbers(session, {arguments.pick, arguments.line, arguments.unit},
                                             result);
        },
        result);
}

oa::ExitCode bill(Arguments& arguments, const Call& call) {
    oa::SvcBillResult result;
    return call.in_session(
        arguments.is_confirmation ? oa::kSvcConfirmJob : oa::kSvcBillJob,
        [&](oa::Session& session) {
            return oa::bill_picks(session, {arguments.picks, arguments.is_confirmation, arguments.user},
                                  result);
        },
        result);
}

/// A card that gets its number after it was billed.
struct NumberedCard {
    const oa::StoredValueCardKey& card;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("order_number", card.order_number);
        visit("ship_to_number", card.ship_to_number);
        visit("line_number", card.line_number);
        visit("svc_sequence_number", card.svc_sequence_number);
    }
};

std::string summary_of(const NumberedCard& result, bool dry_run) {
    const oa::StoredValueCardKey& card = result.card;
    return fmt::format("{} a number to card {} of line {}, order {}-{}", dry_run ? "would give" : "gave",
                       card.svc_sequence_number, card.line_number, card.order_number, card.ship_to_number);
}

oa::ExitCode number(Arguments& arguments, const Call& call) {
    arguments.card.company = call.common.session.company;
    const std::vector<std::string> numbers = read_numbers(arguments.from, call);
    return call.in_session(
        oa::kSvcNumberJob,
        [&](oa::Session& session) {
            if (numbers.size() != 1) {
                throw oa::Error(oa::ExitCode::kInputData,
                                fmt::format("give one card number, not {}", numbers.size()));
            }
            oa::assign_billed_card(session, arguments.card, numbers.front(), arguments.user);
            return oa::ExitCode::kDone;
        },
        NumberedCard{arguments.card});
}

/// A pick slip that is voided, or printed for less.
struct VoidedPick : oa::SvcPickSlipResult {
    std::int64_t pick = 0;
    std::int64_t quantity = 0;  ///< what stays of a line; 0 when all is voided
    bool unreserves = false;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("pick", pick);
        SvcPickSlipResult::fields(visit);
        visit("unreserved", unreserved);
    }
};

std::string summary_of(const VoidedPick& result, bool dry_run) {
    const char* would = dry_run ? "would be " : "";
    const std::string what =
        result.quantity > 0 ? fmt::format("decreased to {}", result.quantity)
        : result.unreserves ? fmt::format("voided, {} unreserved", oa::counted(result.unreserved, "unit"))
                            : "voided";
    return fmt::format("pick {} {}{}, {} {}deleted", result.pick, would, what,
                       oa::counted(result.deleted, "card record"), would);
}

oa::ExitCode void_pick(Arguments& arguments, const Call& call) {
    VoidedPick result;
    result.pick = arguments.pick;
    result.quantity = arguments.quantity;
    result.unreserves = arguments.unreserves;
    return call.in_session(
        oa::kSvcVoidJob,
        [&](oa::Session& session) {
            if (arguments.quantity > 0) {
                oa::decrease_svc_pick(session, arguments.pick, arguments.line, arguments.quantity, result);
            } else {
                oa::void_svc_pick(session, arguments.pick, arguments.unreserves, result);
            }
            return oa::ExitCode::kDone;
        },
        result);
}

/// A pick slip that is printed as a new pick.
struct ReprintedPick : oa::SvcPickSlipResult {
    std::int64_t pick = 0, new_pick = 0;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("pick", pick);
        visit("new_pick", new_pick);
        SvcPickSlipResult::fields(visit);
    }
};

std::string summary_of(const ReprintedPick& result, bool dry_run) {
    const char* would = dry_run ? "would be " : "";
    return fmt::format("pick {} {}reprinted as {}, {} {}deleted, {} {}created", result.pick, would,
                       result.new_pick, oa::counted(result.deleted, "card record"), would, result.created,
                       would);
}

oa::ExitCode reprint(Arguments& arguments, const Call& call) {
    ReprintedPick result;
    result.pick = arguments.pick;
    result.new_pick = arguments.new_pick;
    return call.in_session(
        oa::kSvcVoidJob,
        [&](oa::Session& session) {
            oa::reprint_svc_pick(session, arguments.pick, arguments.new_pick, result);
            return oa::ExitCode::kDone;
        },
        result);
}

oa::ExitCode report_errors(Arguments&, const Call& call) {
    const auto& session = call.common.session;
    oa::Database database = oa::open_for_reading(session);
    call.json["errors"] = ordered_json::array();
    std::int64_t count = 0;
    oa::list_svc_assignment_errors(database, session.company, [&](const oa::SvcAssignmentError& error) {
        if (count++ == 0) {
            call.line("Stored Value Card Assignment Errors Report, company {}", session.company);
            call.line(
                "      Pick   Line  Order             Line  Item          Units  Since                "
                "Reason");
        }
        const std::string order = fmt::format("{}-{}", error.order_number, error.ship_to_number);
        call.line("{:>10}  {:>5}  {:<15} {:>6}  {:<12} {:>6}  {:<19}  {}", error.pick_control_number,
                  error.line_number, order, error.order_line_number, error.item, error.quantity,
                  error.found_at, error.reason);
        if (!call.common.json) return;
        call.json["errors"].push_back({{"pick", error.pick_control_number},
                                       {"line", error.line_number},
                                       {"order_number", error.order_number},
                                       {"ship_to_number", error.ship_to_number},
                                       {"order_line_number", error.order_line_number},
                                       {"item", error.item},
                                       {"quantity", error.quantity},
                                       {"found_at", error.found_at},
                                       {"reason", error.reason}});
    });
    if (count == 0) call.line("no line waits for a virtual card number");
    return oa::ExitCode::kDone;
}

constexpr std::int64_t kLargestPick = 9'999'999'999;
constexpr std::int64_t kLargestLine = 99'999;

CLI::Option* add_picks(CLI::App& app, Arguments& arguments, const std::string& text) {
    return oa::add_whole_number(app, "picks", arguments.picks, 1, kLargestPick, text)
        ->type_name("PICK")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_from(CLI::App& app, Arguments& arguments, const std::string& text) {
    app.add_option("--from", arguments.from, text)->type_name("FILE");
}

void add_assign_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(
        app, "assign", "Give numbers to physical cards: lines of standard input, or a CWPickIn file (WPSA)",
        {"assign 7001 < numbers", "assign 7001 --line 2 --from numbers", "assign --from pick_in.xml"},
        &assign, chosen);
    oa::add_whole_number(*sub, "pick", arguments.pick, 1, kLargestPick,
                         "The pick control number; leave it out with a CWPickIn file");
    oa::add_whole_number(*sub, "--line", arguments.line, 1, kLargestLine,
                         "The pick's line, if it has several");
    add_from(*sub, arguments, "Read numbers, one a line, from a file; without a pick: a CWPickIn message");

    sub = oa::add_command(app, "unassign",
                          "Take wrong numbers back from physical cards of an unbilled pick (WPSA)",
                          {"unassign 7001 --unit 2", "unassign 7001 --line 2 --dry-run"}, &unassign, chosen);
    oa::add_whole_number(*sub, "pick", arguments.pick, 1, kLargestPick, "The pick control number")
        ->required();
    oa::add_whole_number(*sub, "--line", arguments.line, 1, kLargestLine,
                         "The pick's line, if several have numbers");
    oa::add_whole_number(*sub, "--unit", arguments.unit, 1, 99'999,
                         "The line's unit; none: all of the line. --dry-run shows them");

    sub = oa::add_command(app, "assign-virtual", "Give numbers to virtual cards, and bill them",
                          {"assign-virtual", "assign-virtual 7003 7004"}, &assign_virtual, chosen);
    add_picks(*sub, arguments, "The pick control numbers; none: all printed picks with virtual cards");
}

void add_bill_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(app, "bill", "Bill picks of physical cards",
                                    {"bill 7001 7002", "bill 7001 --confirm"}, &bill, chosen);
    add_picks(*sub, arguments, "The pick control numbers")->required();
    sub->add_flag("--confirm", arguments.is_confirmation,
                  "As a manual confirmation (MCON): refused while a card has no number");

    sub = oa::add_command(app, "number",
                          "Give a number from standard input to a card that was billed without one",
                          {"number 5001 1 2 1 < number"}, &number, chosen);
    oa::svc::add_card(*sub, arguments.card);
    add_from(*sub, arguments, "Read the number from a file");
}

void add_pick_slip_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub =
        oa::add_command(app, "void", "Void a pick slip, or decrease its quantity (WVRP)",
                        {"void 7001", "void 7001 --quantity 2", "void 7001 --unreserve"}, &void_pick, chosen);
    oa::add_whole_number(*sub, "pick", arguments.pick, 1, kLargestPick, "The pick control number")
        ->required();
    CLI::Option* quantity =
        oa::add_whole_number(*sub, "--quantity", arguments.quantity, 1, 99'999,
                             "Decrease, do not void: the quantity that stays allocated to the line");
    oa::add_whole_number(*sub, "--line", arguments.line, 1, kLargestLine,
                         "The pick's line, if it has several")
        ->needs(quantity);
    sub->add_flag("--unreserve", arguments.unreserves, "Void, and unreserve its units on the order lines")
        ->excludes(quantity);

    sub = oa::add_command(app, "reprint", "Void a pick slip and print it as a new pick (WVRP)",
                          {"reprint 7001 --as 7101"}, &reprint, chosen);
    oa::add_whole_number(*sub, "pick", arguments.pick, 1, kLargestPick, "The pick control number")
        ->required();
    oa::add_whole_number(*sub, "--as", arguments.new_pick, 1, kLargestPick, "The new pick control number")
        ->required();
}

/// Returns the parent of the reports.
CLI::App* add_report_commands(CLI::App& app, Command& chosen) {
    CLI::App* report = app.add_subcommand("report", "Print a report")->fallthrough();
    report->require_subcommand(1);
    oa::set_examples(*report,
                     {"report errors", "report unactivated", "report triggers --all", "report ticklers"});
    oa::add_command(*report, "errors", "Stored Value Card Assignment Errors Report: lines not billed",
                    {"report errors"}, &report_errors, chosen);
    return report;
}

oa::ExitCode notices(Arguments& arguments, const Call& call) {
    oa::SvcNoticeResult result;
    return call.in_session(
        oa::kSvcNoticeJob,
        [&](oa::Session& session) {
            const oa::StopSignals signals;
            return oa::send_svc_notices(session, {arguments.connection, arguments.user}, result);
        },
        result);
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-svc",
        "Handles stored value cards apart from their activation: numbers (WPSA), billing, pick slips, "
        "reports, notices.",
        "Card numbers are never given on the command line: they are read from standard input or a file.\n"
        "Examples:\n"
        "  oa-svc --db store.db --company 7 pick 5001\n"
        "  oa-svc --db store.db --company 7 assign 7001 < numbers\n"
        "  oa-svc --db store.db --company 7 assign --from pick_in.xml\n"
        "  oa-svc --db store.db --company 7 unassign 7001 --unit 2\n"
        "  oa-svc --db store.db --company 7 assign-virtual\n"
        "  oa-svc --db store.db --company 7 bill 7001 7002\n"
        "  oa-svc --db store.db --company 7 void 7001 --quantity 2\n"
        "  oa-svc --db store.db --company 7 report errors\n"
        "  oa-svc --db store.db --company 7 --user MARIA show 5001 --line 2\n"
        "  oa-svc --db store.db --company 7 report unactivated\n"
        "  oa-svc --db store.db --company 7 report ticklers\n"
        "  oa-svc --db store.db --company 7 resolve-tickler 5001 1 2 1 --note \"activated by phone\"\n"
        "  oa-svc --db store.db --company 7 purge-numbers --dry-run\n"
        "Exit codes: 0 done; 1 done but numbers, lines, picks or emails were left and named, such as a\n"
        "pick that assign, assign-virtual or bill do not find; 65 this cannot be done; 66 no such store,\n"
        "company or file, or no such order, pick or card for show, void, reprint, unassign, number or\n"
        "resolve-tickler; 69 assign-virtual cannot reach Customer Engagement (I26 is RLT): run it again;\n"
        "73, 74 a file cannot be created, read or written; 75 stopped by a signal, or another job is "
        "running:\n"
        "run it again; 77 no user, or no permission; 78 a setting or the key of the card numbers is "
        "missing;\n"
        "all in the README.");
    Arguments arguments;
    Command chosen = nullptr;
    tool.app().require_subcommand(1);
    oa::add_user(tool.app(), arguments.user,
                 "The user: decides what `show` shows, and is named in ticklers, audit and history");
    oa::svc::add_order_commands(tool.app(), arguments, chosen);
    add_assign_commands(tool.app(), arguments, chosen);
    add_bill_commands(tool.app(), arguments, chosen);
    add_pick_slip_commands(tool.app(), arguments, chosen);
    CLI::App* report = add_report_commands(tool.app(), chosen);
    oa::svc::add_desk_commands(tool.app(), *report, arguments, chosen);
    oa::add_command(tool.app(), "notices", "Send the Stored Value Card Notification Emails that are due",
                    {"notices"}, &notices, chosen);
    tool.add_connection_options(arguments.connection);
    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        return chosen(arguments, Call{{common, tool.result(), log}, tool});
    });
}
