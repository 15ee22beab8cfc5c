#include "customer/relate_id.hpp"
#include "tool.hpp"

int main(int argc, char** argv) {
    oa::Tool tool("oa-relateid",
                  "Updates the Relate ID of sold-to customers from the query results of Customer Engagement "
                  "(RLTCSID, PFRCIU): CSV lines of customer ID and OA customer number. A file that is done "
                  "is deleted; lines that were refused are then in FILE.refused.",
                  "Examples:\n"
                  "  oa-relateid --db store.db --company 7                   the files of "
                  "ORCE_CUSTOMER_ID_DIRECTORY_PATH\n"
                  "  oa-relateid --db store.db --company 7 ids.csv --keep    does not delete the file\n"
                  "  zcat ids.csv.gz | oa-relateid --db store.db --company 7 -\n"
                  "Exit codes: 0 done, 1 bad lines were named, the good ones were taken, 65 with --strict "
                  "nothing was taken,\n66 no file, 75 stopped by a signal, or another job is running: run it "
                  "again; all in the README.");
    oa::RelateIdOptions options;
    tool.app()
        .add_option("file", options.input, "The query results; - for standard input")
        ->type_name("FILE");
    tool.app().add_flag("--strict", options.strict, "Change nothing if any line is bad");
    tool.app().add_flag("--keep", options.keep, "Do not delete the file when it is done");

    oa::add_csv_options(tool.app(), options.csv);

    oa::RelateIdResult result;
    return tool.run_session(
        argc, argv, oa::kRelateIdJob,
        [&](oa::Session& session) { return oa::run_relate_id(session, options, result); }, result);
}
