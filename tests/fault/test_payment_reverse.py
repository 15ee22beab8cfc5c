#!/usr/bin/env python3
"""oa-payment reverse (Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle
Retail Customer Engagement: Authorization Reversal): what is set free, whole and in part, what stays for invoices, and
answers that are lost."""

import json
import unittest

import payment_cases as cases
from payment_cases import FIVE_MINUTES_LATER, card

CANCELLED = "UPDATE order_header SET status = 'X' WHERE order_number = {};"
DEACTIVATED = "UPDATE order_payment_method SET status = 'D' WHERE order_number = {};"
LOWERED = "UPDATE order_payment_method SET amount_to_charge = {1} WHERE order_number = {0};"


class Reverse(unittest.TestCase):
    def setUp(self):
        self.company = cases.Company(self, "--hold-days", "7")
        self.company.cards(c1=10000)
        self.company.sql(cases.order(6001, card(1), 4000))
        self.run_job("authorize")

    def run_job(self, job, *options, exit_code=0, **more):
        done = self.company.payment(job, *options, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.messages = done.stderr.decode()
        return json.loads(done.stdout)

    def reverse(self, *options, **more):
        return self.run_job("reverse", *options, **more)

    def reversals(self):
        return [tuple(row.values()) for row in self.company.rows(
            "SELECT order_number, authorization_sequence, reason, amount, status, attempts, response_code "
            "FROM authorization_reversal ORDER BY reversal_number")]

    def authorizations(self):
        return [tuple(row.values()) for row in self.company.rows(
            "SELECT authorization_sequence, status, amount, reversed_amount FROM authorization_history ORDER BY 1")]

    def assert_held(self, hundredths):
        self.assertEqual(self.company.card(1)["available_hundredths"], 10000 - hundredths)
        self.company.assert_agree()

    def test_nothing_is_reversed_that_is_needed(self):
        self.assertEqual(self.reverse()["made"], 0)
        self.assert_held(4000)

    def test_a_cancelled_order(self):
        self.company.sql(CANCELLED.format(6001))
        self.assertEqual(self.reverse("--dry-run")["amount"], "40.00")
        self.assertEqual(self.reversals(), [])
        result = self.reverse()
        self.assertEqual((result["made"], result["reversed"], result["amount"]), (1, 1, "40.00"))
        self.assertEqual(self.reversals(), [(6001, 1, "C", 4000, "C", 1, "OK")])
        self.assertEqual(self.authorizations(), [(1, "V", 4000, 4000)])
        self.assertEqual(self.reverse()["made"], 0)
        history = self.company.rows("SELECT user_id, message FROM order_transaction_history")
        activity = self.company.rows("SELECT activity_id FROM authorization_reversal")[0]["activity_id"]
        self.assertEqual(history, [{"user_id": "SVCREV", "message": f"SVC Auth Reversal 40.00 USD, activity {activity}"}])
        self.assert_held(0)

    def test_a_deactivated_payment(self):
        self.company.sql(DEACTIVATED.format(6001))
        self.reverse()
        self.assertEqual(self.reversals(), [(6001, 1, "D", 4000, "C", 1, "OK")])
        self.assert_held(0)

    def test_the_newest_go_first_and_the_last_in_part(self):
        self.company.sql(LOWERED.format(6001, 6000))
        self.run_job("authorize")
        self.company.sql(LOWERED.format(6001, 3000))
        self.assertEqual(self.reverse()["amount"], "30.00")
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 1000), (2, "V", 2000, 2000)])
        self.assert_held(3000)
        self.company.sql(CANCELLED.format(6001))
        self.assertEqual(self.reverse()["amount"], "30.00")
        self.assertEqual([row[1] for row in self.authorizations()], ["V", "V"])
        self.assert_held(0)

    def test_what_an_invoice_needs_stays(self):
        for status in ("", "S", "R", "E"):
            with self.subTest(status=status):
                self.setUp()
                self.company.sql(cases.invoice(9001, 6001, 2500) + CANCELLED.format(6001)
                                 + f"UPDATE invoice_payment_method SET deposit_status = '{status}' WHERE invoice_number = 9001")
                self.assertEqual(self.reverse()["amount"], "15.00")
                self.assertEqual(self.reverse()["made"], 0)
                self.assert_held(2500)

    def test_an_invoice_of_another_payment_or_one_written_off_needs_nothing(self):
        self.company.sql(cases.payment(6001, card(1), 1000, opm=2) + cases.invoice(9001, 6001, 1000, opm=2)
                         + cases.invoice(9002, 6001, 2500) + cases.invoice(9003, 6001, -500) + CANCELLED.format(6001)
                         + "UPDATE invoice_payment_method SET deposit_status = 'W' WHERE invoice_number = 9002")
        self.assertEqual(self.reverse()["amount"], "40.00")
        self.assert_held(0)

    def test_without_send_reversal_nothing_is_made_or_sent(self):
        self.company.sql("UPDATE authorization_service SET send_reversal = 'N';" + CANCELLED.format(6001))
        self.assertEqual(self.reverse()["made"], 0)
        self.assertIn("Send reversal", (self.company.workspace.directory / "tool.log").read_text())
        self.assertEqual(self.reversals(), [])
        self.add_rest_of_deposit()
        self.assertEqual(self.reverse()["reversed"], 0)
        self.company.sql("UPDATE authorization_service SET send_reversal = 'Y' WHERE service_code = 'RLT';")
        self.assertEqual(self.reverse()["reversed"], 2)

    def add_rest_of_deposit(self):
        self.company.sql("UPDATE authorization_history SET reversed_amount = 1500;"
                         "INSERT INTO authorization_reversal (company, reversal_number, order_number, opm_sequence, "
                         "authorization_sequence, reason, amount, status, created_at) "
                         "VALUES (7, 1, 6001, 1, 1, 'J', 1500, 'R', '2010-11-23 09:00:00')")

    def test_a_decline_is_tried_again_as_another_transaction(self):
        self.company.sql(CANCELLED.format(6001))
        self.company.sandbox.put_cards({"number": card(1), "decline": "CARD_BLOCKED"})
        self.assertEqual(self.reverse(exit_code=1)["declined"], 1)
        self.assertIn("order 6001 payment 1", self.messages)
        self.assertIn("declined to reverse 40.00 USD", self.messages)
        self.assertEqual(self.reversals(), [(6001, 1, "C", 4000, "R", 1, "CARD_BLOCK")])
        self.company.sandbox.put_cards({"number": card(1), "decline": ""})
        self.assertEqual(self.reverse()["reversed"], 1)
        self.assertEqual(self.reversals(), [(6001, 1, "C", 4000, "C", 2, "OK")])
        ids = [activity["transaction_id"] for activity in self.company.card(1)["activities"]]
        self.assertEqual(ids[-2:], ["R007000000000001001", "R007000000000001002"])
        self.assert_held(0)

    def test_one_that_has_expired_is_closed(self):
        self.company.sql(CANCELLED.format(6001))
        self.company.sandbox.put_cards({"number": card(1), "decline": "CARD_BLOCKED"})
        self.reverse(exit_code=1)
        self.assertEqual(self.reverse(exit_code=1, at="2010-11-30T23:00:00")["declined"], 1, "the seventh day")
        self.assertEqual(self.reverse(at="2010-12-01T00:00:01")["closed"], 1)
        self.assertEqual(self.reversals(), [(6001, 1, "C", 4000, "X", 3, "CARD_BLOCK")])
        self.assertEqual(self.authorizations(), [(1, "O", 4000, 0)])
        self.assertEqual(self.reverse(at="2010-12-01T00:00:01")["made"], 0)

    def test_one_that_is_not_known_there_is_closed(self):
        self.company.sql(CANCELLED.format(6001) + "UPDATE authorization_history SET authorization_number = 'NONE'")
        self.assertEqual(self.reverse()["closed"], 1)
        self.assertIn("AUTHORIZATION_NOT_FOUND", self.messages)
        self.assertEqual(self.authorizations(), [(1, "O", 4000, 0)])

    def test_a_lost_answer_is_asked_about(self):
        self.company.sql(LOWERED.format(6001, 3000))
        self.company.sandbox.fault("release", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "drop", times=1)
        self.reverse(exit_code=69)
        self.assertEqual(self.reversals()[0][4:6], ("S", 1))
        self.assertEqual(self.reverse()["reversed"], 1)
        self.assert_held(3000)

    def test_a_request_that_never_came_is_sent_again_when_it_cannot_be_in_work(self):
        self.company.sql(LOWERED.format(6001, 3000))
        self.company.sandbox.fault("release", "drop", times=1)
        self.reverse(exit_code=69)
        self.reverse(exit_code=69)
        self.assertEqual(self.reverse(at=FIVE_MINUTES_LATER)["reversed"], 1)
        self.assertEqual(self.reversals()[0][4:6], ("C", 1), "the same transaction")
        self.assert_held(3000)

    def test_out_of_reach_it_stays_ready(self):
        self.company.sql(CANCELLED.format(6001) + "UPDATE property SET value = 'http://127.0.0.1:1/orce' WHERE name = "
                         "'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.reverse(exit_code=69)
        self.assertIn("SU RELATE SERVICE IS UNAVAILABLE", self.messages)
        self.assertEqual(self.reversals()[0][4:6], ("R", 0))
        self.company.sandbox.serve(self.company.workspace)
        self.assertEqual(self.reverse()["reversed"], 1)

    def test_what_is_not_told_is_for_a_person(self):
        self.company.sql(CANCELLED.format(6001))
        self.company.sandbox.fault("release", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "hide", element="ResponseCode", times=1)
        self.assertEqual(self.reverse(exit_code=1)["held"], 1)
        self.assertEqual(self.reversals()[0][4], "E")
        self.assertEqual(self.reverse()["made"], 0)

    def test_killed_at_every_step(self):
        for number, step in ((6002, "payment-reversals-made"), (6003, "payment-recorded"), (6004, "payment-answered")):
            self.company.sql(cases.order(number, card(1), 1000))
            self.run_job("authorize")
            self.company.sql(CANCELLED.format(number))
            done = self.company.payment("reverse", OA_TEST_KILL_AT=step)
            self.assertEqual(done.returncode, -9)
            self.assertEqual(self.reverse(at=FIVE_MINUTES_LATER)["reversed"], 1)
        self.assertEqual([row[4] for row in self.reversals()], ["C", "C", "C"])
        self.assert_held(4000)


if __name__ == "__main__":
    unittest.main()
