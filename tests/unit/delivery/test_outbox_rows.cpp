#include "delivery/outbox_rows.hpp"

#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

const Timestamp kNow = parse_timestamp("2010-11-23T09:21:41").value();

OutboundFile written(const std::string& name, const std::string& created_at = "2010-11-23T09:00:00") {
    return {name, std::string(64, 'a'), 1234, 5, "", created_at, 0};
}

std::vector<std::string> names(const std::vector<OutboundFile>& files) {
    std::vector<std::string> result;
    result.reserve(files.size());
    for (const OutboundFile& file : files) result.push_back(file.file_name);
    return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a file is written, waits, goes into a batch and is sent", "[delivery/outbox_rows]") {
    TestStore store;
    OutboxRows outbox(store.database, 7);
    outbox.insert_file(written("b.xml"));
    outbox.insert_file(written("a.xml"));

    auto file = outbox.file("b.xml");
    REQUIRE(file.has_value());
    CHECK(file->sha256 == std::string(64, 'a'));
    CHECK(file->byte_count == 1234);
    CHECK(file->row_count == 5);
    CHECK(file->state == "written");
    CHECK(file->created_at == "2010-11-23T09:00:00");
    CHECK(file->batch_number == 0);
    CHECK(names(outbox.waiting_files()) == Names{"a.xml", "b.xml"});

    const OutboundBatch batch = outbox.open_batch("OMS_007_ws_101123092141.zip", "imports/OMS.zip", kNow);
    CHECK(batch.batch_number == 1);
    CHECK(batch.zip_name == "OMS_007_ws_101123092141.zip");
    CHECK(batch.object_name == "imports/OMS.zip");
    CHECK(batch.state == "sending");
    CHECK(batch.byte_count == 0);
    CHECK(outbox.waiting_files().empty());
    CHECK(outbox.file("b.xml")->batch_number == 1);
    CHECK(outbox.file("b.xml")->state == "written");
    outbox.insert_file(written("late.xml"));
    CHECK(names(outbox.files_of_batch(1)) == Names{"a.xml", "b.xml"});

    outbox.record_zip(1, std::string(64, 'b'), 999);
    CHECK(outbox.batches("sending").at(0).byte_count == 999);
    outbox.mark_sent(1, kNow);
    const auto sent = outbox.batch_by_zip("OMS_007_ws_101123092141.zip");
    REQUIRE(sent.has_value());
    CHECK(sent->state == "sent");
    CHECK(sent->sent_at == "2010-11-23T09:21:41");
    CHECK(sent->created_at == "2010-11-23T09:21:41");
    CHECK(query_text(store.database, "SELECT sha256 FROM outbound_batch") == std::string(64, 'b'));
    CHECK(outbox.batches("sending").empty());
    CHECK(names(outbox.files("sent")) == Names{"a.xml", "b.xml"});
    CHECK(names(outbox.files("written")) == Names{"late.xml"});
    CHECK(outbox.files("").size() == 3);
    CHECK(names(outbox.waiting_files()) == Names{"late.xml"});
}

TEST_CASE("a batch that never left gives its files back to the next", "[delivery/outbox_rows]") {
    TestStore store;
    OutboxRows outbox(store.database, 7);
    outbox.insert_file(written("a.xml"));
    outbox.open_batch("one.zip", "one.zip", kNow);
    outbox.release(1);
    CHECK(outbox.batch_by_zip("one.zip")->state == "failed");
    CHECK(names(outbox.waiting_files()) == Names{"a.xml"});
    CHECK(outbox.files_of_batch(1).empty());

    const OutboundBatch second = outbox.open_batch("two.zip", "two.zip", kNow);
    CHECK(second.batch_number == 2);
    CHECK(names(outbox.files_of_batch(2)) == Names{"a.xml"});
    CHECK(outbox.batches("").size() == 2);
    CHECK(outbox.batches("failed").size() == 1);
    // The name of a zip is used once.
    CHECK_ERROR(outbox.open_batch("two.zip", "two.zip", kNow), ExitCode::kInputData, "zip_name");
    CHECK(outbox.batches("").size() == 2);
}

TEST_CASE("a written file can be forgotten, a sent one cannot", "[delivery/outbox_rows]") {
    TestStore store;
    OutboxRows outbox(store.database, 7);
    outbox.insert_file(written("a.xml"));
    CHECK_FALSE(outbox.forget("missing.xml"));
    CHECK(outbox.forget("a.xml"));
    CHECK_FALSE(outbox.file("a.xml").has_value());
    CHECK_FALSE(outbox.forget("a.xml"));

    outbox.insert_file(written("b.xml"));
    outbox.open_batch("one.zip", "one.zip", kNow);
    outbox.mark_sent(1, kNow);
    CHECK_FALSE(outbox.forget("b.xml"));
    CHECK(outbox.file("b.xml").has_value());
}

TEST_CASE("files come oldest first", "[delivery/outbox_rows]") {
    TestStore store;
    OutboxRows outbox(store.database, 7);
    outbox.insert_file(written("a.xml", "2010-11-25T00:00:00"));
    outbox.insert_file(written("c.xml", "2010-11-24T00:00:00"));
    outbox.insert_file(written("b.xml", "2010-11-24T00:00:00"));
    CHECK(names(outbox.files("")) == Names{"b.xml", "c.xml", "a.xml"});
    CHECK_ERROR(outbox.insert_file(written("a.xml")), ExitCode::kInputData, "UNIQUE");
}

TEST_CASE("companies do not see each other's outbox", "[delivery/outbox_rows]") {
    TestStore store;
    add_company(store.database, 8, "Eight");
    OutboxRows seven(store.database, 7);
    OutboxRows eight(store.database, 8);
    for (OutboxRows* outbox : {&seven, &eight}) {
        outbox->insert_file(written("same.xml"));
        CHECK(outbox->open_batch("same.zip", "same.zip", kNow).batch_number == 1);
    }
    seven.mark_sent(1, kNow);
    CHECK(eight.file("same.xml")->state == "written");
    CHECK(eight.batch_by_zip("same.zip")->state == "sending");
    eight.release(1);
    CHECK(seven.batch_by_zip("same.zip")->state == "sent");
    CHECK(seven.files_of_batch(1).size() == 1);
    CHECK(eight.forget("same.xml"));
    CHECK(seven.file("same.xml").has_value());
}

TEST_CASE("a file is recorded with the transaction of its rows, or not at all", "[delivery/outbox_rows]") {
    TestStore store;
    OutboxRows outbox(store.database, 7);
    {
        Transaction transaction(store.database, Transaction::Kind::kWrite);
        outbox.insert_file(written("a.xml"));
    }
    CHECK(outbox.files("").empty());
}
