#include "oa_payment.hpp"
#include "payment/authorize.hpp"
#include "payment/deposit.hpp"
#include "payment/reverse.hpp"

namespace {

using oa::Call;

using oa::payment::Arguments;
using oa::payment::Command;

constexpr std::int64_t kLargestOrder = 99'999'999;

oa::ExitCode authorize(Arguments& arguments, const Call& call) {
    oa::AuthorizeResult result;
    return call.in_session(
        oa::kAuthorizeJob,
        [&](oa::Session& session) {
            return oa::run_authorize(session, {arguments.run, arguments.order_number}, result);
        },
        result);
}

oa::ExitCode deposit(Arguments& arguments, const Call& call) {
    oa::DepositResult result;
    return call.in_session(
        oa::kDepositJob,
        [&](oa::Session& session) { return oa::run_deposit(session, arguments.run, result); }, result);
}

oa::ExitCode reverse(Arguments& arguments, const Call& call) {
    oa::ReverseResult result;
    return call.in_session(
        oa::kReverseJob,
        [&](oa::Session& session) { return oa::run_reverse(session, arguments.run, result); }, result);
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-payment",
        "Payments by stored value cards: authorizations (SATH), deposits and credits (SDEP), "
        "reversals (SSVC), "
        "balance inquiry (MSVB).",
        "Examples:\n"
        "  oa-payment --db store.db --company 7 authorize                the batch, for cron\n"
        "  oa-payment --db store.db --company 7 authorize --order 5001   one order, online\n"
        "  oa-payment --db store.db --company 7 authorize --dry-run      how many, and how much\n"
        "  oa-payment --db store.db --company 7 reverse                  the batch, after deposit\n"
        "  oa-payment --db store.db --company 7 --user MARIA inquire     a card's balance\n"
        "Exit codes: 0 done; 1 done, but payments were declined or left behind, and named; 65 not a "
        "card number; 66 no\n"
        "such order or card; 69 the service bureau gave no answer, 75 stopped by a signal or another "
        "job runs: run it\n"
        "again; 77 no user or no authority; 78 a setting is missing; all in the README.");
    Arguments arguments;
    Command chosen = nullptr;
    tool.app().require_subcommand(1);
    CLI::App* sub = oa::add_command(tool.app(), "authorize", "Authorize what payments need and lack",
                                    {"authorize", "authorize --order 5001"}, &authorize, chosen);
    oa::add_whole_number(*sub, "--order", arguments.order_number, 1, kLargestOrder,
                         "The payments of this order alone, held or not");
    oa::add_command(tool.app(), "deposit", "Deposit what was billed, credit what was returned (SDEP)",
                    {"deposit", "deposit --dry-run"}, &deposit, chosen);
    oa::add_command(
        tool.app(), "reverse",
        "Reverse what authorizations hold and payments do not need (SVCREV); the batch, whatever I50 says",
        {"reverse", "reverse --dry-run"}, &reverse, chosen);
    oa::payment::add_inquire_command(tool.app(), arguments, chosen);
    oa::payment::add_check_command(tool.app(), chosen);
    oa::payment::add_desk_commands(tool.app(), arguments, chosen);
    oa::add_user(
        tool.app(), arguments.user,
        "Who asks for a balance: authority (A88) and the audit go by it; who settles what was rejected "
        "or held: stands in the history of the order");
    tool.add_connection_options(arguments.run.connection);
    oa::add_whole_number(tool.app(), "--connections", arguments.run.connections, 1, 64, "Requests at once")
        ->capture_default_str();
    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        return chosen(arguments, Call{{common, tool.result(), log}, tool});
    });
}
