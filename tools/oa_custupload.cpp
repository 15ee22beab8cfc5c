#include "customer/upload.hpp"
#include "tool.hpp"

int main(int argc, char** argv) {
    oa::Tool tool(
        "oa-custupload",
        "Sends the company's sold-to customers to Customer Engagement (RLTCSUP, PFRBCC): all but Ghosts and "
        "those with a Relate ID are written to customer files, which are zipped and sent through the file "
        "transfer service. A run that was stopped is continued by the next one; once all are sent the "
        "conversion has ended, and only --restart begins another.",
        "Examples:\n"
        "  oa-custupload --db store.db --company 7\n"
        "  oa-custupload --db store.db --company 7 --dry-run            how many would be sent, and which "
        "not\n"
        "  oa-custupload --db store.db --company 7 --max-per-file 100000\n"
        "  oa-custupload --db store.db --company 7 --restart            start over after a stop or the end\n"
        "Exit codes: 0 done, 1 customers were left behind and named, 69 Customer Engagement refused or "
        "cannot be reached,\n75 stopped by a signal, or another job is running: run it again, 78 a setting "
        "is missing; all in the README.");
    oa::CustomerUploadOptions options;
    oa::add_whole_number(tool.app(), "--max-per-file", options.max_per_file, 1, 1'000'000'000,
                         "Start a new file after this many customers")
        ->type_name("N");
    tool.app().add_flag("--restart", options.restart,
                        "Start over, even if an earlier run was stopped or ended the conversion");
    tool.add_transfer_options(options.transfer);

    oa::CustomerUploadResult result;
    return tool.run_session(
        argc, argv, oa::kCustomerUploadJob,
        [&](oa::Session& session) { return oa::run_customer_upload(session, options, result); }, result);
}
