#!/usr/bin/env python3
"""oa-payment deposit (Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle
Retail Customer Engagement: Deposit, Credit): what is deposited, credited and rejected, and answers that are lost."""

import json
import unittest

import payment_cases as cases
from payment_cases import FIVE_MINUTES_LATER, card


class DepositCase(unittest.TestCase):
    SANDBOX = ["--hold-days", "7"]

    def setUp(self):
        self.company = cases.Company(self, *self.SANDBOX)
        self.company.cards(c1=10000, c2=3000)

    def run_payment(self, *arguments, exit_code=0, **more):
        done = self.company.payment(*arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def deposit(self, *options, **more):
        return self.run_payment("deposit", *options, **more)

    def authorized(self, number, amount, n=1):
        """An order that card n pays with `amount`, and that is authorized."""
        self.company.sql(cases.order(number, card(n), amount))
        self.run_payment("authorize")

    def billed(self, *columns):
        return [tuple(row.values()) for row in self.company.rows(
            f"SELECT invoice_number AS n, deposit_status AS s, deposited_amount AS d{''.join(', ' + each for each in columns)} "
            "FROM invoice_payment_method WHERE invoice_number >= 9000 ORDER BY 1, opm_sequence")]

    def history(self):
        return [tuple(row.values()) for row in self.company.rows(
            "SELECT deposit_number AS n, transaction_type AS t, invoice_number AS i, status AS s, amount AS a FROM deposit_history "
            "ORDER BY 1")]

    def authorizations(self):
        return [tuple(row.values()) for row in self.company.rows(
            "SELECT authorization_sequence AS n, status AS s, amount AS a, deposited_amount AS d, reversed_amount AS r FROM "
            "authorization_history ORDER BY order_number, opm_sequence, 1")]


class Deposit(DepositCase):
    def test_what_was_billed_is_deposited_once(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000))
        result = self.deposit()
        self.assertEqual((result["deposits"], result["deposited"]), (1, "40.00"))
        self.assertEqual(self.deposit()["deposits"], 0)
        self.assertEqual(self.billed("deposit_date"), [(9001, "C", 4000, "2010-11-23")])
        self.assertEqual(self.authorizations(), [(1, "V", 4000, 4000, 0)])
        self.assertEqual(self.company.card(1)["balance_hundredths"], 6000)
        self.assertEqual(self.company.rows("SELECT response_code AS r, activity_id <> '' AS a FROM deposit_history"),
                         [{"r": "OK", "a": 1}])
        self.company.assert_agree()

    def test_several_invoices_are_deposited_of_one_authorization(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500) + cases.invoice(9002, 6001, 1200))
        self.assertEqual(self.deposit()["deposits"], 2)
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 2700, 0)])
        self.company.assert_agree()
        self.company.sql(cases.invoice(9003, 6001, 1300))
        self.assertEqual(self.deposit()["deposits"], 1)
        self.assertEqual(self.authorizations(), [(1, "V", 4000, 4000, 0)])
        self.company.assert_agree()

    def test_an_amount_above_the_authorization_is_authorized_first(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 3000) + cases.invoice(9002, 6001, 2500))
        result = self.deposit()
        self.assertEqual((result["authorizations"]["amount"], result["deposits"], result["deposited"]), ("15.00", 3, "55.00"))
        self.assertEqual(self.authorizations(), [(1, "V", 4000, 4000, 0), (2, "V", 1500, 1500, 0)])
        self.assertEqual(self.billed(), [(9001, "C", 3000), (9002, "C", 2500)])
        self.company.assert_agree()

    def test_without_funds_the_rest_stays_due(self):
        self.authorized(6002, 3000, n=2)
        self.company.sql(cases.invoice(9001, 6002, 3500))
        result = self.deposit(exit_code=1)
        self.assertEqual((result["deposits"], result["authorizations"]["declined"], result["left_behind"]), (1, 1, 1))
        self.assertEqual(self.billed(), [(9001, "", 3000)])
        self.company.assert_agree()
        self.company.cards(c2=500)
        self.assertEqual(self.deposit()["deposited"], "5.00")
        self.assertEqual(self.billed(), [(9001, "C", 3500)])

    def test_an_expired_authorization_is_had_anew(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000))
        self.assertEqual(self.deposit(at="2010-12-01T00:00:01")["deposits"], 1)
        self.assertEqual(self.authorizations(), [(1, "O", 4000, 0, 0), (2, "V", 4000, 4000, 0)])

    def test_what_is_held_for_a_person_is_not_authorized_anew_nor_deposited_of_an_expired_one(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000) + "UPDATE order_payment_method SET hold_reason_code = 'CC' WHERE order_number = 6001")
        result = self.deposit(at="2010-12-01T00:00:01", exit_code=1)
        self.assertEqual((result["deposits"], result["left_behind"]), (0, 1))
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 0, 0)])
        self.assertEqual(self.billed(), [(9001, "", 0)])

    def test_what_has_no_deposit_service_is_passed_over(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000) + "UPDATE pay_type SET deposit_service = ''")
        self.assertEqual(self.deposit("--dry-run")["passed_over"], 0)
        self.assertEqual(self.billed(), [(9001, "", 0)])
        self.deposit()
        self.assertEqual(self.billed(), [(9001, "N", 0)])

    def test_a_service_that_is_not_selected_for_deposit_leaves_it_due(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000)
                         + "UPDATE authorization_service SET selected_for_deposit = 'N' WHERE service_code = 'RLT'")
        self.assertEqual(self.deposit()["deposits"], 0)
        self.assertEqual(self.billed(), [(9001, "", 0)])

    def test_a_dry_run_counts(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 3000) + cases.invoice(9002, 6001, 2500) + cases.invoice(9003, 6001, -700))
        result = self.deposit("--dry-run")
        self.assertEqual((result["to_send"], result["deposited"], result["credited"]), (3, "55.00", "7.00"))
        self.assertEqual((result["authorizations"]["to_send"], result["authorizations"]["amount"]), (1, "15.00"))
        self.assertEqual(self.history(), [])


    def test_the_rest_of_an_authorization_is_reversed_with_j20(self):
        self.company.sql("INSERT INTO system_control_value (company, code, value) VALUES (7, 'J20', 'Y')")
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500) + cases.invoice(9002, 6001, 1200))
        self.assertEqual(self.deposit()["deposits"], 2)
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 2700, 1300)])
        self.assertEqual(self.company.rows("SELECT reason AS r, amount AS a, status AS s FROM authorization_reversal"),
                         [{"r": "J", "a": 1300, "s": "R"}])
        self.company.assert_agree()

    def test_the_rest_is_kept_without_send_reversal(self):
        self.company.sql("INSERT INTO system_control_value (company, code, value) VALUES (7, 'J20', 'Y');"
                         "UPDATE authorization_service SET send_reversal = 'N'")
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500))
        self.deposit()
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 1500, 0)])


