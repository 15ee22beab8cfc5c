#!/usr/bin/env python3
"""oa-payment rejected (Manage Rejected Deposits) and held: what a person does about deposits that were declined, and about
requests of which Customer Engagement cannot tell what became."""

import unittest

import payment_cases as cases
from payment_cases import FIVE_MINUTES_LATER, card
from test_payment_deposit import DepositCase


class Rejected(DepositCase):
    SANDBOX = ["--hold-days", "7", "--no-partial-redemption"]

    def setUp(self):
        super().setUp()
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500))
        self.deposit(exit_code=1)

    def rejected(self, *arguments, **more):
        return self.run_payment("rejected", *arguments, "--user", "MARIA", **more)

    def statuses(self):
        return [(row["reject"], row["status"], row["amount"]) for row in self.rejected("list", "--all")["rejected"]]

    def messages(self):
        return [row["message"] for row in self.company.rows("SELECT message FROM order_transaction_history WHERE user_id = 'MARIA' "
                                                            "ORDER BY sequence_number")]

    def preauthorized(self, amount):
        """The cure: the right amount is preauthorized there, by hand."""
        self.company.sql(cases.order(6009, card(1), amount))
        self.run_payment("authorize")
        number = self.company.rows("SELECT authorization_number AS n FROM authorization_history WHERE order_number = 6009")[0]["n"]
        self.company.sql("DELETE FROM authorization_history WHERE order_number = 6009; DELETE FROM order_payment_method WHERE "
                         "order_number = 6009")
        return number

    def test_resubmitted_with_the_activity_id_that_was_entered(self):
        number = self.preauthorized(1500)
        self.rejected("change", "1", "--activity-id", number)
        self.assertEqual(self.rejected("show", "1")["activity_id"], number)
        self.rejected("resubmit", "1")
        self.assertEqual(self.billed(), [(9001, "", 0)])
        self.assertEqual(self.deposit()["deposits"], 1)
        self.assertEqual(self.statuses(), [(1, "D", "15.00")])
        self.assertEqual(self.billed(), [(9001, "C", 1500)])
        self.assertEqual(self.messages(), ["rejected deposit 1 of invoice 9001, 15.00: other activity ID entered",
                                           "rejected deposit 1 of invoice 9001, 15.00: resubmitted"])
        self.assertEqual(self.rejected("list")["rejected"], [])
        self.company.assert_agree()

    def test_rejected_again_is_a_new_reject(self):
        self.rejected("resubmit", "--from", "2010-11-23", "--to", "2010-11-23")
        self.assertEqual(self.deposit(exit_code=1)["rejected"], 1)
        self.assertEqual(self.statuses(), [(1, "R", "15.00"), (2, "", "15.00")])
        self.assertEqual([row[0] for row in self.history()], [1, 2], "another transaction")
        self.company.assert_agree()

    def test_selection_by_reason(self):
        self.assertEqual(self.rejected("resubmit", "--reason", "OTHER")["done"], 0)
        reason = self.rejected("list")["rejected"][0]["response_code"]
        self.assertEqual(self.rejected("resubmit", "--reason", reason, "--dry-run")["done"], 1)
        self.assertEqual(self.statuses(), [(1, "", "15.00")])
        self.assertEqual(self.rejected("resubmit", "--reason", reason)["done"], 1)
        self.rejected("resubmit", exit_code=64)

    def test_an_authorization_that_does_not_reach_is_refused(self):
        number = self.company.rows("SELECT authorization_number AS n FROM authorization_history")[0]["n"]
        self.company.sql("UPDATE authorization_history SET reversed_amount = 3000")
        self.assertEqual(self.rejected("change", "1", "--activity-id", number, exit_code=1)["left"], 1)

    def test_an_entered_authorization_that_was_used_meanwhile_is_left(self):
        number = self.company.rows("SELECT authorization_number AS n FROM authorization_history")[0]["n"]
        self.rejected("change", "1", "--activity-id", number)
        self.rejected("resubmit", "1")
        self.company.sql("UPDATE authorization_history SET reversed_amount = 3000")
        self.assertEqual(self.deposit(exit_code=1)["left_behind"], 1)
        self.assertEqual(self.billed(), [(9001, "", 0)])

    def test_beside_one_with_an_activity_id_another_invoice_is_authorized(self):
        number = self.preauthorized(1500)
        self.rejected("change", "1", "--activity-id", number)
        self.rejected("resubmit", "1")
        self.company.sql("UPDATE authorization_history SET status = 'O'" + ";" + cases.invoice(9002, 6001, 700))
        result = self.deposit()
        self.assertEqual((result["authorizations"]["amount"], result["deposited"]), ("7.00", "22.00"))

    def test_a_piece_that_was_rejected_ends_with_its_activity_id(self):
        number = self.preauthorized(1000)
        self.company.sql("UPDATE rejected_deposit SET amount = 1000")
        self.rejected("change", "1", "--activity-id", number)
        self.rejected("resubmit", "1")
        self.company.sql("UPDATE authorization_history SET status = 'O'")
        result = self.deposit(exit_code=1)
        self.assertEqual((result["deposited"], result["left_behind"]), ("10.00", 1))
        self.assertEqual((self.statuses(), self.billed()), ([(1, "D", "10.00")], [(9001, "", 1000)]))
        self.assertEqual(self.deposit()["deposited"], "5.00")
        self.assertEqual(self.billed(), [(9001, "C", 1500)])

    def test_the_authorization_of_another_payment_is_refused(self):
        self.authorized(6005, 1500)
        number = self.company.rows("SELECT authorization_number AS n FROM authorization_history WHERE order_number = 6005")[0]["n"]
        self.assertEqual(self.rejected("change", "1", "--activity-id", number, exit_code=1)["left"], 1)

    def test_confirmed_by_hand(self):
        self.rejected("confirm", "1")
        self.assertEqual(self.billed(), [(9001, "C", 1500)])
        self.assertEqual(self.company.rows("SELECT SUM(amount_charged) AS a FROM order_payment_method"), [{"a": 1500}])
        self.assertEqual(self.rejected("write-off", "1", exit_code=1)["left"], 1, "it is confirmed already")

    def test_written_off(self):
        self.rejected("write-off", "1")
        self.assertEqual(self.billed(), [(9001, "W", 0)])
        self.assertEqual(self.company.rows("SELECT SUM(amount_charged) AS a FROM order_payment_method"), [{"a": 0}])
        self.assertEqual(self.deposit()["deposits"], 0)

    def test_what_is_not_there(self):
        self.rejected("show", "9", exit_code=66)
        self.assertEqual(self.rejected("confirm", "9", exit_code=1)["left"], 1)

    def test_killed_between(self):
        done = self.company.payment("rejected", "confirm", "1", OA_TEST_KILL_AT="payment-rejected")
        self.assertEqual(done.returncode, -9)
        self.assertEqual((self.statuses(), self.billed()), ([(1, "", "15.00")], [(9001, "R", 0)]))


