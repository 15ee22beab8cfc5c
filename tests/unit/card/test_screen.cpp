#include "card/screen.hpp"

#include "unit/card/billed_support.hpp"

using namespace oa;
using namespace oa::test;

namespace {

struct ScreenStore : BilledCardStore {
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

TEST_CASE("A88 and B14 decide what is seen of a number", "[card/screen]") {
    ScreenStore store;
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

TEST_CASE("each card that is displayed stands in the audit table", "[card/screen]") {
    ScreenStore store;
    store.display("BOTH");
    store.display("LAYOUT", {5001, 2, 0});
    store.display("NOBODY", {5001, 0, 2});
    CHECK(store.audit() ==
          "BOTH5001/1/1F,BOTH5001/1/1N,BOTH5001/1/2N,BOTH5001/1/2L,BOTH5001/2/1F,LAYOUT5001/2/1L,"
          "NOBODY5001/1/2N,NOBODY5001/1/2N");
    CHECK(store.list("SELECT DISTINCT accessed_at || program AS t FROM credit_card_audit") ==
          "2010-11-23T09:21:41oa-svc");
}

TEST_CASE("no number is shown that is not in the audit table", "[card/screen]") {
    ScreenStore store;
    CHECK(seen(store.display("BOTH", {5001, 0, 0}, true)) ==
          Texts{"N not shown", "N REMOVED BY SYSTEM", "N none yet", "N not shown", "N not shown"});
    CHECK(store.audit().empty());
    store.database.execute(
        "CREATE TRIGGER no_audit BEFORE INSERT ON credit_card_audit WHEN NEW.ship_to_number = 2 BEGIN SELECT "
        "RAISE(ABORT, 'full'); END");
    CHECK_ERROR(store.display("BOTH"), ExitCode::kInputData, "refused a row");
    CHECK(store.audit().empty());
}

TEST_CASE("ship-to and line select the cards", "[card/screen]") {
    ScreenStore store;
    CHECK(store.display("BOTH", {5001, 1, 0}).size() == 4);
    CHECK(store.display("BOTH", {5001, 1, 1}).size() == 2);
    CHECK(store.display("BOTH", {5001, 0, 1}).size() == 3);
    CHECK_ERROR(store.display("BOTH", {5001, 2, 2}), ExitCode::kNoInput, "order 5001, ship-to 2, line 2");
    CHECK_ERROR(store.display("BOTH", {5002, 0, 0}), ExitCode::kNoInput,
                "order 5002 has no stored value card");
}

TEST_CASE("a display needs a user", "[card/screen]") {
    ScreenStore store;
    CHECK_ERROR(store.display(""), ExitCode::kNoPermission, "--user");
    CHECK(store.audit().empty());
}

TEST_CASE("a number that cannot be read does not keep the others from being shown", "[card/screen]") {
    ScreenStore store;
    const std::string foreign = CardNumbers{Cipher(kOtherCardKey)}.to_store("6006491286999903").card_number;
    store.add_card(5002, 1, 1, 1, foreign);
    store.add_card(5002, 1, 1, 2, kCardNumber);
    CHECK(seen(store.display("BOTH", {5002, 0, 0})) == Texts{"N cannot be read", "F 6006491286999901"});
    CHECK(store.code == ExitCode::kRowsLeft);
    // Without a key that is a fault of the setting.
    store_property(store.database, 7, "SVC_CARD_KEY_FILE", "");
    CHECK_ERROR(store.display("BOTH", {5002, 0, 0}), ExitCode::kConfiguration, "SVC_CARD_KEY_FILE");
}

TEST_CASE("the layout is that of the lowest pay type that the number suits, else the lowest",
          "[card/screen]") {
    ScreenStore store;
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

TEST_CASE("the card types in words", "[card/screen]") {
    CHECK(card_type_text("P") == "Physical card");
    CHECK(card_type_text("E") == "Physical card with email notification");
    CHECK(card_type_text("V") == "Virtual card");
}
