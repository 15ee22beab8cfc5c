#include "delivery/process_control_rows.hpp"

#include "card/stored_value_card_rows.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

constexpr const char* kNow = "2010-11-23T09:21:41";

}  // namespace

TEST_CASE("a request waits, and is answered once", "[delivery/process_control_rows]") {
    TestStore store;
    const std::int64_t first = add_svc_trigger(store.database, 7, "007000066760010000100001", kNow);
    const std::int64_t second = add_svc_trigger(store.database, 7, "007000066760010000100002", kNow);
    const ProcessControls controls(store.database, 7, "SVC_OUT");
    const ProcessControls others(store.database, 7, "OTHER");
    CHECK_FALSE(controls.of_trigger(first).has_value());
    CHECK_FALSE(controls.has_open_requests());

    CHECK(controls.add(first, "ILB", "first.xml", kNow) == 1);
    CHECK(controls.add(second, "ILB", "second.xml", kNow) == 2);
    CHECK(others.add(second, "ILB", "other.xml", kNow) == 1);
    const auto waiting = controls.open_request(first);
    REQUIRE(waiting.has_value());
    CHECK(waiting->control_number == 1);
    CHECK(waiting->trigger_number == first);
    CHECK(waiting->trigger_key == "007000066760010000100001");
    CHECK(waiting->service_code == "ILB");
    CHECK(controls.has_open_requests());
    CHECK_FALSE(ProcessControls(store.database, 8, "SVC_OUT").has_open_requests());
    CHECK(waiting->file_name == "first.xml");
    CHECK_FALSE(waiting->file_written);
    CHECK(waiting->answer_file.empty());
    CHECK(waiting->status == "RDY");
    CHECK(waiting->created_at == kNow);
    CHECK(waiting->answered_at.empty());
    CHECK(controls.open_request(second)->file_name == "second.xml");

    controls.mark_written(1);
    CHECK(controls.open_request(first)->file_written);
    CHECK_FALSE(controls.open_request(second)->file_written);
    CHECK_FALSE(others.open_request(second)->file_written);

    CHECK_FALSE(controls.is_answered_by(first, "answer.xml"));
    CHECK_FALSE(controls.is_answered_by(first, ""));
    controls.answer(1, "CMP", "answer.xml", "2010-11-23T10:00:00");
    CHECK(controls.is_answered_by(first, "answer.xml"));
    CHECK_FALSE(controls.is_answered_by(second, "answer.xml"));
    CHECK_FALSE(controls.is_answered_by(first, "answer2.xml"));
    CHECK_FALSE(controls.open_request(first).has_value());
    const auto answered = controls.of_trigger(first);
    REQUIRE(answered.has_value());
    CHECK(answered->status == "CMP");
    CHECK(answered->answer_file == "answer.xml");
    CHECK(answered->answered_at == "2010-11-23T10:00:00");
    CHECK(others.open_request(second).has_value());
    CHECK(controls.has_open_requests());

    CHECK_ERROR(controls.answer(1, "FLD", "late.xml", kNow), ExitCode::kInternal, "control number 1");
    CHECK(controls.of_trigger(first)->status == "CMP");
    // The last row of a trigger counts.
    CHECK(controls.add(first, "ILB", "again.xml", kNow) == 3);
    CHECK(controls.of_trigger(first)->control_number == 3);
    CHECK(controls.is_answered_by(first, "answer.xml"));
}

TEST_CASE("a request is of a trigger of its company", "[delivery/process_control_rows]") {
    TestStore store;
    CHECK_THROWS_AS(ProcessControls(store.database, 7, "SVC_OUT").add(1, "ILB", "a.xml", kNow), Error);
    const std::int64_t trigger = add_svc_trigger(store.database, 7, "007000066760010000100001", kNow);
    ProcessControls(store.database, 7, "SVC_OUT").add(trigger, "ILB", "a.xml", kNow);
    CHECK_FALSE(ProcessControls(store.database, 8, "SVC_OUT").of_trigger(trigger).has_value());
}
