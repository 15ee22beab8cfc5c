#include "sales/feed_check.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sales/invoice_rows.hpp"
#include "sales/rules.hpp"
#include "sales/selection.hpp"
#include "sales/transaction.hpp"
#include "sales/without_reference.hpp"
#include "store/setting_rows.hpp"

namespace oa {

namespace {

void check_named_rows(Database& database, const SalesRules& rules, std::vector<std::string>& problems) {
    if (const auto problem = missing_row(database, rules.company, "A55", rules.local_currency))
        problems.push_back(fmt::format("{}, which A55 Local Currency Code names", *problem));
    if (const auto problem = missing_row(database, rules.company, "L39", rules.non_merchandise_item))
        problems.push_back(fmt::format("{}, which L39 Item for Non-Merchandise Amounts names", *problem));
}

void check_invoices(Database& database, const SalesRules& rules, std::vector<std::string>& problems) {
    const Transaction snapshot(database, Transaction::Kind::kRead);
    InvoiceFeed feed(database, rules.company);
    std::int64_t left_behind = 0;
    std::int64_t without_reference = 0;
    Invoice invoice;
    while (feed.next(invoice)) {
        const Selection selection = select_lines(invoice, rules);
        if (selection.exclusion != Exclusion::kNone) continue;
        const auto made = make_transaction(invoice, selection, rules);
        const auto* refusal = std::get_if<Refusal>(&made);
        if (refusal == nullptr) continue;
        feed.note_without_reference(invoice, refusal->without_reference);
        ++(refusal->without_reference.empty() ? left_behind : without_reference);
    }
    tell_skus_without_reference(feed, without_reference,
                                [&](const std::string& subject, const std::string& message) {
                                    problems.push_back(subject.empty() ? message : subject + ": " + message);
                                });
    if (left_behind > 0) {
        problems.push_back(fmt::format("{} cannot be sent; oa-salesfeed --dry-run names {}",
                                       counted(left_behind, "waiting invoice"),
                                       left_behind == 1 ? "it" : "them"));
    }
}

}  // namespace

std::vector<std::string> check_sales_feed(Database& database, int company, Date today) {
    std::vector<std::string> problems;
    try {
        const SalesRules rules = read_sales_rules(database, company, today);
        check_named_rows(database, rules, problems);
        check_invoices(database, rules, problems);
    } catch (const Error& error) {
        // What is not set, or not valid, is told of the settings.
        if (error.code() != ExitCode::kConfiguration) throw;
    }
    return problems;
}

}  // namespace oa