class Held(DepositCase):
    def held(self, *arguments, **more):
        return self.run_payment("held", *arguments, "--user", "MARIA", **more)

    def untold(self, operation, exit_code=1, job="deposit"):
        self.company.sandbox.fault(operation, "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "hide", element="ResponseCode", times=1)
        self.run_payment(job, exit_code=exit_code)

    def activity(self, transaction):
        return next(each["activity_id"] for each in self.company.card(1)["activities"] if each["transaction_id"] == transaction)

    def test_an_authorization_was_done(self):
        self.company.sql(cases.order(6001, card(1), 4000))
        self.untold("preauth", job="authorize")
        held = self.held("list")["held"]
        self.assertEqual([(row["kind"], row["number"], row["amount"]) for row in held], [("authorization", "6001-1-1", "40.00")])
        self.held("resolve", "authorization", "6001-1-1", "--activity-id", self.activity(held[0]["transaction_id"]))
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 0, 0)])
        self.assertEqual(self.held("list")["held"], [])
        self.company.assert_agree()

    def test_a_deposit_and_a_credit_were_done(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500) + cases.invoice(9002, 6001, -500))
        self.company.sandbox.fault("recharge", "drop_after", times=1)
        self.company.sandbox.fault("postauth", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "hide", element="ResponseCode", times=2)
        self.deposit(exit_code=1)
        for row in self.held("list")["held"]:
            self.held("resolve", row["kind"], row["number"], "--activity-id", self.activity(row["transaction_id"]))
        self.assertEqual(self.billed(), [(9001, "C", 1500), (9002, "C", 500)])
        self.company.assert_agree()

    def test_a_deposit_was_not_done(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500))
        self.untold("postauth")
        self.held("resolve", "deposit", "1", "--not-done", "--dry-run")
        self.assertEqual(self.billed(), [(9001, "E", 0)])
        self.held("resolve", "deposit", "1", "--not-done")
        self.assertEqual(self.billed(), [(9001, "", 0)])
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 0, 0)])
        self.deposit(at=FIVE_MINUTES_LATER)
        self.assertEqual([row[0] for row in self.history()], [1, 2], "another transaction")

    def test_a_reversal_was_done(self):
        self.authorized(6001, 4000)
        self.company.sql("UPDATE order_header SET status = 'X' WHERE order_number = 6001")
        self.untold("release", job="reverse")
        row = self.held("list")["held"][0]
        self.assertEqual((row["kind"], row["number"]), ("reversal", "1"))
        self.held("resolve", "reversal", "1", "--activity-id", self.activity(row["transaction_id"]))
        self.assertEqual(self.authorizations(), [(1, "V", 4000, 0, 4000)])
        self.company.assert_agree()

    def test_what_is_not_held(self):
        self.held("resolve", "deposit", "1", "--not-done", exit_code=66)
        self.held("resolve", "deposit", "1", exit_code=64)
        self.held("resolve", "deposit", "1", "--not-done", "--activity-id", "9", exit_code=64)


if __name__ == "__main__":
    unittest.main()