class Credit(DepositCase):
    def test_a_return_goes_back_to_the_card(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 4000) + cases.invoice(9002, 6001, -1500))
        result = self.deposit()
        self.assertEqual((result["credits"], result["credited"]), (1, "15.00"))
        self.assertEqual(self.company.card(1)["balance_hundredths"], 7500)
        self.assertEqual(self.company.rows("SELECT amount_charged AS d, amount_credited AS c FROM order_payment_method WHERE "
                                           "order_number = 6001"), [{"d": 4000, "c": 1500}])
        self.assertEqual(self.billed(), [(9001, "C", 4000), (9002, "C", 1500)])
        self.company.assert_agree()

    def test_a_suppressed_refund_is_not_sent(self):
        self.company.sql(cases.order(6001, card(1), 4000) + cases.invoice(9002, 6001, -1500)
                         + "UPDATE order_payment_method SET suppress_refund = 'Y'")
        self.assertEqual(self.deposit()["credits"], 0)
        self.assertEqual(self.billed(), [(9002, "N", 0)])

    def test_another_alternate_is_refunded_another_way(self):
        self.company.sql(cases.order(6001, card(1), 4000) + cases.invoice(9002, 6001, -1500)
                         + "UPDATE pay_type SET alternate_refund_category = 1 WHERE pay_type = 9")
        self.assertEqual(self.deposit()["passed_over"], 1)
        self.assertEqual(self.billed(), [(9002, "N", 0)])

    def test_a_new_card_is_added_once(self):
        self.company.sql(cases.order(6001, card(1), 4000) + cases.invoice(9002, 6001, -1500)
                         + "UPDATE pay_type SET alternate_refund_category = 4 WHERE pay_type = 9")
        self.assertEqual(self.deposit(exit_code=1)["left_behind"], 1, "no refund item")
        self.company.sql("INSERT INTO item (company, item, svc_type) VALUES (7, 'GIFTV', 'V');"
                         "UPDATE pay_type SET refund_item = 'GIFTV' WHERE pay_type = 9")
        done = self.company.payment("deposit", OA_TEST_KILL_AT="payment-recorded")
        self.assertEqual(done.returncode, -9)
        self.deposit()
        self.assertEqual(self.company.rows("SELECT line_number AS l, item AS i, price AS p, svc_refund_amount AS r FROM order_detail "
                                           "WHERE order_number = 6001"), [{"l": 1, "i": "GIFTV", "p": 0, "r": 1500}])
        self.assertEqual(self.billed(), [(9002, "A", 0)])
        self.assertEqual(self.company.card(1)["balance_hundredths"], 10000)


