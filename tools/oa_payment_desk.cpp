#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "oa_payment.hpp"
#include "payment/held.hpp"
#include "payment/rejected.hpp"

namespace oa::payment {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t kActivityIdLength = 20;
constexpr std::int64_t kLargestReject = 999'999'999'999;

ordered_json to_json(const RejectedDeposit& reject) {
    return {{"reject", reject.number},
            {"type", reject.transaction_type},
            {"invoice_number", reject.billed.invoice_number},
            {"opm_sequence", reject.billed.opm_sequence},
            {"order_number", reject.order_number},
            {"deposit", reject.deposit_number},
            {"amount", to_string(reject.amount)},
            {"response_code", reject.response_code},
            {"reject_date", reject.reject_date},
            {"activity_id", reject.authorization_number},
            {"status", reject.status},
            {"changed_by", reject.changed_by},
            {"changed_at", reject.changed_at}};
}

ExitCode list_rejected(Arguments& arguments, const Call& call) {
    Database database = open_for_reading(call.common.session);
    const int company = call.common.session.company;
    call.json["rejected"] = ordered_json::array();
    constexpr const char* kRow = "{:>6}  {:<7}  {:>9}  {:>3}  {:>8}  {:>12}  {:<10}  {:<10}  {:<17}  {}";
    bool is_first = true;
    for (const RejectedDeposit& each : RejectedDeposits(database, company).list(arguments.selection)) {
        if (is_first) {
            call.line("Rejected deposits, company {}", company);
            call.line(kRow, "Reject", "Type", "Invoice", "Pay", "Order", "Amount", "Response", "Rejected",
                      "Status", "Activity ID");
        }
        is_first = false;
        call.line(kRow, each.number, each.transaction_type == "C" ? "credit" : "deposit",
                  each.billed.invoice_number, each.billed.opm_sequence, each.order_number,
                  to_string(each.amount), each.response_code, each.reject_date, status_text(each),
                  each.authorization_number);
        call.json["rejected"].push_back(to_json(each));
    }
    if (is_first) call.line("no rejected deposit {}", arguments.selection.all ? "is there" : "is open");
    return ExitCode::kDone;
}

ExitCode show_rejected(Arguments& arguments, const Call& call) {
    Database database = open_for_reading(call.common.session);
    const auto reject = RejectedDeposits(database, call.common.session.company).reject(arguments.number);
    if (!reject) {
        throw Error(ExitCode::kNoInput, fmt::format("there is no rejected deposit {}", arguments.number));
    }
    call.json.update(to_json(*reject));
    call.line("Reject#      {}", reject->number);
    call.line("Type         {}", reject->transaction_type == "C" ? "credit" : "deposit");
    call.line("Invoice#     {}", reject->billed.invoice_number);
    call.line("Order#       {}", reject->order_number);
    call.line("Payment#     {}", reject->billed.opm_sequence);
    call.line("Deposit#     {}", reject->deposit_number);
    call.line("Amount       {}", to_string(reject->amount));
    call.line("Response     {}", reject->response_code);
    call.line("Rejected     {}", reject->reject_date);
    call.line("Status       {}", status_text(*reject));
    call.line("Activity ID  {}", reject->authorization_number);
    call.line("Changed      {} {}", reject->changed_at, reject->changed_by);
    return ExitCode::kDone;
}

ExitCode act(Arguments& arguments, const Call& call, RejectedAction action) {
    RejectedResult result;
    RejectedOptions options{action, arguments.numbers, arguments.selection, arguments.activity_id,
                            arguments.user};
    if (action != RejectedAction::kResubmit) options.numbers = {arguments.number};
    return call.in_session(
        kRejectedJob, [&](Session& session) { return change_rejected(session, options, result); }, result);
}

ExitCode change(Arguments& arguments, const Call& call) {
    return act(arguments, call, RejectedAction::kChange);
}

ExitCode resubmit(Arguments& arguments, const Call& call) {
    const RejectedSelection& selection = arguments.selection;
    if (arguments.numbers.empty() && selection.from.empty() && selection.to.empty() &&
        selection.reason.empty()) {
        throw Error(ExitCode::kUsage, "say which: their numbers, or --from, --to or --reason");
    }
    return act(arguments, call, RejectedAction::kResubmit);
}

ExitCode confirm(Arguments& arguments, const Call& call) {
    return act(arguments, call, RejectedAction::kConfirm);
}

ExitCode write_off(Arguments& arguments, const Call& call) {
    return act(arguments, call, RejectedAction::kWriteOff);
}

ExitCode list_held(Arguments&, const Call& call) {
    Database database = open_for_reading(call.common.session);
    const int company = call.common.session.company;
    call.json["held"] = ordered_json::array();
    constexpr const char* kRow = "{:<13}  {:<15}  {:>8}  {:>3}  {:>12}  {:<19}  {}";
    bool is_first = true;
    for (const HeldRequest& each : held_requests(database, company)) {
        if (is_first) {
            call.line("Requests to be found out, company {}", company);
            call.line(kRow, "Kind", "Number", "Order", "Pay", "Amount", "Sent", "Transaction");
        }
        is_first = false;
        call.line(kRow, each.kind, each.number, each.order_number, each.opm_sequence, to_string(each.amount),
                  each.sent_at, each.transaction_id);
        call.json["held"].push_back(json_of(each));
    }
    if (is_first) call.line("no request is held");
    return ExitCode::kDone;
}

ExitCode resolve(Arguments& arguments, const Call& call) {
    if (arguments.activity_id.empty() != arguments.not_done) {
        throw Error(ExitCode::kUsage, "say what was found out: --activity-id ID, or --not-done");
    }
    ResolveResult result;
    return call.in_session(
        kHeldJob,
        [&](Session& session) {
            return resolve_held(
                session, {arguments.kind, arguments.held_number, arguments.activity_id, arguments.user},
                result);
        },
        result);
}

CLI::Option* add_activity_id(CLI::App& sub, std::string& activity_id, const std::string& text) {
    return sub.add_option("--activity-id", activity_id, text)
        ->type_name("ID")
        ->check(CLI::Validator(
            [](const std::string& id) {
                const bool is_id = !id.empty() && character_count(id) <= kActivityIdLength &&
                                   id.find_first_of(" \t\r\n") == std::string::npos;
                return is_id ? std::string()
                             : fmt::format("is not an activity ID of 1 to {} characters", kActivityIdLength);
            },
            ""));
}

CLI::Option* add_date(CLI::App& sub, const std::string& name, std::string& date, const std::string& text) {
    return sub.add_option(name, date, text)
        ->type_name("YYYY-MM-DD")
        ->check(CLI::Validator(
            [](const std::string& value) {
                return parse_date(value) ? std::string() : value + " is not a date as 2010-11-23";
            },
            ""));
}

void add_selection(CLI::App& sub, RejectedSelection& selection) {
    add_date(sub, "--from", selection.from, "Those rejected on this day or later");
    add_date(sub, "--to", selection.to, "Those rejected on this day or before");
    sub.add_option("--reason", selection.reason, "Those with this response code")->type_name("CODE");
}

CLI::App* add_reject_command(CLI::App& app, const std::string& name, const std::string& text,
                             const std::string& example, Command command, Arguments& arguments,
                             Command& chosen) {
    CLI::App* sub = add_command(app, name, text, {"rejected " + example}, command, chosen);
    add_whole_number(*sub, "number", arguments.number, 1, kLargestReject, "The rejected deposit")->required();
    return sub;
}

}  // namespace

