#include <fmt/format.h>

#include "customer/desk.hpp"
#include "customer/pull.hpp"
#include "customer/sync.hpp"
#include "tool.hpp"

namespace {

using oa::Call;

/// What the subcommands take.
struct Arguments {
    oa::CustomerCriteria criteria;
    std::string name;
    oa::CustomerPullOptions pull;
};

/// `LAST` or `LAST, FIRST`.
void split_name(const std::string& name, oa::CustomerCriteria& criteria) {
    const auto comma = name.find(',');
    criteria.last_name = CLI::detail::trim_copy(name.substr(0, comma));
    if (comma != std::string::npos) criteria.first_name = CLI::detail::trim_copy(name.substr(comma + 1));
}

oa::ExitCode search(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    oa::Database database = oa::open_for_reading(session);
    split_name(arguments.name, arguments.criteria);
    oa::CustomerDesk desk(database, session.company, arguments.pull, call.log);
    const auto result = desk.search(arguments.criteria);
    oa::fill(call.json, result);
    call.line("{}", result.customers.empty() ? "no such customer in Customer Engagement or in the store"
                    : result.in_customer_engagement ? "in Customer Engagement:"
                                                    : "none in Customer Engagement; in the store:");
    for (const auto& customer : result.customers) {
        call.line("{:<14} {:>9}  {}{}{}  {}  {}  {}", customer.relate_id, customer.customer_number,
                  customer.name, customer.name.empty() || customer.company_name.empty() ? "" : " / ",
                  customer.company_name, customer.address, customer.email_address, customer.phone_number);
    }
    if (result.is_cut_short) call.log.warning("the store has more matches; make the search more specific");
    return oa::ExitCode::kDone;
}

oa::ExitCode show(Arguments& arguments, const Call& call) {
    const auto& session = call.common.session;
    oa::Database database = oa::open_for_reading(session);
    oa::CustomerDesk desk(database, session.company, arguments.pull, call.log);
    const auto shown = desk.show(arguments.pull.identity);
    call.json["found_in"] = oa::found_in(shown.in_customer_engagement);
    call.json["in_store"] = shown.in_store;
    call.line("{}", shown.in_customer_engagement ? "as Customer Engagement has it:"
                                                 : "in the store, not in Customer Engagement:");
    const auto field = [&](const char* name, const std::string& value) {
        call.json[name] = value;
        if (!value.empty()) call.line("  {:<20} {}", name, value);
    };
    if (shown.customer.customer_number > 0) {
        field("customer_number", std::to_string(shown.customer.customer_number));
    }
    for (const auto& [name, value] : oa::customer_fields()) field(name, shown.customer.*value);
    if (shown.customer.birth_month > 0) {
        field("birth_date",
              fmt::format("{:02}-{:02}", shown.customer.birth_month, shown.customer.birth_date));
    }
    for (const auto& profile : shown.customer.profiles) {
        call.json["profiles"][profile.profile] = profile.profile_data;
        call.line("  {:<20} {}", profile.profile, profile.profile_data);
    }
    call.json["remarks"] = shown.remarks;
    for (const std::string& remark : shown.remarks) call.log.warning("{}", remark);
    return oa::ExitCode::kDone;
}

oa::ExitCode pull(Arguments& arguments, const Call& call) {
    oa::CustomerPullResult result;
    const auto show_changes = [&] {
        for (const auto& change : result.changes) {
            call.line("  {:<20} {} -> {}", change.field, change.before, change.after);
        }
    };
    try {
        const oa::ExitCode code = call.in_session(
            oa::kWorkWithCustomersJob,
            [&](oa::Session& session) { return oa::run_customer_pull(session, arguments.pull, result); },
            result);
        show_changes();
        return code;
    } catch (const oa::Error&) {
        // They are stored even if Customer Engagement could not be told.
        show_changes();
        throw;
    }
}

/// What became of the one customer that push sends.
struct PushResult : oa::CustomerSyncResult {
    std::int64_t customer_number = 0;

