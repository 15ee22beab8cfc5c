#!/usr/bin/env python3
"""Activations whose answer was lost, or is late, or says nothing; kills at each step. What became of the card is asked about:
in the end each card is funded once."""

import signal

import cases
from svc_cases import CARDS, FIVE_MINUTES_LATER, SvcTest, key


class Unanswered(SvcTest):
    def test_an_answer_that_was_lost_is_asked_for(self):
        self.sandbox.fault("activate", "drop_after", times=1)
        self.assertEqual(self.activate()["activated"], 3)
        self.assert_all_activated()
        self.assertEqual(self.card(1)["response_code"], "INQUIRY")

    def test_a_decline_that_was_lost_is_asked_for(self):
        self.sandbox.put_cards({"number": CARDS[1][1], "decline": "CARD_EXPIRED"})
        self.sandbox.fault("activate", "drop_after", times=1)
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["declined"], self.triggers(), self.fundings()), (2, 1, "ECC", 2))
        self.assertEqual((self.card(1)["activation_date"], self.card(1)["response_code"]), (None, "DECLINED"))
        self.assertEqual(self.sandbox.state()["svc"]["requests"]["activateInstrument"], 2)

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


if __name__ == "__main__":
    cases.main()
