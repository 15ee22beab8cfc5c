#!/usr/bin/env python3
"""Activating stored value cards at Customer Engagement and at the integration layer: approvals, declines, lost answers,
kills at each step; in the end each card is funded once."""

import json
import signal
import time
import unittest
from pathlib import Path

import cases
import support

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]
CARDS = {1: ("P", "6006491234560001"), 2: ("V", "6006491234560002"), 3: ("P", "6006491234560003")}
SETUP = cases.CARD_SERVICES + """
INSERT INTO authorization_service (company, service_code, communication_type) VALUES (7, 'ILB', 'I');
INSERT INTO system_control_value (company, code, value) VALUES (7, 'I26', 'RLT'), (7, 'I50', 'Y'), (7, 'H96', 'Y');
"""
FIRST, FIVE_MINUTES_LATER = "2010-11-23T09:21:41", "2010-11-23T09:26:41"


def key(card):
    return f"00700005001001{1:05}{card:05}"


class SvcActivation(unittest.TestCase):
    sandbox_options = ()

    def setUp(self):
        self.now = FIRST
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory, *self.sandbox_options)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        rows = "".join(
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, "
            f"card_number, card_type, issue_date, issue_amount) VALUES (7, 5001, 1, 1, {card}, '{number}', '{kind}', "
            f"'2010-11-20', 5000);\nINSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, "
            f"capture_type, status, created_at) VALUES (7, {card}, 'SVC', '{key(card)}', 'A', 'R', "
            "'2010-11-20T10:00:00');\n" for card, (kind, number) in CARDS.items())
        self.workspace.sql(SETUP + rows)
        self.sandbox.put_cards(*({"number": number} for _, number in CARDS.values()))

    def trigger_row(self, number, trigger_key, company=7):
        return ("INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at)"
                f" VALUES ({company}, {number}, 'SVC', '{trigger_key}', 'A', 'R', '2010-11-20T10:00:00');")

    def command(self, *options):
        return [support.tool("oa-svc-activate"), *cases.FAST, "--at", self.now, "--json", "-vv", *options]

    def activate(self, *options, exit_code=0, **environment):
        done = self.workspace.run(self.command(*options), **environment)
        text = done.stdout.decode() + done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, text)
        self.assert_no_card_number(text)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def assert_no_card_number(self, text):
        for _, number in CARDS.values():
            self.assertNotIn(number, text)

    def card(self, number):
        return self.workspace.rows(f"SELECT * FROM stored_value_card WHERE company = 7 AND svc_sequence_number = {number}")[0]

    def triggers(self):
        return "".join(row["status"] for row in self.workspace.rows("SELECT status FROM il_outbound_trigger ORDER BY trigger_number"))

    def fundings(self):
        svc = self.sandbox.state()["svc"]
        self.assertEqual((svc["double_funded"], svc["invalid"]), (0, 0))
        return svc["fundings"]

    def assert_all_activated(self):
        self.assertEqual(self.triggers(), "CCC")
        self.assertEqual(self.fundings(), 3)
        for number in CARDS:
            card = self.card(number)
            self.assertEqual((card["activation_date"], card["auth_service"]), ("2010-11-23", "RLT"))
            self.assertIn(card["activation_time"], ("09:21:41", "09:26:41"))
            self.assertTrue(card["authorization_number"])
        self.assertEqual(self.workspace.rows("SELECT * FROM il_outbound_trigger WHERE sent_at IS NOT NULL"), [])


