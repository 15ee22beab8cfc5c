#include "card/assign.hpp"

#include <sstream>

#include "card/new_number.hpp"
#include "card/virtual_assign.hpp"
#include "unit/card/svc_support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Assigning a Stored Value Card Number.

namespace {

struct AssignStore : SvcStore {
    SvcAssignResult assign(std::int64_t pick, const std::vector<std::string>& numbers, std::int64_t line = 0,
                           bool dry_run = false) {
        SvcAssignResult result;
        in_session(
            [&](Session& session) {
                return assign_card_numbers(session, {pick, line, numbers, ""}, result);
            },
            dry_run);
        return result;
    }
    SvcVirtualResult assign_virtual(const std::vector<std::int64_t>& picks = {}, bool dry_run = false) {
        SvcVirtualResult result;
        in_session(
            [&](Session& session) {
                const auto source = virtual_card_table(session);
                return assign_virtual_cards(session, {picks, ""}, *source, result);
            },
            dry_run);
        return result;
    }
    struct PayType {
        int number, length;
        std::string leading_digits;
    };
    /// These are the stored value card pay types from now on.
    void set_pay_types(const std::vector<PayType>& pay_types) {
        database.execute("DELETE FROM pay_type WHERE pay_category = 4");
        for (const PayType& pay_type : pay_types) {
            database
                .prepare(
                    "INSERT INTO pay_type (company, pay_type, pay_category, card_number_length, "
                    "leading_digits) VALUES (7, ?, 4, ?, ?)")
                .run(pay_type.number, pay_type.length, pay_type.leading_digits);
        }
    }
    /// Card numbers are encrypted from now on.
    void encrypt() {
        write_file(directory / "key", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n");
        std::filesystem::permissions(directory / "key", std::filesystem::perms(0600));
        database.prepare("INSERT INTO property VALUES (7, 'SVC_CARD_KEY_FILE', ?)")
            .run((directory / "key").string());
    }
    std::string errors() {
        return rows("SELECT pick_control_number || '/' || line_number FROM svc_assignment_error ORDER BY 1");
    }
    std::string left_numbers() {
        return rows("SELECT sequence_number FROM virtual_card_number ORDER BY sequence_number");
    }
};

}  // namespace

TEST_CASE("Which numbers the stored value card pay type takes", "[card/assign]") {
    struct Case {
        int length;
        std::string leading_digits;
        std::string number;
        std::string problem;  ///< blank for none
    };
    const std::vector<Case> cases = {
        {16, "4788", "4788000000000001", ""},
        {16, "4788", "478800000000001", "it has 15 digits; the stored value card pay type takes 16"},
        {16, "4788", "47880000000000011", "it has 17 digits; the stored value card pay type takes 16"},
        {16, "4788", "4789000000000001",
         "it does not begin with 4788, the leading digits of the stored value card pay type"},
        {16, "4788", "4788 00000000001", "it has characters other than digits"},
        {16, "4788", "4788000000000O01", "it has characters other than digits"},
        {16, "", "4789000000000001", ""},
        {0, "", "123456789", "it has 9 digits; a stored value card number has 10 to 20"},
        {0, "", "1234567890", ""},
        {0, "", "12345678901234567890", ""},
        {0, "", "123456789012345678901", "it has 21 digits; a stored value card number has 10 to 20"},
        {0, "9", "1234567890",
         "it does not begin with 9, the leading digits of the stored value card pay type"},
        {0, "", "", "it has 0 digits; a stored value card number has 10 to 20"},
    };
    AssignStore store;
    for (const Case& c : cases) {
        CAPTURE(c.number, c.length);
        store.set_pay_types({{9, c.length, c.leading_digits}});
        CHECK(SvcPayTypes(store.database, 7).problem_with(c.number).value_or("") == c.problem);
    }
    // A company without such a pay type.
    CHECK_FALSE(SvcPayTypes(store.database, 8).problem_with("1234567890"));
    CHECK(SvcPayTypes(store.database, 8).problem_with("123456789"));
}

TEST_CASE("A number is right when it suits any of the stored value card pay types", "[card/assign]") {
    AssignStore store;
    store.set_pay_types({{9, 16, "4788"}, {5, 19, ""}, {12, 0, "99"}});
    const SvcPayTypes pay_types(store.database, 7);
    for (const std::string number :
         {"4788000000000001", "1234567890123456789", "9934567890", "99345678901234567890"}) {
        CAPTURE(number);
        CHECK_FALSE(pay_types.problem_with(number));
    }
    const std::string rules =
        "5 takes 19 digits, 9 takes 16 digits that begin with 4788, 12 takes 10 to 20 digits that begin with "
        "99";
    for (const std::string number : {"4789000000000001", "478800000000001", "993456789", ""}) {
        CAPTURE(number);
        CHECK(pay_types.problem_with(number) ==
              "it suits none of the stored value card pay types 5, 9, 12: it has " +
                  std::to_string(number.size()) + " digits; " + rules);
    }
    CHECK(pay_types.problem_with("4788000000000O01") == "it has characters other than digits");
    // The lowest that a number suits, else the lowest.
    CHECK(pay_types.of("9934567890123456789").pay_type == 5);
    CHECK(pay_types.of("4788000000000001").pay_type == 9);
    CHECK(pay_types.of("9934567890").pay_type == 12);
    CHECK(pay_types.of("4789000000000001").pay_type == 5);
    CHECK(pay_types.of("************0001").pay_type == 5);

    store.add_pick(7001, {{1, 2}});
    const SvcAssignResult result = store.assign(7001, {svc_number(1), "9934567890", "4789000000000001"});
    CHECK(result.assigned == 2);
    CHECK(result.refused == 1);
    store.add_pick(7003, {{3, 2}}, false);
    store.add_virtual_numbers({"4789000000000001", svc_number(11), "9900000001"});
    CHECK(store.assign_virtual().billed.cards == 2);
    CHECK(store.left_numbers() == "1");
}

TEST_CASE("A refused number is shown by its last digits", "[card/assign]") {
    CHECK(shown_card_number("4788000000001443") == "************1443");
    CHECK(shown_card_number("12345678") == "****5678");
    CHECK(shown_card_number("123") == "***");
    CHECK(shown_card_number(std::string(41, '7')) == "(41 characters)");
    CHECK(shown_card_number("4788\n000000001443ab") == "***************43??");
}

TEST_CASE("Numbers are read one a line", "[card/assign]") {
    std::istringstream input("4788000000000001\r\n\n  4788000000000002  \n4788000000000003");
    CHECK(read_card_numbers(input) ==
          std::vector<std::string>{"4788000000000001", "4788000000000002", "4788000000000003"});
    std::istringstream large(std::string((1U << 20) + 1, '4'));
    CHECK_ERROR(read_card_numbers(large), ExitCode::kInputData, "more than 1 MiB");
}

TEST_CASE("Numbers go to the units without one, in order", "[card/assign]") {
    AssignStore store;
    store.add_pick(7001, {{1, 2}, {2, 1}});
    CHECK(store.assign(7001, {svc_number(1)}).refused == 1);
    CHECK(store.assign(7001, {svc_number(1), "12", svc_number(1), svc_number(2), svc_number(3)}, 1).refused ==
          3);
    CHECK(store.assign(7001, {svc_number(4)}, 2).assigned == 1);
    CHECK(store.records() == "7001/1/1=4788000000000001,7001/1/2=4788000000000002,7001/2/1=4788000000000004");
    CHECK(store.status(7001) == "[]");
    CHECK(store.cards().empty());
}

TEST_CASE("With I23 a pick is billed as soon as all its units have numbers", "[card/assign]") {
    AssignStore store;
    store.select("I23");
    store.add_pick(7001, {{1, 2}});
    CHECK(store.assign(7001, {svc_number(1)}).billed.picks == 0);
    CHECK(store.assign(7001, {svc_number(2)}, 0, true).billed.cards == 2);
    CHECK(store.assign(7001, {svc_number(2)}).billed.cards == 2);
    CHECK(store.records().empty());
    CHECK(store.triggers() == "007000066760010000100001,007000066760010000100002");
}

TEST_CASE("A CWPickIn message is no list of numbers", "[card/assign]") {
    AssignStore store;
    store.add_pick(7001, {{1, 1}});
    CHECK_ERROR(store.assign(7001, {"<Message type=\"CWPICKIN\">", "</Message>"}), ExitCode::kInputData,
                "without a pick");
}

TEST_CASE("With I23 a number that is refused bills nothing", "[card/assign]") {
    AssignStore store;
    store.add_pick(7001, {{1, 1}});
    store.assign(7001, {svc_number(1)});
    store.select("I23");
    const SvcAssignResult result = store.assign(7001, {svc_number(2)});
    CHECK(result.refused == 1);
    CHECK(result.billed.picks == 0);
    CHECK(store.status(7001) == "[]");
}

TEST_CASE("With I23 a pick with fewer records than units is not billed", "[card/assign]") {
    AssignStore store;
    store.select("I23");
    store.add_pick(7001, {{1, 1}});
    store.database.execute("UPDATE pick_control_detail SET quantity = 2");
    CHECK(store.assign(7001, {svc_number(1)}).billed.picks == 0);
    CHECK(store.status(7001) == "[]");
}

TEST_CASE("Encrypted numbers are found when they come again", "[card/assign]") {
    AssignStore store;
    store.add_pick(7000, {{1, 1}});
    store.assign(7000, {svc_number(9)});
    store.encrypt();
    store.add_pick(7001, {{1, 3}});
    CHECK(store.assign(7001, {svc_number(1), svc_number(1), svc_number(9), svc_number(2)}).assigned == 2);
    CHECK(store.assign(7001, {svc_number(1)}).refused == 1);
    CHECK_FALSE(contains(store.everything(), svc_number(1)));
    CHECK(store.rows("SELECT COUNT(*) FROM pick_stored_value_card WHERE card_number LIKE 'v1:%' AND "
                     "LENGTH(card_fingerprint) = 64") == "2");
    store.add_pick(7003, {{4, 1}}, false);
    store.add_virtual_numbers({svc_number(2), svc_number(9), svc_number(11)});
    store.assign_virtual();
    CHECK(store.left_numbers() == "1,2");
    CHECK(store.rows("SELECT SUBSTR(card_number, 1, 3) FROM stored_value_card") == "v1:");
}

TEST_CASE("A dry run assigns nothing, and sees a number given twice", "[card/assign]") {
    AssignStore store;
    store.add_pick(7001, {{1, 2}});
    store.add_pick(7003, {{3, 2}}, false);
    store.add_pick(7004, {{4, 1}}, false);
    store.add_virtual_numbers({svc_number(11), svc_number(12)});
    const std::string before = store.everything();
    const SvcAssignResult result = store.assign(7001, {svc_number(1), svc_number(1)}, 0, true);
    CHECK(result.assigned == 1);
    CHECK(result.refused == 1);
    const SvcVirtualResult planned = store.assign_virtual({}, true);
    CHECK(planned.billed.picks == 1);
    CHECK(planned.lines_left == 1);
    CHECK(store.everything() == before);
}

TEST_CASE("The next available number is taken and its record deleted", "[card/assign]") {
    AssignStore store;
    store.add_pick(7003, {{3, 2}}, false);
    store.add_pick(7001, {{1, 1}});
    store.add_virtual_numbers({"123", svc_number(11), svc_number(11), svc_number(12), svc_number(13)});
    const SvcVirtualResult result = store.assign_virtual();
    CHECK(result.billed.cards == 2);
    CHECK(store.cards() == "3/1 4788000000000011 1000,3/2 4788000000000012 1000");
    CHECK(store.left_numbers() == "1,3,5");
    CHECK(store.status(7003) == "[B]");
    CHECK(store.status(7001) == "[]");
}

TEST_CASE("If a number is not available, the entire order line will not be billed", "[card/assign]") {
    AssignStore store;
    store.add_pick(7003, {{3, 2}, {4, 1}}, false);
    store.add_virtual_numbers({svc_number(11)});
    CHECK(store.assign_virtual().lines_left == 1);
    // Line 1 needs two; line 2 gets the one.
    CHECK(store.cards() == "4/1 4788000000000011 0");
    CHECK(store.errors() == "7003/1");
    CHECK(store.status(7003) == "[]");
    CHECK(store.assign_virtual().lines_left == 1);
    CHECK(store.cards() == "4/1 4788000000000011 0");
    store.add_virtual_numbers({svc_number(12), svc_number(13)});
    CHECK(store.assign_virtual().billed.picks == 1);
    CHECK(store.cards() == "3/1 4788000000000012 1000,3/2 4788000000000013 1000,4/1 4788000000000011 0");
    CHECK(store.errors().empty());
    CHECK(store.status(7003) == "[B]");
    CHECK(store.left_numbers().empty());
}

TEST_CASE("A source is asked before the transaction, and not at all in a dry run", "[card/assign]") {
    struct Source : VirtualCardSource {
        std::vector<std::string> calls;
        void prepare(const SvcPick& pick, const SvcPickLine& line) override {
            calls.push_back("prepare " + std::to_string(pick.number) + "/" +
                            std::to_string(line.line_number));
        }
        std::vector<std::string> take(const SvcPick& /*pick*/, const SvcPickLine& line) override {
            calls.push_back("take " + std::to_string(line.line_number));
            return line.quantity == 1 ? std::vector<std::string>{svc_number(77)} : std::vector<std::string>();
        }
        std::string shortage() const override { return "Customer Engagement generated none"; }
    };
    AssignStore store;
    store.add_pick(7003, {{3, 2}, {4, 1}}, false);
    Source source;
    SvcVirtualResult result;
    const auto run = [&](Session& session) { return assign_virtual_cards(session, {}, source, result); };
    store.in_session(run, true);
    CHECK(source.calls == std::vector<std::string>{"take 1", "take 2"});
    source.calls.clear();
    store.in_session(run);
    CHECK(source.calls == std::vector<std::string>{"prepare 7003/1", "prepare 7003/2", "take 1", "take 2"});
    CHECK(store.rows("SELECT reason FROM svc_assignment_error") == "Customer Engagement generated none");
    CHECK(store.cards() == "4/1 4788000000000077 0");
}
