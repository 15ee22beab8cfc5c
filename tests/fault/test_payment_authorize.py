#!/usr/bin/env python3
"""oa-payment authorize (Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle
Retail Customer Engagement: Authorization): what is authorized, declined and held, and answers that are lost."""

import json
import unittest

import payment_cases as cases
from payment_cases import FIVE_MINUTES_LATER, card


class Authorize(unittest.TestCase):
    def setUp(self):
        self.company = cases.Company(self, "--hold-days", "7")
        self.company.cards(c1=10000, c2=3000)

    def authorize(self, *options, exit_code=0, **more):
        done = self.company.payment("authorize", *options, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return json.loads(done.stdout)

    def history(self):
        return self.company.rows("SELECT order_number AS o, opm_sequence AS p, authorization_sequence AS s, status, amount, "
                                 "authorization_number AS number, response_code AS response FROM authorization_history "
                                 "ORDER BY 1, 2, 3")

    def test_what_is_needed_is_held_once(self):
        self.company.sql(cases.order(6001, card(1), 4000) + cases.order(6002, card(2), 3000))
        self.assertEqual(self.authorize()["authorized"], 2)
        self.assertEqual(self.authorize()["authorized"], 0)
        self.assertEqual(self.company.card(1)["available_hundredths"], 6000)
        self.assertEqual([(row["o"], row["status"], row["amount"], row["response"]) for row in self.history()],
                         [(6001, "A", 4000, "OK"), (6002, "A", 3000, "OK")])
        self.company.assert_agree()

    def test_a_dry_run_tells_and_changes_nothing(self):
        self.company.sql(cases.order(6001, card(1), 4000) + cases.order(6002, card(2), 3000))
        result = self.authorize("--dry-run")
        self.assertEqual((result["to_send"], result["amount"]), (2, "70.00"))
        self.assertEqual(self.history(), [])

    def test_the_amount_grew(self):
        self.company.sql(cases.order(6001, card(1), 4000))
        self.authorize()
        self.company.sql("UPDATE order_payment_method SET amount_to_charge = 5500 WHERE order_number = 6001")
        self.assertEqual(self.authorize()["amount"], "15.00")
        self.assertEqual(self.company.card(1)["available_hundredths"], 4500)
        self.company.assert_agree()

    def test_an_authorization_expires(self):
        self.company.sql(cases.order(6001, card(1), 8000))
        self.authorize()
        self.assertEqual(self.authorize(at="2010-11-30T23:00:00")["authorized"], 0, "the seventh day")
        self.assertEqual(self.authorize(at="2010-12-01T00:00:01")["authorized"], 1)
        self.assertEqual([row["status"] for row in self.history()], ["O", "A"])

    def test_insufficient_funds_hold_the_order_until_there_are_some(self):
        self.company.sql(cases.order(6002, card(2), 3001))
        self.assertEqual(self.authorize(exit_code=1)["declined"], 1)
        order = "SELECT h.status, h.hold_reason_code AS h, p.hold_reason_code AS p FROM order_header h JOIN order_payment_method p " \
                "USING (company, order_number) WHERE order_number = 6002"
        self.assertEqual(self.company.rows(order), [{"status": "H", "h": "SV", "p": "SV"}])
        self.assertEqual(self.history()[0]["response"], "FUNDS")
        self.company.cards(c2=5000)
        self.assertEqual(self.authorize()["authorized"], 1)
        self.assertEqual(self.company.rows(order), [{"status": "", "h": "", "p": ""}])
        self.company.assert_agree()

    def test_another_decline_waits_for_a_person(self):
        self.company.sql(cases.order(6003, card(3), 1000))
        self.authorize(exit_code=1)
        self.company.cards(c3=5000)
        self.assertEqual(self.authorize()["authorized"], 0)
        self.assertEqual(self.authorize("--order", "6003")["authorized"], 1)

    def test_a_lost_answer_is_asked_about(self):
        self.company.sql(cases.order(6001, card(1), 4000))
        self.company.sandbox.fault("preauth", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "drop", times=1)
        self.authorize(exit_code=69)
        self.assertEqual(self.history()[0]["status"], "S")
        self.assertEqual(self.authorize()["authorized"], 1)
        self.company.assert_agree()

    def test_a_request_that_never_came_is_sent_again_when_it_cannot_be_in_work(self):
        self.company.sql(cases.order(6001, card(1), 4000))
        self.company.sandbox.fault("preauth", "drop", times=1)
        self.authorize(exit_code=69)
        self.authorize(exit_code=69)
        self.assertEqual(self.authorize(at=FIVE_MINUTES_LATER)["authorized"], 1)
        self.company.assert_agree()

    def test_what_is_not_told_is_for_a_person(self):
        self.company.sql(cases.order(6001, card(1), 4000))
        self.company.sandbox.fault("preauth", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "hide", element="ResponseCode", times=1)
        self.assertEqual(self.authorize(exit_code=1)["held"], 1)
        self.assertEqual(self.history()[0]["status"], "E")
        self.assertEqual(self.authorize()["authorized"], 0)

    def test_killed_when_it_is_recorded_and_when_it_is_answered(self):
        for number, step in ((6001, "payment-recorded"), (6002, "payment-answered")):
            self.company.sql(cases.order(number, card(1), 4000))
            done = self.company.payment("authorize", OA_TEST_KILL_AT=step)
            self.assertEqual(done.returncode, -9)
            self.assertEqual(self.history()[-1]["status"], "S")
            self.assertEqual(self.authorize(at=FIVE_MINUTES_LATER)["authorized"], 1)
            self.assertEqual(self.history()[-1]["status"], "A")
        self.company.assert_agree()


if __name__ == "__main__":
    unittest.main()