void add_desk_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* rejected = app.add_subcommand("rejected", "Manage Rejected Deposits (SRDP)")
                             ->require_subcommand(1)
                             ->fallthrough();
    CLI::App* sub =
        add_command(*rejected, "list", "Those that wait for a person or for the next run",
                    {"rejected list", "rejected list --all --from 2010-11-01"}, &list_rejected, chosen);
    add_selection(*sub, arguments.selection);
    sub->add_flag("--all", arguments.selection.all, "Those that are settled, too");
    add_reject_command(*rejected, "show", "One, with who changed it", "show 3", &show_rejected, arguments,
                       chosen);
    sub = add_reject_command(*rejected, "change", "Enter the Activity ID of another authorization for it",
                             "change 3 --activity-id 900017", &change, arguments, chosen);
    add_activity_id(*sub, arguments.activity_id, "The Activity ID of a preauthorization of its amount")
        ->required();
    sub = add_command(*rejected, "resubmit", "Send them again with the next deposit run",
                      {"rejected resubmit 3 4", "rejected resubmit --from 2010-11-01 --reason MISMATCH"},
                      &resubmit, chosen);
    add_whole_number(*sub, "numbers", arguments.numbers, 1, kLargestReject, "The rejected deposits");
    add_selection(*sub, arguments.selection);
    add_reject_command(*rejected, "confirm", "It was deposited by other means: it counts as confirmed",
                       "confirm 3", &confirm, arguments, chosen);
    add_reject_command(*rejected, "write-off", "It is not deposited any more", "write-off 3", &write_off,
                       arguments, chosen);

    CLI::App* held =
        app.add_subcommand("held", "Requests of which Customer Engagement cannot tell what became")
            ->require_subcommand(1)
            ->fallthrough();
    add_command(*held, "list", "Authorizations, deposits, credits and reversals to be found out",
                {"held list"}, &list_held, chosen);
    sub = add_command(*held, "resolve", "What a person found out at Customer Engagement",
                      {"held resolve deposit 12 --activity-id 900017",
                       "held resolve authorization 5001-1-1 "
                       "--not-done"},
                      &resolve, chosen);
    sub->add_option("kind", arguments.kind, "authorization, deposit, credit or reversal")
        ->required()
        ->check(CLI::IsMember({"authorization", "deposit", "credit", "reversal"}));
    sub->add_option("number", arguments.held_number, "As held list shows it")->required();
    add_activity_id(*sub, arguments.activity_id, "It was done: its Activity ID");
    sub->add_flag("--not-done", arguments.not_done, "It was not done");
}

}  // namespace oa::payment
