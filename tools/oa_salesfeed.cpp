#include "sales/feed.hpp"
#include "tool.hpp"

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-salesfeed",
        "Sends the company's sales and returns to Customer Engagement (RLTSLSF, PFR0102): the invoices not "
        "yet sent are written to one POSlog file, which is zipped and sent through the file transfer "
        "service.",
        "Examples:\n"
        "  oa-salesfeed --db /srv/oa/store.db --company 7\n"
        "  oa-salesfeed --db store.db --company 7 --dry-run       what would be sent, and what not\n"
        "  oa-salesfeed --db store.db --company 7 --no-transfer   write the file, send it later\n"
        "Exit codes: 0 done, 1 invoices were left behind and named, 69 Customer Engagement refused or cannot "
        "be reached\n(the files wait for the next run), 75 another job is running, 78 a setting is missing; "
        "all in the README.");
    oa::TransferOptions options;
    tool.add_transfer_options(options);

    oa::SalesFeedResult result;
    return tool.run_session(
        argc, argv, oa::kSalesFeedJob,
        [&](oa::Session& session) { return oa::run_sales_feed(session, options, result); }, result);
}
