#include "job/sales_feed.hpp"
#include "tool.hpp"

namespace {

void fill(nlohmann::ordered_json& json, const oa::SalesFeedResult& result, double seconds) {
    json["read"] = result.read;
    json["sent"] = result.sent;
    json["sent_sales"] = result.sent_sales;
    json["sent_returns"] = result.sent_returns;
    json["excluded"] = result.excluded;
    json["left_behind"] = result.left_behind;
    json["grand_amount"] = to_string(result.grand_amount);
    json["file"] = result.file;
    json["file_bytes"] = result.file_bytes;
    json["zips"] = result.transfer.zips;
    json["transferred_files"] = result.transfer.files;
    json["zip_bytes"] = result.transfer.byte_count;
    json["seconds"] = seconds;
}

}  // namespace

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-salesfeed",
        "Sends the company's sales and returns to Customer Engagement (RLTSLSF, PFR0102): the invoices not "
        "yet "
        "sent leave as one POSlog file, zipped, through the file transfer service.",
        "Examples:\n"
        "  oa-salesfeed --db /srv/oa/store.db --company 7\n"
        "  oa-salesfeed --db store.db --company 7 --dry-run       what would be sent, and what not\n"
        "  oa-salesfeed --db store.db --company 7 --no-transfer   write the file, send it another time\n"
        "Exit codes: 0 done, 1 invoices were left behind and named, 69 Customer Engagement refused or is out "
        "of reach\n(the files wait for the next run), 75 another job runs, 78 a setting is missing; "
        "all in the README.");
    oa::TransferOptions options;
    tool.add_transfer_options(options);

    return tool.run(argc, argv, [&](const oa::CommonOptions& common, oa::Log& log) {
        const auto started = std::chrono::steady_clock::now();
        oa::SalesFeedResult result;
        const auto report = [&] {
            fill(tool.result(), result,
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
        };
        try {
            oa::Session session(common.session, oa::kSalesFeedJob, common.clock, log);
            const oa::ExitCode code = oa::run_in_session(session, [&](std::string& summary) {
                const oa::ExitCode done = oa::run_sales_feed(session, options, result);
                summary = oa::summary_of(result, session.dry_run());
                return done;
            });
            tool.say(common, oa::summary_of(result, session.dry_run()));
            report();
            return code;
        } catch (const oa::Error&) {
            report();
            throw;
        }
    });
}
