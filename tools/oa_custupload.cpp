#include "customer/upload.hpp"
#include "tool.hpp"

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-custupload",
        "Sends the company's sold-to customers to Customer Engagement (RLTCSUP, PFRBCC): all that are no "
        "Ghost and "
        "have no Relate ID leave as customer files, zipped, through the file transfer service. A run that is "
        "stopped is gone on with by the next; once all are sent the conversion has ended, and only --restart "
        "begins another.",
        "Examples:\n"
        "  oa-custupload --db store.db --company 7\n"
        "  oa-custupload --db store.db --company 7 --dry-run            how many, and which not\n"
        "  oa-custupload --db store.db --company 7 --max-per-file 100000\n"
        "  oa-custupload --db store.db --company 7 --restart            begin again after a stop or an end\n"
        "Exit codes: 0 done, 1 customers were left behind and named, 69 Customer Engagement refused or is "
        "out "
        "of reach,\n75 stopped by a signal or another job runs: run it again, 78 a setting is missing; all "
        "in "
        "the README.");
    oa::CustomerUploadOptions options;
    oa::add_whole_number(tool.app(), "--max-per-file", options.max_per_file, 1, 1'000'000'000,
                         "Begin another file after this many customers")
        ->type_name("N");
    tool.app().add_flag("--restart", options.restart,
                        "Begin again, although an earlier run was stopped or ended the conversion");
    tool.add_transfer_options(options.transfer);

    oa::CustomerUploadResult result;
    return tool.run_session(
        argc, argv, oa::kCustomerUploadJob,
        [&](oa::Session& session) { return oa::run_customer_upload(session, options, result); }, result);
}
