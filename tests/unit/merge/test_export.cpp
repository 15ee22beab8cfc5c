#include "merge/export.hpp"

#include <sys/stat.h>

#include <string>
#include <vector>

#include "merge/ec_merge_rows.hpp"
#include "merge/web_message.hpp"
#include "store/job_run.hpp"
#include "store/settings.hpp"
#include "unit/merge/merge_support.hpp"

using namespace oa;
using namespace oa::test;

// Merge/Purge Sold-to Names, E-Commerce Customer Merge Web XML File (CustomerMergeWeb).

namespace {

// Sample E-Commerce Customer Merge Web XML Message.
constexpr const char* kSample =
    "<CustomerMerges CompanyCode=\"30\">\n"
    "<CustomerMerge SourceCustSoldTo=\"10792\" TargetCustSoldTo=\"10802\"/>\n"
    "<CustomerMerge SourceCustSoldTo=\"10793\" TargetCustSoldTo=\"10802\"/>\n"
    "<CustomerMerge SourceCustSoldTo=\"10800\" TargetCustSoldTo=\"10802\"/>\n"
    "<CustomerMerge SourceCustSoldTo=\"10801\" TargetCustSoldTo=\"10802\"/>\n"
    "<CustomerMerge SourceCustSoldTo=\"10831\" TargetCustSoldTo=\"10802\"/>\n"
    "</CustomerMerges>\n";

const std::string kFile = "CustomerMergeWeb_030_101123092141.xml";
const std::string kNextFile = "CustomerMergeWeb_030_101123092142.xml";

/// Company 30 of the sample, with the directory of the web files.
struct ExportStore : MergeStore {
    ExportStore() {
        add_company(database, 30, "Thirty");
        store_property(database, 30, "ECOMMERCE_DIRECTORY_PATH", web.path().string());
        store_system_control_value(database, 30, "H86", "Y");
    }

    void add_sample_rows() {
        database.execute(
            "INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, target_cust_sold_to) VALUES "
            "(30, 10831, 10802), "
            "(30, 10792, 10802), (30, 10800, 10802), (30, 10793, 10802), (30, 10801, 10802), (7, 1, 2)");
    }
    ExitCode write(MergeExportResult& result, bool dry_run = false) {
        return in_session(
            [&](Session& session) {
                const ExitCode code = export_merges(session, result);
                session.finish(code, summary_of(result, dry_run));
                return code;
            },
            dry_run, 30);
    }
    ExitCode write() {
        MergeExportResult result;
        return write(result);
    }
    std::string waiting() {
        return rows(
            "SELECT source_cust_sold_to, target_cust_sold_to, file_name FROM ec_cust_sold_to_merge WHERE "
            "company = 30 ORDER BY 2, 1");
    }
    std::string messages() {
        std::string text;
        for (const JobRunMessage& message : job_run_messages(database, 30, 1))
            text += message.severity + ' ' + message.message + '\n';
        return text;
    }
    /// A target with a source, ready to be merged.
    void add_pair(std::int64_t target, std::int64_t source) {
        database
            .prepare(
                "INSERT INTO customer_sold_to (company, customer_number) VALUES (30, ?1), (30, ?2) ON "
                "CONFLICT DO NOTHING")
            .run(target, source);
        database.prepare("INSERT INTO customer_merge_purge VALUES (30, ?1, ?1, 'O', '')").run(target);
        database.prepare("INSERT INTO customer_merge_purge VALUES (30, ?2, ?1, 'O', 'N')")
            .run(target, source);
    }

    TempDir web;
};

}  // namespace

TEST_CASE("the message is the sample of the documentation", "[merge/export]") {
    std::string text;
    CustomerMergeWriter writer([&](std::string_view bytes) { text += bytes; }, 30);
    for (const std::int64_t source : {10792, 10793, 10800, 10801, 10831}) writer.write(source, 10802);
    writer.finish();
    CHECK(text == kSample);
}