class PaymentLink(SvcActivation):
    def test_physical_and_virtual_cards(self):
        self.assertEqual(self.activate("--dry-run")["to_send"], 3)
        self.assertEqual(self.fundings(), 0)
        self.assertEqual(self.activate()["activated"], 3)
        self.assert_all_activated()
        requests = self.sandbox.state()["svc"]["requests"]
        self.assertEqual((requests["activateInstrument"], requests["recharge"]), (2, 1))
        # Nothing is left to do.
        self.assertEqual(self.activate()["activated"], 0)
        self.assertEqual(self.fundings(), 3)

    def test_a_declined_card_is_never_sent_again(self):
        self.sandbox.put_cards({"number": CARDS[2][1], "decline": "CARD_EXPIRED"})
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["declined"]), (2, 1))
        card = self.card(2)
        self.assertEqual((card["activation_date"], card["activation_time"], card["response_code"]), (None, "", "CARD_EXPIR"))
        self.assertEqual(self.triggers(), "CEC")
        tickler = self.workspace.rows("SELECT * FROM tickler")
        self.assertEqual([(row["event_code"], row["order_number"], row["status"]) for row in tickler], [("SD", 5001, "O")])
        self.sandbox.put_cards({"number": CARDS[2][1]})
        self.assertEqual(self.activate()["activated"], 0)
        self.assertEqual(self.fundings(), 2)

    def test_a_declined_card_whose_trigger_is_ready_again_is_named(self):
        """Stored Value Card Purchase and Activation, What Happens When the Stored Value Card Activation is Declined?"""
        self.sandbox.put_cards({"number": CARDS[2][1], "decline": "CARD_EXPIRED"})
        self.activate(exit_code=1)
        self.sandbox.put_cards({"number": CARDS[2][1]})
        requests = self.sandbox.state()["svc"]["requests"]
        for statement in ("UPDATE il_outbound_trigger SET status = 'R' WHERE trigger_number = 2", self.trigger_row(9, key(2))):
            self.workspace.sql(statement)
            self.assertEqual(self.activate("--dry-run", exit_code=0)["to_send"], 0)
            result = self.activate(exit_code=1)
            self.assertEqual((result["left_behind"], result["declined"]), (1, 0))
        self.assertEqual((self.triggers(), self.fundings()), ("CECE", 2))
        self.assertEqual(self.sandbox.state()["svc"]["requests"], requests)

    def test_a_second_trigger_of_a_card_is_no_second_request(self):
        self.workspace.sql(self.trigger_row(4, key(1)) + self.trigger_row(5, key(2)))
        self.sandbox.fault("activate", "drop_after", times=1)
        self.assertEqual(self.activate("--retries", "0", exit_code=69)["activated"], 2)
        self.assertEqual((self.triggers(), self.fundings()), ("RCCRC", 3))
        self.assertEqual(self.activate()["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings()), ("CCCCC", 3))

    def test_a_second_trigger_waits_for_the_request_of_the_first(self):
        """Its status may have been changed by hand: what became of the card is to be asked about all the same."""
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate("--retries", "0", exit_code=69)
        self.workspace.sql("UPDATE il_outbound_trigger SET status = 'E' WHERE trigger_number = 1;" + self.trigger_row(4, key(1)))
        self.assertEqual(self.activate(exit_code=1)["left_behind"], 1)
        self.workspace.sql("UPDATE il_outbound_trigger SET status = 'R' WHERE trigger_number = 1")
        self.assertEqual(self.activate()["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings()), ("CCCC", 3))

    def test_two_triggers_of_a_declined_card(self):
        self.workspace.sql(self.trigger_row(4, key(2)))
        self.sandbox.put_cards({"number": CARDS[2][1], "decline": "CARD_EXPIRED"})
        result = self.activate(exit_code=1)
        self.assertEqual((result["declined"], result["left_behind"], self.triggers()), (1, 0, "CECE"))

    def test_a_card_has_the_currency_of_its_order(self):
        self.workspace.sql("INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 5001, 'CAD')"
                           " ON CONFLICT (company, order_number) DO UPDATE SET currency_code = 'CAD'")
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate()
        self.assertEqual({card["currency"] for card in self.sandbox.cards().values()}, {"CAD"})
        self.assert_all_activated()

    def test_a_card_whose_currency_is_not_known_is_left(self):
        for statement, named in (("INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 5001, 'C$')"
                                  " ON CONFLICT (company, order_number) DO UPDATE SET currency_code = 'C$'", "'C$'"),
                                 ("DELETE FROM order_header_extended; DELETE FROM system_control_value WHERE code = 'A55'", "A55")):
            self.workspace.sql(statement)
            done = self.workspace.run(self.command())
            self.assertEqual(done.returncode, 1)
            self.assertIn(named, done.stderr.decode())
        self.assertEqual((self.triggers(), self.fundings()), ("RRR", 0))

    def test_only_customer_engagement_is_asked_by_payment_link(self):
        self.workspace.sql("INSERT INTO authorization_service (company, service_code, communication_type) VALUES (7, 'SVS', 'P');"
                           "UPDATE system_control_value SET value = 'SVS' WHERE code = 'I26'")
        for options in ([], ["--dry-run"]):
            self.assertIn("only RLT", self.activate(*options, exit_code=78)["error"])
        self.assertEqual((self.triggers(), self.fundings()), ("RRR", 0))

    def test_the_response_is_the_vendor_response_code(self):
        """Seed 000, Response codes: the ORCE response is mapped in Defining Vendor Response Codes."""
        self.workspace.sql("INSERT INTO vendor_response (company, service_code, response_code, orce_response) VALUES "
                           "(7, 'RLT', 'D54', 'CARD_EXPIRED'), (7, 'ILB', 'X54', 'CARD_STOLEN'), (7, 'RLT', 'BLANK', '')")
        self.sandbox.put_cards({"number": CARDS[2][1], "decline": "CARD_EXPIRED"}, {"number": CARDS[3][1], "decline": "CARD_STOLEN"})
        self.activate(exit_code=1)
        self.assertEqual([self.card(2)["response_code"], self.card(3)["response_code"]], ["D54", "CARD_STOLE"])

    def test_a_decline_without_workflow_management_makes_no_tickler(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'N' WHERE code = 'H96'")
        self.sandbox.put_cards({"number": CARDS[2][1], "decline": "CARD_EXPIRED"})
        self.activate(exit_code=1)
        self.assertEqual(self.workspace.rows("SELECT * FROM tickler"), [])

    def test_an_answer_that_was_lost_is_asked_for(self):
        self.sandbox.fault("activate", "drop_after", times=1)
        self.assertEqual(self.activate()["activated"], 3)
        self.assert_all_activated()
        self.assertEqual(self.card(1)["response_code"], "INQUIRY")

    def test_an_answer_that_was_lost_on_a_connection_that_was_kept(self):
        """libcurl says nothing was uploaded when a connection that served a request before is closed without an answer."""
        self.sandbox.fault("activate", "relate", code="NOPE", times=1)
        self.sandbox.fault("activate", "drop_after", times=1)
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["declined"]), (2, 1))
        self.assertEqual({last: card["fundings"] for last, card in self.sandbox.cards().items()}, {"0001": 0, "0002": 1, "0003": 1})
        self.assertEqual((self.card(3)["response_code"], self.fundings()), ("INQUIRY", 2))

    def test_an_answer_that_does_not_say_what_became_of_the_card(self):
        """Only what refuses the request tells that nothing was done: not a redirection, nor an answer without a content."""
        for status in (202, 204, 302, 303):
            with self.subTest(status=status):
                self.setUp()
                self.sandbox.fault("activate", "status", status=status, times=1)
                self.assertEqual(self.activate(exit_code=69)["unanswered"], 1)
                self.assertEqual([row["trigger_number"] for row in self.workspace.rows(
                    "SELECT trigger_number FROM il_outbound_trigger WHERE sent_at IS NOT NULL")], [1])
                self.now = FIVE_MINUTES_LATER
                self.activate()
                self.assert_all_activated()

    def test_an_answer_that_was_lost_by_the_run_before(self):
        self.sandbox.fault("activate", "drop_after", times=1)
        result = self.activate("--retries", "0", exit_code=69)
        self.assertEqual((result["activated"], result["unanswered"]), (2, 1))
        self.assertEqual(self.triggers(), "RCC")
        self.assertEqual(self.activate()["activated"], 1)
        self.assert_all_activated()

    def test_a_request_without_an_answer_is_not_sent_again_while_it_may_be_in_work(self):
        """An inquiry may come before the service bureau is done with the request."""
        self.sandbox.fault("activate", "drop", times=1)
        self.assertEqual(self.activate(exit_code=69)["unanswered"], 1)
        self.assertEqual(self.triggers(), "RCC")
        self.now = "2010-11-23T09:26:40"
        self.assertEqual(self.activate(exit_code=69)["unanswered"], 1)
        self.assertEqual(self.fundings(), 2)
        self.now = FIVE_MINUTES_LATER
        self.assertEqual(self.activate()["activated"], 1)
        self.assert_all_activated()

    def test_a_gateway_that_gave_up(self):
        self.sandbox.fault("activate", "status", status=504, times=1)
        self.assertEqual(self.activate(exit_code=69)["unanswered"], 1)
        self.now = FIVE_MINUTES_LATER
        self.activate()
        self.assert_all_activated()

    def test_a_card_that_the_services_fail_for_stops_no_other(self):
        self.sandbox.fault("activate", "status", status=500, times=2)
        result = self.activate("--retries", "1", exit_code=69)
        self.assertEqual((result["activated"], result["unanswered"], self.triggers()), (2, 1, "RCC"))

    def test_services_that_fail_for_three_cards_in_a_row_are_left_alone(self):
        self.sandbox.fault("svc", "status", status=503, times=100)
        self.workspace.sql(
            "INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at)"
            f" VALUES (7, 4, 'SVC', '{key(4)}', 'A', 'R', '');"
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number,"
            " card_type, issue_date, issue_amount) VALUES (7, 5001, 1, 1, 4, '6006491234560004', 'P', '2010-11-20', 5000)")
        self.assertEqual(self.activate("--retries", "1", exit_code=69)["unanswered"], 3)
        self.assertEqual([row["trigger_number"] for row in self.workspace.rows(
            "SELECT trigger_number FROM il_outbound_trigger WHERE sent_at IS NOT NULL")], [1, 2, 3])

    def test_a_number_that_cannot_be_read_stops_no_other(self):
        key = self.workspace.directory / "card.key"
        key.write_text("00" * 32 + "\n")
        key.chmod(0o600)
        self.workspace.check([support.tool("oa-store"), "rekey", "--new-key-file", str(key)])
        self.workspace.sql("UPDATE stored_value_card SET card_number = 'v1:0011' WHERE svc_sequence_number = 1")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["left_behind"], self.triggers()), (2, 1, "RCC"))
        self.workspace.sql("DELETE FROM property WHERE name = 'SVC_CARD_KEY_FILE'")
        self.assertIn("SVC_CARD_KEY_FILE", self.activate(exit_code=78)["error"])

    def test_a_service_that_cannot_be_reached(self):
        self.sandbox.__exit__()
        result = self.activate(exit_code=69)
        self.assertEqual(result["unanswered"], 1)
        self.assertEqual(self.triggers(), "RRR")
        # Nothing left: nothing is to be asked about.
        self.assertEqual(self.workspace.rows("SELECT * FROM il_outbound_trigger WHERE sent_at IS NOT NULL"), [])

    def test_busy_services_are_tried_again(self):
        self.sandbox.fault("svc", "status", status=503, times=1)
        self.assertEqual(self.activate()["activated"], 3)
        self.assert_all_activated()

    def test_killed_at_each_step(self):
        for step in ("svc-marked", "svc-answered", "svc-stored"):
            for occasion in (1, 2):
                with self.subTest(step=step, occasion=occasion):
                    self.setUp()
                    done = self.workspace.run(self.command(), OA_TEST_KILL_AT=f"{step}:{occasion}")
                    self.assertEqual(done.returncode, -signal.SIGKILL)
                    self.activate(exit_code=69 if step == "svc-marked" else 0)
                    self.now = FIVE_MINUTES_LATER
                    self.activate()
                    self.assert_all_activated()

    def test_an_activated_card_is_not_asked_about_again(self):
        """Seed 004: a decline after the approval does not deactivate the card."""
        self.activate()
        before, requests = self.card(1), self.sandbox.state()["svc"]["requests"]
        self.workspace.sql("UPDATE il_outbound_trigger SET status = 'R' WHERE trigger_number = 1")
        self.sandbox.put_cards({"number": CARDS[1][1], "decline": "CARD_EXPIRED"})
        self.assertEqual(self.activate()["declined"], 0)
        self.assertEqual((self.card(1), self.triggers()), (before, "CCC"))
        self.assertEqual(self.sandbox.state()["svc"]["requests"], requests)

    def test_bad_triggers_are_named_and_the_rest_goes_on(self):
        self.workspace.sql(
            "INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at)"
            f" VALUES (7, 10, 'SVC', 'NONSENSE', 'A', 'R', ''), (7, 11, 'SVC', '{key(9)}', 'A', 'R', ''),"
            f" (7, 12, 'SVC', '{key(1)}', 'D', 'R', ''), (7, 13, 'CST', '{key(1)}', 'A', 'R', '');"
            "UPDATE stored_value_card SET card_number = '' WHERE svc_sequence_number = 3")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["left_behind"]), (2, 3))
        self.assertEqual(self.triggers(), "CCRRRRR")

    def test_a_virtual_card_keeps_its_number_until_its_notice_has_left(self):
        """With I30 blank none is ever due: its holder would never learn the number."""
        self.workspace.sql("INSERT INTO system_control_value VALUES (7, 'J22', 'Y');"
                           "UPDATE stored_value_card SET card_type = 'E' WHERE svc_sequence_number = 3")
        self.activate()
        self.assertEqual([self.card(number)["card_number"] for number in CARDS], ["REMOVED BY SYSTEM", CARDS[2][1], "REMOVED BY SYSTEM"])
        self.assert_all_activated()

    def test_what_is_wrong_with_the_notices_hides_no_activation(self):
        self.workspace.sql("INSERT INTO system_control_value VALUES (7, 'I30', 'SVCNOTF')")
        self.assertEqual(self.activate(exit_code=1)["activated"], 3)
        self.assert_all_activated()
        run = self.workspace.rows("SELECT * FROM job_run ORDER BY run_number DESC LIMIT 1")[0]
        self.assertIn("activated 3 stored value cards", run["summary"])
        self.assertIn("1 still due", run["summary"])

    def test_missing_settings(self):
        for statement, named in [("DELETE FROM system_control_value WHERE code = 'I26'", "I26"),
                                 ("UPDATE system_control_value SET value = 'XYZ' WHERE code = 'I26'", "XYZ"),
                                 ("DELETE FROM property WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'",
                                  "ORCE_CUSTOMER_SERVICE_PREFIX")]:
            with self.subTest(named=named):
                self.setUp()
                self.workspace.sql(statement)
                self.assertIn(named, self.activate(exit_code=78)["error"])
                self.assertEqual(self.triggers(), "RRR")


