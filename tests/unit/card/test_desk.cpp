#include "card/desk.hpp"

#include "card/number_rows.hpp"
#include "unit/card/card_support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

/// Order 5001: a plain number, one that J22 removed, none, one that SECRISK masked, one that is encrypted.
struct DeskStore : CardStore {
    DeskStore() {
        set_key(kCardKey);
        const StoredCardNumber encrypted = CardNumbers{Cipher(kCardKey)}.to_store("6006491286999902");
        add_card(5001, 1, 1, 1, kCardNumber);
        add_card(5001, 1, 1, 2, "REMOVED BY SYSTEM");
        add_card(5001, 1, 2, 1, "");
        add_card(5001, 1, 2, 2, "************9910");
        add_card(5001, 2, 1, 1, encrypted.card_number, encrypted.card_fingerprint);
        allow("BOTH", "A88");
        allow("BOTH", "B14");
        allow("LAYOUT", "A88");
        allow("B14ONLY", "B14");
        database.execute(
            "INSERT INTO user_authority VALUES (7, 'DENIED', 'A88', 'D'), (7, 'DENIED', 'B14', 'A')");
    }

    std::vector<DisplayedCard> display(const std::string& user, const CardSelection& selection = {5001, 0, 0},
                                       bool dry_run = false) {
        const Clock clock = seed_clock();
        QuietLog log;
        return display_cards(options(dry_run), clock, selection, user, log, code);
    }

    std::string audit() {
        return list(
            "SELECT user_id || order_number || '/' || ship_to_number || '/' || line_number || shown AS t "
            "FROM credit_card_audit ORDER BY audit_number");
    }

    ExitCode code{};
};

/// What is seen of each card: `F 6006491286999901`.
std::vector<std::string> seen(const std::vector<DisplayedCard>& cards) {
    std::vector<std::string> texts;
    texts.reserve(cards.size());
    for (const DisplayedCard& card : cards) {
        texts.push_back(card.shown + ' ' + card.card.card_number + card.note);
    }
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A88 and B14 decide what is seen of a number", "[card/desk]") {
    DeskStore store;
    CHECK(seen(store.display("BOTH")) == Texts{"F 6006491286999901", "N REMOVED BY SYSTEM", "N none yet",
                                               "L ************9910", "F 6006491286999902"});
    CHECK(seen(store.display("LAYOUT")) == Texts{"L 600649********01", "N REMOVED BY SYSTEM", "N none yet",
                                                 "L **************10", "L 600649********02"});
    const Texts nothing = {"N not shown", "N REMOVED BY SYSTEM", "N none yet", "N not shown", "N not shown"};
    for (const std::string user : {"NOBODY", "B14ONLY", "DENIED", "both"}) {
        CAPTURE(user);
        CHECK(seen(store.display(user)) == nothing);
        CHECK(store.code == ExitCode::kDone);
    }
    for (const DisplayedCard& card : store.display("BOTH")) CHECK(card.card.card_fingerprint.empty());
}

TEST_CASE("each card that is displayed stands in the audit table", "[card/desk]") {
    DeskStore store;
    store.display("BOTH");
    store.display("LAYOUT", {5001, 2, 0});
    store.display("NOBODY", {5001, 0, 2});
    CHECK(store.audit() ==
          "BOTH5001/1/1F,BOTH5001/1/1N,BOTH5001/1/2N,BOTH5001/1/2L,BOTH5001/2/1F,LAYOUT5001/2/1L,"
          "NOBODY5001/1/2N,NOBODY5001/1/2N");
    CHECK(store.list("SELECT DISTINCT accessed_at || program AS t FROM credit_card_audit") ==
          "2010-11-23T09:21:41oa-svc");
}

TEST_CASE("no number is shown that is not in the audit table", "[card/desk]") {
    DeskStore store;
    CHECK(seen(store.display("BOTH", {5001, 0, 0}, true)) ==
          Texts{"N not shown", "N REMOVED BY SYSTEM", "N none yet", "N not shown", "N not shown"});
    CHECK(store.audit().empty());
    store.database.execute(
        "CREATE TRIGGER no_audit BEFORE INSERT ON credit_card_audit WHEN NEW.ship_to_number = 2 BEGIN SELECT "
        "RAISE(ABORT, 'full'); END");
    CHECK_ERROR(store.display("BOTH"), ExitCode::kInputData, "refused a row");
    CHECK(store.audit().empty());
}

TEST_CASE("ship-to and line select the cards", "[card/desk]") {
    DeskStore store;
    CHECK(store.display("BOTH", {5001, 1, 0}).size() == 4);
    CHECK(store.display("BOTH", {5001, 1, 1}).size() == 2);
    CHECK(store.display("BOTH", {5001, 0, 1}).size() == 3);
    CHECK_ERROR(store.display("BOTH", {5001, 2, 2}), ExitCode::kNoInput, "order 5001, ship-to 2, line 2");
    CHECK_ERROR(store.display("BOTH", {5002, 0, 0}), ExitCode::kNoInput,
                "order 5002 has no stored value card");
}

TEST_CASE("a display needs a user", "[card/desk]") {
    DeskStore store;
    CHECK_ERROR(store.display(""), ExitCode::kNoPermission, "--user");
    CHECK(store.audit().empty());
}