TEST_CASE("the file is written and the rows are cleared", "[merge/export]") {
    ExportStore store;
    store.add_sample_rows();
    MergeExportResult result;
    CHECK(store.write(result, true) == ExitCode::kDone);
    CHECK(store.web.names().empty());
    CHECK(summary_of(result, true) == "would write 5 merged customers for the web storefront");

    result = {};
    CHECK(store.write(result) == ExitCode::kDone);
    CHECK(store.web.names() == std::vector<std::string>{kFile});
    CHECK(read_file(store.web / kFile) == kSample);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    CHECK(mode_of(store.web / kFile) == (0666 & ~mask));
    CHECK(result.files == std::vector<std::string>{kFile});
    CHECK(result.rows == 5);
    CHECK(summary_of(result, false) == "wrote " + kFile + " with 5 merged customers");
    CHECK(store.waiting().empty());
    CHECK(store.rows("SELECT * FROM ec_cust_sold_to_merge") == "7 1 2 ");

    // Nothing waits: no file.
    result = {};
    CHECK(store.write(result) == ExitCode::kDone);
    CHECK(store.web.names().size() == 1);
    CHECK(summary_of(result, false) == "no merged customers wait for the web storefront");
}

TEST_CASE("rows are sorted by target, then by source", "[merge/export]") {
    ExportStore store;
    store.database.execute(
        "INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, target_cust_sold_to) VALUES (30, "
        "1, 9), (30, 10, 5), (30, 8, 5)");
    CHECK(store.write() == ExitCode::kDone);
    CHECK(read_file(store.web / kFile) ==
          "<CustomerMerges CompanyCode=\"30\">\n<CustomerMerge SourceCustSoldTo=\"8\" "
          "TargetCustSoldTo=\"5\"/>\n"
          "<CustomerMerge SourceCustSoldTo=\"10\" TargetCustSoldTo=\"5\"/>\n"
          "<CustomerMerge SourceCustSoldTo=\"1\" TargetCustSoldTo=\"9\"/>\n</CustomerMerges>\n");
}

TEST_CASE(
    "ECOMMERCE_DIRECTORY_PATH is not valid or is blank: no file, an error in the log, and the rows stay",
    "[merge/export]") {
    ExportStore blank;
    store_property(blank.database, 30, "ECOMMERCE_DIRECTORY_PATH", "");
    ExportStore missing;
    store_property(missing.database, 30, "ECOMMERCE_DIRECTORY_PATH", (missing.web / "none").string());
    ExportStore file;
    write_file(file.web / "file", "");
    store_property(file.database, 30, "ECOMMERCE_DIRECTORY_PATH", (file.web / "file").string());
    const std::vector<std::pair<ExportStore*, std::string>> cases = {
        {&blank, "is blank"}, {&missing, "none) is not a directory"}, {&file, "file) is not a directory"}};
    for (const auto& [store, reason] : cases) {
        CAPTURE(reason);
        store->add_sample_rows();
        const std::string before = store->waiting();
        MergeExportResult result;
        {
            const CapturedStderr quiet;
            CHECK(store->write(result) == ExitCode::kRowsLeft);
            CHECK(contains(quiet.text(), reason));
        }
        CHECK(contains(store->messages(), "error no file was written, because ECOMMERCE_DIRECTORY_PATH"));
        CHECK(contains(store->messages(), reason));
        CHECK(contains(store->messages(), "5 rows wait"));
        CHECK(store->waiting() == before);
        CHECK(result.files.empty());
        // Once it is right, they go out.
        store_property(store->database, 30, "ECOMMERCE_DIRECTORY_PATH", store->web.path().string());
        CHECK(store->write() == ExitCode::kDone);
        CHECK(read_file(store->web / kFile) == kSample);
    }
}

TEST_CASE("a second file of one second takes the next", "[merge/export]") {
    ExportStore store;
    store.add_sample_rows();
    write_file(store.web / kFile, "there");
    CHECK(store.write() == ExitCode::kDone);
    CHECK(read_file(store.web / kFile) == "there");
    CHECK(read_file(store.web / kNextFile) == kSample);
}

