#include "card/notice.hpp"

#include <string>
#include <vector>

#include "card/notice_rows.hpp"
#include "card/number_rows.hpp"
#include "unit/support.hpp"

using namespace oa;
using namespace oa::test;

// Stored Value Card Purchase and Activation, Stored Value Card Notification Email; what an SMTP server has a
// part in is in the fault tests.

namespace {

constexpr const char* kNumber = "4788250000121443";
const std::string kKey = std::string(64, 'a');

/// Order 6676 with two virtual cards whose notices are due, and CWEmailOut messages.
struct NoticeStore : TestStore {
    NoticeStore() {
        store_system_control_value(database, 7, "A55", "USD");
        store_system_control_value(database, 7, "I30", "SVCNOTF");
        store_property(database, 7, "SVC_EMAIL_DIRECTORY", messages.path().string());
        database.execute(R"(
INSERT INTO item (company, item, description) VALUES (7, 'CARD', 'GIFT CARD');
INSERT INTO customer_sold_to (company, customer_number, last_name, email_address, opt_in_out) VALUES (7, 100, 'SAMPLE', 'bmiranda@att.net', 'O1');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 100, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'CARD', 2, 5000, 5000);)");
        for (int unit = 1; unit <= 2; ++unit) add_card(unit);
    }

    void add_card(int unit) {
        StoredValueCard card;
        card.key = {7, 6676, 1, 1, unit};
        card.card_type = "V";
        card.issue_date = card.activation_date = "2010-11-22";
        card.issue_amount = money("50.00");
        card.card_number = kNumber;
        card.notice_due = "Y";
        add_stored_value_card(database, card);
    }

    ExitCode send(SvcNoticeResult& result, bool dry_run = false) {
        const Clock clock = seed_clock();
        Session session({path, 7, dry_run, ProgressMode::kNever}, kSvcNoticeJob, clock, log);
        SvcNoticeOptions options;
        options.user = "MARIA";
        const ExitCode code = send_svc_notices(session, options, result);
        session.finish(code, summary_of(result, dry_run));
        return code;
    }

    TempDir messages;
    QuietLog log;
};

}  // namespace

TEST_CASE("One message per card, and each card as a unit", "[card/notice]") {
    NoticeStore store;
    SvcNoticeResult result;
    CHECK(store.send(result) == ExitCode::kDone);
    CHECK(result.sent == 2);
    CHECK(result.remaining == 0);
    CHECK(store.messages.names() == std::vector<std::string>{"CWEmailOut_007000066760010000100001.xml",
                                                             "CWEmailOut_007000066760010000100002.xml"});
    CHECK(stored_value_card(store.database, {7, 6676, 1, 1, 2})->email_sent_date == "2010-11-23");
    CHECK(stored_value_card(store.database, {7, 6676, 1, 1, 2})->card_number == kNumber);
    CHECK(query_text(store.database,
                     "SELECT GROUP_CONCAT(sequence_number || ' ' || written_at || ' ' || user_id || ' ' || "
                     "message, ', ') FROM "
                     "order_transaction_history") ==
          "1 2010-11-23T09:21:41 MARIA SVC Notice to bmiranda@att.net, 2 2010-11-23T09:21:41 MARIA SVC "
          "Notice to bmiranda@att.net");
}

TEST_CASE("An encrypted number is unencrypted in the notice", "[card/notice]") {
    NoticeStore store;
    write_file(store.directory / "key", kKey);
    std::filesystem::permissions(store.directory / "key", std::filesystem::perms::owner_read);
    store_property(store.database, 7, "SVC_CARD_KEY_FILE", (store.directory / "key").string());
    store_system_control_value(store.database, 7, "J22", "Y");
    const CardNumbers numbers{Cipher(kKey)};
    StoredValueCard card = *stored_value_card(store.database, {7, 6676, 1, 1, 1});
    card.card_number = numbers.to_store(kNumber).card_number;
    card.card_fingerprint = numbers.to_store(kNumber).card_fingerprint;
    update_stored_value_card(store.database, card);
    SvcNoticeResult result;
    CHECK(store.send(result) == ExitCode::kDone);
    CHECK(contains(read_file(store.messages / "CWEmailOut_007000066760010000100001.xml"),
                   "card_number=\"4788250000121443\""));
    card = *stored_value_card(store.database, {7, 6676, 1, 1, 1});
    CHECK(card.card_number == kRemovedCardNumber);
    CHECK(card.card_fingerprint == numbers.to_store(kNumber).card_fingerprint);
}

TEST_CASE("A notice has the currency of the order, which the card was funded in", "[card/notice]") {
    NoticeStore store;
    store.database.execute(
        "INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 6676, 'CAD')");
    SvcNoticeResult result;
    CHECK(store.send(result) == ExitCode::kDone);
    CHECK(
        contains(read_file(store.messages / "CWEmailOut_007000066760010000100001.xml"), "currency=\"CAD\""));
    for (const std::string change : {"UPDATE order_header_extended SET currency_code = '$'",
                                     "DELETE FROM order_header_extended; DELETE FROM system_control_value "
                                     "WHERE code = 'A55'"}) {
        store.database.execute(change + "; UPDATE stored_value_card SET notice_due = 'Y'");
        SvcNoticeResult left;
        CHECK(store.send(left) == ExitCode::kRowsLeft);
        CHECK(left.failed == 2);
    }
}

TEST_CASE("A number that J22 removes is known by its fingerprint without a card key, too", "[card/notice]") {
    NoticeStore store;
    store_system_control_value(store.database, 7, "J22", "Y");
    SvcNoticeResult result;
    CHECK(store.send(result) == ExitCode::kDone);
    CHECK(stored_value_card(store.database, {7, 6676, 1, 1, 1})->card_number == kRemovedCardNumber);
    CHECK(CardNumbers::of_store(store.database, 7).is_assigned(store.database, 7, kNumber));
    CHECK_FALSE(CardNumbers::of_store(store.database, 7).is_assigned(store.database, 7, "4788250000121444"));
}

TEST_CASE("A number that is gone cannot be sent", "[card/notice]") {
    for (const char* number : {"", "REMOVED BY SYSTEM", "************1443"}) {
        CAPTURE(number);
        NoticeStore store;
        store.database.execute(std::string("UPDATE stored_value_card SET card_number = '") + number +
                               "' WHERE svc_sequence_number = 1");
        SvcNoticeResult result;
        CHECK(store.send(result) == ExitCode::kRowsLeft);
        CHECK(result.failed == 1);
        CHECK(result.sent == 1);
        CHECK(summary_of(result, false) == "sent 1 notice, 1 still due: run it again");
    }
}

TEST_CASE("Nothing is due with I30 blank, and a dry run changes nothing", "[card/notice]") {
    NoticeStore store;
    SvcNoticeResult dry;
    CHECK(store.send(dry, true) == ExitCode::kDone);
    CHECK(summary_of(dry, true) == "would send 2 notices");
    store_system_control_value(store.database, 7, "I30", "");
    SvcNoticeResult result;
    CHECK(store.send(result) == ExitCode::kDone);
    CHECK(result.sent == 0);
    CHECK(store.messages.names().empty());
    CHECK(svc_notices_due_count(store.database, 7) == 2);
}