TEST_CASE("a number that cannot be read does not keep the others from being shown", "[card/desk]") {
    DeskStore store;
    const std::string foreign = CardNumbers{Cipher(kOtherCardKey)}.to_store("6006491286999903").card_number;
    store.add_card(5002, 1, 1, 1, foreign);
    store.add_card(5002, 1, 1, 2, kCardNumber);
    CHECK(seen(store.display("BOTH", {5002, 0, 0})) == Texts{"N cannot be read", "F 6006491286999901"});
    CHECK(store.code == ExitCode::kRowsLeft);
    // Without a key that is a fault of the setting.
    store_property(store.database, 7, "SVC_CARD_KEY_FILE", "");
    CHECK_ERROR(store.display("BOTH", {5002, 0, 0}), ExitCode::kConfiguration, "SVC_CARD_KEY_FILE");
}

TEST_CASE("the layout is that of the lowest pay type that the number suits, else the lowest", "[card/desk]") {
    DeskStore store;
    const auto last = [&] { return seen(store.display("LAYOUT", {5001, 2, 0})).front(); };
    CHECK(last() == "L 600649********02");
    // Of another length or other leading digits.
    store.database.execute("UPDATE pay_type SET card_number_length = 19 WHERE pay_type = 9");
    CHECK(last() == "L ************9902");
    store.database.execute(
        "UPDATE pay_type SET card_number_length = 16, leading_digits = '6007' WHERE pay_type = 9");
    CHECK(last() == "L ************9902");
    store.database.execute("UPDATE pay_type SET leading_digits = '6007' WHERE pay_type = 10");
    CHECK(last() == "L 600649********02");
    store.database.execute("DELETE FROM pay_type");
    CHECK(last() == "L ************9902");
}

TEST_CASE("the card types in words", "[card/desk]") {
    CHECK(card_type_text("P") == "Physical card");
    CHECK(card_type_text("E") == "Physical card with email notification");
    CHECK(card_type_text("V") == "Virtual card");
}

TEST_CASE("cards that were billed and not activated are reported by order", "[card/desk]") {
    DeskStore store;
    store.database.execute(
        "UPDATE stored_value_card SET response_code = 'DECLINED' WHERE line_number = 1 AND "
        "svc_sequence_number = "
        "1 AND ship_to_number = 1; UPDATE stored_value_card SET activation_date = '2010-11-22', "
        "response_code = "
        "'APPROVED' WHERE svc_sequence_number = 2");
    store.add_card(5002, 1, 1, 1, kCardNumber);
    std::string text;
    UnactivatedResult result;
    QuietLog log;
    const auto report = [&] {
        return report_unactivated_cards(
            store.database, 7, log,
            [&](const UnactivatedOrder& order) {
                text += std::to_string(order.order_number) + ' ' + std::to_string(order.customer_number) +
                        ' ' + order.order_date + ":";
                for (const StoredValueCard& card : order.cards) {
                    text += ' ' + std::to_string(card.key.ship_to_number) + '/' +
                            std::to_string(card.key.line_number) + ' ' + card.card_number + ' ' +
                            unactivated_reason(card) + ',';
                }
                text += '\n';
            },
            result);
    };
    CHECK(report() == ExitCode::kDone);
    CHECK(text ==
          "5001 1001 2010-11-20: 1/1 600649********01 declined, 1/2  no number, 2/1 600649********02 not "
          "answered,\n"
          "5002 1002 2010-11-21: 1/1 600649********01 not answered,\n");
    CHECK(summary_of(result) ==
          "unactivated cards of 2 orders: 1 declined, 2 not answered, 1 without a number");
}

TEST_CASE("SECRISK replaces the first 12 digits", "[card/desk]") {
    CHECK(purged_card_number("4788123412341443") == "************1443");
    CHECK(purged_card_number("60064912869900030003") == "************00030003");
    CHECK(purged_card_number("123456789012") == "************");
    CHECK(purged_card_number("1234567890") == "**********");
    CHECK(purged_card_number("").empty());
}

TEST_CASE("SECRISK takes activated cards that are older than the days of K65", "[card/desk]") {
    DeskStore store;
    const auto purge = [&](bool dry_run) {
        PurgeNumbersResult result;
        const ExitCode code =
            store.in_session([&](Session& session) { return purge_card_numbers(session, result); }, dry_run);
        return std::to_string(static_cast<int>(code)) + ' ' + summary_of(result, dry_run);
    };
    CHECK_ERROR(purge(false), ExitCode::kConfiguration, "K65");
    store_system_control_value(store.database, 7, "K65", "00");
    CHECK_ERROR(purge(false), ExitCode::kConfiguration, "K65");
    store_system_control_value(store.database, 7, "K65", "1");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-22");
    store.database.execute("UPDATE stored_value_card SET activation_date = '2010-11-21'");
    store_system_control_value(store.database, 7, "K65", "2");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-21");
    store_system_control_value(store.database, 7, "K65", "1");
    store.database.execute("UPDATE stored_value_card SET notice_due = 'Y' WHERE ship_to_number = 1");
    store_system_control_value(store.database, 7, "I30", "SVCNOTF");
    const std::string stored = "SELECT card_number AS t FROM stored_value_card ORDER BY 1";
    const std::string before = store.list(stored);
    CHECK(purge(true) ==
          "1 would replace the first 12 digits of 1 card billed before 2010-11-22; left as before: 1");
    CHECK(store.list(stored) == before);
    CHECK(purge(false) ==
          "1 replaced the first 12 digits of 1 card billed before 2010-11-22; left as before: 1");
    CHECK(store.list(stored) == ",************9902,************9910,6006491286999901,REMOVED BY SYSTEM");
    // No notice will ever leave.
    store_system_control_value(store.database, 7, "I30", "");
    CHECK(purge(false) == "0 replaced the first 12 digits of 1 card billed before 2010-11-22");
    CHECK(purge(false) == "0 replaced the first 12 digits of 0 cards billed before 2010-11-22");
    CHECK(store.list(stored) == ",************9901,************9902,************9910,REMOVED BY SYSTEM");
}