    template <typename Visit>
    void fields(Visit&& visit) const {
        visit("customer_number", customer_number);
        visit("synchronized", synchronized);
        visit("created", created);
        visit("left_behind", left_behind);
    }
};

oa::ExitCode push(Arguments& arguments, const Call& call) {
    oa::CustomerSyncOptions options;
    options.http = arguments.pull.http;
    options.retry = arguments.pull.retry;
    options.customer_number = arguments.pull.identity.customer_number;
    options.connections = 1;
    PushResult result;
    result.customer_number = options.customer_number;
    return call.in_session(
        oa::kWorkWithCustomersJob,
        [&](oa::Session& session) { return oa::run_customer_sync(session, options, result); }, result);
}

using Command = oa::ExitCode (*)(Arguments&, const Call&);

/// A customer by its number or by its ID in Customer Engagement.
void add_identity(CLI::App& app, oa::CustomerIdentity& identity) {
    CLI::Option_group* group = app.add_option_group("which customer");
    oa::add_whole_number(*group, "number", identity.customer_number, 1, oa::kLargestCustomer,
                         "The OA customer number");
    group->add_option("--relate-id", identity.relate_id, "The customer ID in Customer Engagement")
        ->type_name("ID");
    group->require_option(1);
}

void add_commands(CLI::App& app, Arguments& arguments, Command& chosen) {
    CLI::App* sub = oa::add_command(
        app, "search", "Find customers: in Customer Engagement, or else in the store",
        {"search --email anna@example.com", "search --name \"SAMPLE, ANNA\" --postal-code 02101"}, &search,
        chosen);
    oa::CustomerCriteria& criteria = arguments.criteria;
    sub->add_option("--email", criteria.email_address, "The email address")->type_name("ADDRESS");
    sub->add_option("--phone", criteria.phone_number, "A phone number, formatted or not")
        ->type_name("NUMBER");
    sub->add_option("--name", arguments.name, "How the name begins: LAST or \"LAST, FIRST\"")
        ->type_name("NAME");
    sub->add_option("--postal-code", criteria.postal_code, "The postal code")->type_name("CODE");
    oa::add_whole_number(*sub, "--customer", criteria.customer_number, 1, oa::kLargestCustomer,
                         "The OA customer number; the other criteria are then ignored");
    sub->add_option("--relate-id", criteria.relate_id, "The customer ID in Customer Engagement")
        ->type_name("ID");

    sub = oa::add_command(app, "show", "Show a customer, as Customer Engagement has it or else the store",
                          {"show 1042", "show --relate-id 900000000042"}, &show, chosen);
    add_identity(*sub, arguments.pull.identity);

    sub =
        oa::add_command(app, "pull", "Create or update the sold-to customer from Customer Engagement",
                        {"pull --relate-id 900000000042 --dry-run", "pull 1042 --user MARIA"}, &pull, chosen);
    add_identity(*sub, arguments.pull.identity);
    sub->add_option("--user", arguments.pull.user, "The user who changes the customer")
        ->envname("OA_USER")
        ->type_name("USER");

    sub = oa::add_command(app, "push", "Create or update the customer in Customer Engagement", {"push 1042"},
                          &push, chosen);
    oa::add_whole_number(*sub, "number", arguments.pull.identity.customer_number, 1, oa::kLargestCustomer,
                         "The OA customer number")
        ->required();
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-customer",
        "Looks customers up in Customer Engagement, and pulls or pushes one of them, as the screens do.",
        "Examples:\n"
        "  oa-customer --db store.db --company 7 search --email anna@example.com\n"
        "  oa-customer --db store.db --company 7 search --name \"SAMPLE, ANNA\" --postal-code 02101\n"
        "  oa-customer --db store.db --company 7 show 1042\n"
        "  oa-customer --db store.db --company 7 pull --relate-id 900000000042 --dry-run\n"
        "  oa-customer --db store.db --company 7 push 1042\n"
        "Exit codes: 0 done, 65 the customer cannot be taken, 66 no such customer, 69 Customer Engagement "
        "refused\nor cannot be reached, 77 its data is masked, 78 a setting is missing; all in the README.");
    Arguments arguments;
    Command chosen = nullptr;
    tool.app().require_subcommand(1);
    add_commands(tool.app(), arguments, chosen);
    tool.add_connection_options(arguments.pull);
    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        return chosen(arguments, Call{{common, tool.result(), log}, tool});
    });
}