TEST_CASE("rows of a file that a killed run did not finish go out under its name", "[merge/export]") {
    struct Case {
        std::string name;
        std::string file;  ///< what the killed run left there
    };
    for (const Case& c : {Case{"before the rename", ""}, Case{"after it", "half"}}) {
        CAPTURE(c.name);
        ExportStore store;
        if (!c.file.empty()) write_file(store.web / kFile, c.file);
        write_file(store.web / ("." + kFile + ".tmp"), "left");
        store.add_sample_rows();
        store.database.execute("UPDATE ec_cust_sold_to_merge SET file_name = '" + kFile +
                               "' WHERE company = 30;"
                               "INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, "
                               "target_cust_sold_to) VALUES (30, 1, 2)");
        MergeExportResult result;
        CHECK(store.write(result) == ExitCode::kDone);
        CHECK(result.files == std::vector<std::string>{kFile, kNextFile});
        CHECK(result.rows == 6);
        CHECK(store.web.names() == std::vector<std::string>{kFile, kNextFile});
        CHECK(read_file(store.web / kFile) == kSample);
        CHECK(contains(read_file(store.web / kNextFile), "SourceCustSoldTo=\"1\" TargetCustSoldTo=\"2\""));
        CHECK(store.waiting().empty());
    }
}

TEST_CASE("with H86 selected a merge writes the file", "[merge/export]") {
    ExportStore store;
    store.add_pair(10802, 10792);
    MergePurgeResult result;
    CHECK(store.merge(result, {}, false, 30) == ExitCode::kDone);
    CHECK(read_file(store.web / kFile) ==
          "<CustomerMerges CompanyCode=\"30\">\n<CustomerMerge SourceCustSoldTo=\"10792\" "
          "TargetCustSoldTo=\"10802\"/>\n</CustomerMerges>\n");
    CHECK(store.waiting().empty());
    CHECK(summary_of(result, false) ==
          "merged 1 duplicate into 1 customer; wrote " + kFile + " with 1 merged customer");
}

TEST_CASE("with H86 unselected a merge remembers nothing and writes nothing", "[merge/export]") {
    for (const char* value : {"", "N"}) {
        ExportStore store;
        store_system_control_value(store.database, 30, "H86", value);
        store.add_sample_rows();
        const std::string before = store.waiting();
        store.add_pair(1, 2);
        MergePurgeResult result;
        CHECK(store.merge(result, {}, false, 30) == ExitCode::kDone);
        CHECK(result.sources == 1);
        CHECK(store.waiting() == before);
        CHECK(store.web.names().empty());
    }
}

TEST_CASE("without a directory the merge is done and its rows wait", "[merge/export]") {
    ExportStore store;
    store_property(store.database, 30, "ECOMMERCE_DIRECTORY_PATH", "");
    store.add_pair(10802, 10792);
    const CapturedStderr quiet;
    MergePurgeResult result;
    CHECK(store.merge(result, {}, false, 30) == ExitCode::kRowsLeft);
    CHECK(result.sources == 1);
    CHECK(store.waiting() == "10792 10802 ");
    // The target becomes part of another: what was not told yet ends with that one.
    store.add_pair(5, 10802);
    CHECK(store.merge(result, {}, false, 30) == ExitCode::kRowsLeft);
    CHECK(store.waiting() == "10792 5 ,10802 5 ");
}

TEST_CASE("EC Cust Sold To Merge: rows already given to a file keep it", "[merge/export]") {
    ExportStore store;
    store.add_sample_rows();
    EcMerges merges(store.database, 30);
    CHECK(merges.count() == 5);
    CHECK(merges.files().empty());
    CHECK(merges.give_file("b.xml") == 5);
    store.database.execute(
        "INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, target_cust_sold_to) VALUES (30, "
        "1, 2)");
    CHECK(merges.give_file("a.xml") == 1);
    CHECK(merges.give_file("c.xml") == 0);
    CHECK(merges.files() == std::vector<std::string>{"a.xml", "b.xml"});
    std::string text;
    CHECK(merges.rows("a.xml", [&](std::int64_t source, std::int64_t target) {
        text += std::to_string(source) + '>' + std::to_string(target);
    }) == 1);
    CHECK(text == "1>2");
    merges.clear("b.xml");
    CHECK(merges.count() == 1);
    CHECK(EcMerges(store.database, 7).count() == 1);
}