class SharedCustomerEngagement(SvcActivation):
    """Company 8 has order 5001, too, and a card of the number of card 1 of company 7."""

    def setUp(self):
        super().setUp()
        self.workspace.sql(
            "INSERT INTO company (company, description) VALUES (8, 'Eight');"
            "INSERT INTO system_control_value SELECT 8, code, value FROM system_control_value WHERE company = 7;"
            "INSERT INTO property SELECT 8, name, value FROM property WHERE company = 7;"
            "INSERT INTO authorization_service (company, service_code, communication_type) VALUES (8, 'RLT', 'P');"
            "INSERT INTO web_service_authentication SELECT 8, web_service, authentication_type, user_id, secret_source, token_url,"
            " scope FROM web_service_authentication WHERE company = 7;"
            "INSERT INTO item (company, item) VALUES (8, 'CARD');"
            "INSERT INTO customer_sold_to (company, customer_number) VALUES (8, 1001);"
            "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (8, 5001, 1001, '2010-11-20');"
            "INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (8, 5001, 1);"
            "INSERT INTO sku (company, item, sku_code) VALUES (8, 'CARD', '');"
            "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price,"
            " price) VALUES (8, 5001, 1, 1, 'CARD', 9, 5000, 5000);"
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number,"
            f" card_type, issue_date, issue_amount) VALUES (8, 5001, 1, 1, 1, '{CARDS[1][1]}', 'P', '2010-11-20', 5000);"
            + self.trigger_row(1, "008" + key(1)[3:], company=8))

    def activate_company(self, company, exit_code):
        return self.activate("--company", str(company), exit_code=exit_code)

    def assert_funded_once(self):
        self.assertEqual({last: card["fundings"] for last, card in self.sandbox.cards().items()}, {"0001": 1, "0002": 1, "0003": 1})

    def test_one_number_is_funded_once(self):
        self.activate_company(7, 0)
        result = self.activate_company(8, 1)
        self.assertEqual((result["activated"], result["left_behind"]), (0, 1))
        self.assert_funded_once()

    def test_a_number_whose_request_is_under_way(self):
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate("--retries", "0", exit_code=69)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.activate_company(7, 0)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.assert_funded_once()

    def test_two_cards_of_one_company(self):
        self.workspace.sql(f"UPDATE stored_value_card SET card_number = '{CARDS[1][1]}' WHERE company = 7 AND svc_sequence_number = 3")
        self.sandbox.put_cards({"number": CARDS[3][1]})
        self.assertEqual(self.activate(exit_code=1)["left_behind"], 1)
        self.assertEqual(self.sandbox.cards()["0001"]["fundings"], 1)

    def test_a_number_that_is_encrypted_by_another_key(self):
        for company in (7, 8):
            path = self.workspace.directory / f"{company}.key"
            path.write_text(f"{company}0" * 32 + "\n")
            path.chmod(0o600)
            self.workspace.check([support.tool("oa-store"), "--company", str(company), "rekey", "--new-key-file", str(path)])
        self.activate_company(7, 0)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.assert_funded_once()

    def test_a_number_of_another_customer_engagement(self):
        self.workspace.sql("UPDATE property SET value = value || '/other' WHERE company = 8 AND name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.activate_company(7, 0)
        # Its requests go elsewhere: they are not kept back.
        self.assertEqual(self.activate("--company", "8", "--dry-run")["to_send"], 1)

    def test_a_number_is_given_once(self):
        self.workspace.sql("UPDATE stored_value_card SET card_number = '' WHERE company = 8;"
                           "DELETE FROM il_outbound_trigger WHERE company = 8")
        self.workspace.allowed += ["number"]
        for number, exit_code, named in ((CARDS[1][1], 65, "company 7"), ("6006491234560009", 0, "")):
            (self.workspace.directory / "number").write_text(number + "\n")
            done = self.workspace.run([support.tool("oa-svc"), "--company", "8", "number", "5001", "1", "1", "1", "--from", "number"])
            self.assertEqual(done.returncode, exit_code, done.stderr.decode())
            self.assertIn(named, done.stderr.decode())


class Watch(SvcActivation):
    def test_watches_until_sigterm(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'N' WHERE code = 'I50'")
        self.sandbox.fault("activate", "drop_after", times=1)
        process = self.workspace.start([support.tool("oa-svc-activate"), *cases.FAST, "--retries", "0", "--at", FIRST, "--watch", "1"])
        # The lost answer, too, is asked for without anything new having come.
        self.wait_for("CCC")
        self.workspace.sql(
            "UPDATE stored_value_card SET activation_date = NULL, response_code = '', card_number = '6006491234560009' WHERE "
            "svc_sequence_number = 1;"
            "UPDATE il_outbound_trigger SET status = 'R' WHERE trigger_number = 1")
        self.sandbox.put_cards({"number": "6006491234560009"})
        self.wait_for("CCC")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
        self.assertEqual(process.returncode, 0, said.decode())
        self.assertEqual(self.fundings(), 4)

    def test_what_cannot_be_done_is_tried_ever_more_rarely(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'N' WHERE code = 'I50';"
                           "UPDATE il_outbound_trigger SET trigger_key = 'NONSENSE' WHERE trigger_number = 1")
        process = self.workspace.start([support.tool("oa-svc-activate"), *cases.FAST, "--watch", "1"])
        time.sleep(6)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        # After 0, 1 and 3 seconds, not after each.
        self.assertIn(len(self.workspace.rows("SELECT * FROM job_run")), (2, 3))

    def wait_for(self, triggers):
        deadline = time.monotonic() + 20
        while self.triggers() != triggers:
            self.assertLess(time.monotonic(), deadline, self.triggers())
            time.sleep(0.05)

    def test_batch_processing_is_not_watched(self):
        self.assertIn("I50", self.activate("--watch", "1", exit_code=78)["error"])

    def test_a_dry_run_is_not_watched(self):
        self.assertIn("--watch", self.activate("--watch", "1", "--dry-run", exit_code=64)["error"])


class IntegrationLayer(SvcActivation):
    def setUp(self):
        super().setUp()
        self.out = self.workspace.directory / "queue-out"
        self.answers = self.workspace.directory / "queue-in"
        self.out.mkdir()
        self.answers.mkdir()
        self.workspace.allowed += ["queue-out"]
        self.workspace.sql("UPDATE system_control_value SET value = 'ILB' WHERE code = 'I26';")
        for name, path in (("SVC_QUEUE_OUT_DIRECTORY", self.out), ("SVC_QUEUE_IN_DIRECTORY", self.answers)):
            self.workspace.sql(f"INSERT INTO property (company, name, value) VALUES (7, '{name}', '{path}')")

    def requests(self):
        return sorted(path.name for path in self.out.iterdir())

    def controls(self):
        return [row["status"] for row in self.workspace.rows("SELECT status FROM integration_process_control ORDER BY trigger_number")]

    def test_requests_are_put_once(self):
        self.assertEqual(self.activate()["requested"], 3)
        self.assertEqual(len(self.requests()), 3)
        self.assertEqual((self.triggers(), self.controls()), ("RRR", ["RDY"] * 3))
        # The other side has taken them: they are not put again.
        for path in self.out.iterdir():
            path.unlink()
        result = self.activate("--dry-run")
        self.assertEqual((result["to_send"], result["waiting"]), (0, 3))
        self.assertEqual(self.activate()["waiting"], 3)
        self.assertEqual(self.requests(), [])

    def answer(self, trigger, authorization="", code="", name=None):
        """An answer of the service bureau, whole at once as a queue gives it."""
        number = f'authNumber="{authorization}" ' if authorization else ""
        (self.answers / (name or f"CWAuthorizationResponse_{trigger}.xml")).write_text(
            '<Message type="CWAuthorizationResponse"><CWAuthorizationResponse><AuthResponse companyID="7" '
            f'transactionSeqNumber="{trigger}" merchantReference="{key(trigger)}" {number}responseCode="{code}"/>'
            "</CWAuthorizationResponse></Message>")

    def test_answers_activate_and_decline(self):
        self.activate()
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["declined"], result["waiting"]), (1, 1, 1))
        self.assertEqual((self.triggers(), self.controls()), ("CER", ["CMP", "FLD", "RDY"]))
        first, second = self.card(1), self.card(2)
        self.assertEqual((first["activation_date"], first["response_code"], first["authorization_number"], first["auth_service"]),
                         ("2010-11-23", "OK", "A1001", "ILB"))
        self.assertEqual((second["activation_date"], second["response_code"]), (None, "DECL"))
        self.assertEqual(list(self.answers.iterdir()), [])
        self.assertEqual([row["event_code"] for row in self.workspace.rows("SELECT * FROM tickler")], ["SD"])
        # A decline that comes after the approval changes nothing.
        self.answer(1, "", "LATE", "late.xml")
        self.activate()
        self.assertEqual(self.card(1), first)
        self.assertEqual((self.triggers(), self.controls()), ("CER", ["CMP", "FLD", "RDY"]))

    def test_a_decline_without_a_response_is_a_decline(self):
        self.activate()
        self.answer(2)
        self.assertEqual(self.activate(exit_code=1)["declined"], 1)
        self.assertEqual(self.card(2)["response_code"], "DECLINED")

    def test_queue_directories(self):
        for statement, named in [("UPDATE property SET value = value || '-gone' WHERE name = 'SVC_QUEUE_IN_DIRECTORY'", "is no directory"),
                                 (f"UPDATE property SET value = '{self.out}' WHERE name = 'SVC_QUEUE_IN_DIRECTORY'", "one directory")]:
            self.workspace.sql(statement)
            for options in ([], ["--dry-run"]):
                self.assertIn(named, self.activate(*options, exit_code=78)["error"])
        self.assertEqual((self.triggers(), self.requests()), ("RRR", []))

    def test_a_second_trigger_of_a_card_is_no_second_request(self):
        self.workspace.sql(self.trigger_row(4, key(1)))
        self.assertEqual(self.activate()["requested"], 3)
        self.workspace.sql(self.trigger_row(5, key(2)))
        self.assertEqual(self.activate()["requested"], 0)
        self.assertEqual(len(self.requests()), 3)
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        self.activate(exit_code=1)
        self.assertEqual((self.triggers(), self.controls()), ("CERCE", ["CMP", "FLD", "RDY"]))

    def test_an_answer_file_of_a_known_name_that_says_something_else(self):
        self.activate()
        self.answer(1, "A1001", "OK", "answer.xml")
        self.activate()
        self.answer(1, "A1001", "OK", "answer.xml")
        self.activate()
        self.answer(1, "A1002", "OK", "answer.xml")
        self.assertEqual(self.activate(exit_code=1)["left_behind"], 1)
        self.assertEqual([path.name for path in (self.answers / "rejected").iterdir()], ["answer.xml"])
        self.assertEqual(self.card(1)["authorization_number"], "A1001")

    def test_a_request_that_waits_stays_with_its_service_bureau(self):
        self.activate()
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        self.assertEqual(self.activate("--dry-run")["waiting"], 3)
        result = self.activate()
        self.assertEqual((result["waiting"], result["activated"], self.fundings()), (3, 0, 0))
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        self.assertEqual(self.activate(exit_code=1)["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings(), self.card(1)["auth_service"], self.card(2)["auth_service"]),
                         ("CER", 0, "ILB", "ILB"))
        # Where its answer cannot be taken it is named, and what is new goes to the other bureau.
        self.workspace.sql("DELETE FROM property WHERE name = 'SVC_QUEUE_IN_DIRECTORY';" + self.trigger_row(4, key(4)) +
                           "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number,"
                           " card_number, card_type, issue_date, issue_amount) VALUES (7, 5001, 1, 1, 4, '6006491234560004', 'P',"
                           " '2010-11-20', 5000)")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["left_behind"], self.triggers(), self.fundings()), (1, 1, "CERC", 1))

    def test_a_request_that_may_have_been_put_stays_with_its_service_bureau(self):
        self.assertEqual(self.workspace.run(self.command(), OA_TEST_KILL_AT="svc-il-put").returncode, -signal.SIGKILL)
        first = (self.out / self.requests()[0]).read_text()
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        result = self.activate()
        self.assertEqual((result["requested"], result["activated"], self.fundings()), (1, 2, 2))
        self.assertEqual([(self.out / name).read_text() for name in self.requests()], [first])

    def test_a_lost_answer_is_asked_for_where_the_request_went(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate("--retries", "0", exit_code=69)
        self.workspace.sql("UPDATE system_control_value SET value = 'ILB' WHERE code = 'I26';" + self.trigger_row(4, key(1)))
        self.assertEqual(self.activate()["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings(), self.requests(), self.card(1)["auth_service"]), ("CCCC", 3, [], "RLT"))

    def test_a_card_of_the_integration_layer_has_the_currency_of_its_order(self):
        self.workspace.sql("INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 5001, 'CAD')"
                           " ON CONFLICT (company, order_number) DO UPDATE SET currency_code = 'CAD'")
        self.activate()
        for path in self.out.iterdir():
            self.assertIn('currencyCode="CAD"', path.read_text())

    def test_killed_while_an_answer_is_taken(self):
        self.activate()
        for trigger in CARDS:
            self.answer(trigger, f"A{trigger}", "OK")
        for step in ("svc-stored:1", "svc-il-taken:1"):
            self.assertEqual(self.workspace.run(self.command(), OA_TEST_KILL_AT=step).returncode, -signal.SIGKILL)
        self.activate()
        self.assertEqual((self.triggers(), self.controls()), ("CCC", ["CMP"] * 3))
        self.assertEqual([self.card(number)["authorization_number"] for number in CARDS], ["A1", "A2", "A3"])

    def test_answers_that_are_none(self):
        self.activate()
        (self.answers / "half.xml").write_text("<Message type=")
        self.answer(9, "A9", "OK")
        result = self.activate(exit_code=1)
        self.assertEqual(result["left_behind"], 2)
        self.assertEqual(sorted(path.name for path in (self.answers / "rejected").iterdir()),
                         ["CWAuthorizationResponse_9.xml", "half.xml"])


if __name__ == "__main__":
    cases.main()
