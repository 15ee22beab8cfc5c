#!/usr/bin/env python3
"""Activating stored value cards at Customer Engagement (Stored Value Card Purchase and Activation, Process Activations Using
Payment Link Communication): approvals, declines, the triggers of a card; in the end each card is funded once."""

import cases
import support
from svc_cases import CARDS, SvcTest, currency_of_order, key


class PaymentLink(SvcTest):
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
        self.set_currency("CAD")
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate()
        self.assertEqual({card["currency"] for card in self.sandbox.cards().values()}, {"CAD"})
        self.assert_all_activated()

    def test_a_card_whose_currency_is_not_known_is_left(self):
        for statement, named in ((currency_of_order("C$"), "'C$'"),
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
        """Customer Engagement Integration, Response codes: the ORCE response is mapped in Defining Vendor Response Codes."""
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

    def test_an_activated_card_is_not_asked_about_again(self):
        """Stored Value Card Purchase and Activation: a decline after the approval does not deactivate the card."""
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


if __name__ == "__main__":
    cases.main()