class Lost(DepositCase):
    def setUp(self):
        super().setUp()
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500) + cases.invoice(9002, 6001, -500))

    def assert_done(self):
        self.assertEqual(self.billed(), [(9001, "C", 1500), (9002, "C", 500)])
        self.assertEqual(self.company.card(1)["balance_hundredths"], 9000)
        self.company.assert_agree()

    def test_an_answer_that_is_lost_is_asked_about(self):
        for operation in ("postauth", "recharge"):
            self.company.sandbox.fault(operation, "drop_after", times=1)
        self.deposit()
        self.assert_done()

    def test_an_answer_that_is_lost_is_asked_about_by_the_next_run(self):
        for operation in ("postauth", "recharge"):
            self.company.sandbox.fault(operation, "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "drop", times=2)
        self.deposit(exit_code=69)
        self.assertEqual(self.billed(), [(9001, "S", 0), (9002, "S", 0)])
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 1500, 0)])
        self.deposit()
        self.assert_done()

    def test_a_request_that_never_came_is_sent_again_when_it_cannot_be_in_work(self):
        for operation in ("postauth", "recharge"):
            self.company.sandbox.fault(operation, "drop", times=1)
        self.deposit(exit_code=69)
        self.deposit(exit_code=69)
        self.deposit(at=FIVE_MINUTES_LATER)
        self.assert_done()
        self.assertEqual([row[0] for row in self.history()], [1, 2])

    def test_what_certainly_did_not_leave_is_taken_back(self):
        port = self.company.rows("SELECT value FROM property WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")[0]["value"]
        self.company.sql("UPDATE property SET value = 'http://127.0.0.1:1/orce' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.deposit(exit_code=69)
        self.assertEqual((self.history(), self.billed()), ([], [(9001, "", 0), (9002, "", 0)]))
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 0, 0)])
        self.company.sql(f"UPDATE property SET value = '{port}' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.deposit()
        self.assert_done()

    def test_killed_at_each_point(self):
        for step in ("payment-recorded", "payment-answered"):
            self.assertEqual(self.company.payment("deposit", OA_TEST_KILL_AT=step).returncode, -9)
        self.deposit(at=FIVE_MINUTES_LATER)
        self.assert_done()

    def test_what_is_not_told_is_for_a_person(self):
        self.company.sandbox.fault("postauth", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "hide", element="ResponseCode", times=1)
        self.assertEqual(self.deposit(exit_code=1)["held"], 1)
        self.assertEqual(self.billed(), [(9001, "E", 0), (9002, "C", 500)])
        self.assertEqual(self.deposit()["deposits"], 0)


class Mismatch(DepositCase):
    SANDBOX = ["--hold-days", "7", "--no-partial-redemption"]

    def test_a_mismatch_becomes_a_rejected_deposit(self):
        self.authorized(6001, 4000)
        self.company.sql(cases.invoice(9001, 6001, 1500))
        self.assertEqual(self.deposit(exit_code=1)["rejected"], 1)
        self.assertEqual(self.billed(), [(9001, "R", 0)])
        self.assertEqual(self.authorizations(), [(1, "A", 4000, 0, 0)])
        self.assertEqual(self.company.rows("SELECT reject_number AS n, amount AS a, status AS s, reject_date AS d FROM rejected_deposit"),
                         [{"n": 1, "a": 1500, "s": "", "d": "2010-11-23"}])
        self.assertEqual(self.deposit()["deposits"], 0)
        self.company.assert_agree()


if __name__ == "__main__":
    unittest.main()
