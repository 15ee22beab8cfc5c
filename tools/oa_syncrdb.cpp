#include <charconv>

#include "customer/sync.hpp"
#include "tool.hpp"

namespace {

/// Accepts `100` and `100/s`.
double requests_a_second(const std::string& text) {
    double rate = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, rate, std::chars_format::fixed);
    const std::string_view unit(rest, end);
    if (error != std::errc() || !(rate > 0 && rate <= 1e6) || (!unit.empty() && unit != "/s")) {
        throw CLI::ValidationError("--rate", "'" + text + "' is not a number of requests a second");
    }
    return rate;
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-syncrdb",
        "Keeps sold-to customers in sync with Customer Engagement (SYNCRDB, PFR0105): sends every customer "
        "whose Synchronize with remote DB is Y to the customer services, and stores the Relate ID.",
        "Examples:\n"
        "  oa-syncrdb --db store.db --company 7\n"
        "  oa-syncrdb --db store.db --company 7 --dry-run          how many would be sent, and which not\n"
        "  oa-syncrdb --db store.db --company 7 --flag-all         the initial export of all customers\n"
        "  oa-syncrdb --db store.db --company 7 --customer 1042 -vv\n"
        "Exit codes: 0 done, 1 customers were left behind and named, 69 Customer Engagement refused or "
        "cannot be reached,\n75 stopped by a signal, or another job is running: run it again, 78 a setting "
        "is missing; all in the README.");
    oa::CustomerSyncOptions options;
    oa::add_whole_number(tool.app(), "--connections", options.connections, 1, 512,
                         "Customers in progress at once")
        ->type_name("N")
        ->capture_default_str();
    tool.app()
        .add_option_function<std::string>(
            "--rate", [&](const std::string& text) { options.rate = requests_a_second(text); },
            "Send at most this many requests a second")
        ->type_name("N/s");
    auto* flag_all = tool.app().add_flag("--flag-all", options.flag_all,
                                         "First flag every customer but the Ghosts (initial export)");
    oa::add_whole_number(tool.app(), "--customer", options.customer_number, 1, oa::kLargestCustomer,
                         "Flag and send this customer only")
        ->excludes(flag_all);
    tool.add_connection_options(options);

    oa::CustomerSyncResult result;
    return tool.run_session(
        argc, argv, oa::kCustomerSyncJob,
        [&](oa::Session& session) { return oa::run_customer_sync(session, options, result); }, result);
}
