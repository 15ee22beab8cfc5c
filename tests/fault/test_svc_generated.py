#!/usr/bin/env python3
"""Numbers of virtual cards from Customer Engagement (Customer Engagement Integration, generateCard; Stored Value Card Purchase and Activation, Assigning Numbers to Virtual Stored Value
Cards): refused, lost, unusable, killed; a line is billed with numbers of its own or stands on the assignment errors report."""

import signal
import unittest

import cases
import support
from svc_cases import currency_of_order

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]
SETUP = cases.CARD_SERVICES + """
INSERT INTO system_control_value (company, code, value) VALUES (7, 'I26', 'RLT'), (7, 'I25', 'ORDER');
UPDATE item SET svc_type = 'V';
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 701, 1001, 5001, 1), (7, 702, 1001, 5001, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
VALUES (7, 701, 1, 1, 2), (7, 702, 1, 2, 1);
"""


class Generated(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        self.workspace.sql(SETUP)

    def run_tool(self, *command, exit_code=0, **environment):
        done = self.workspace.run([support.tool("oa-svc"), *command], **environment)
        text = done.stdout.decode() + done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, text)
        return text

    def assign(self, *options, **parameters):
        return self.run_tool("assign-virtual", *cases.FAST, "--at", "2010-11-23T09:21:41", *options, **parameters)

    def cards(self):
        return [(card["line_number"], card["card_number"]) for card in
                self.workspace.rows("SELECT * FROM stored_value_card ORDER BY line_number, svc_sequence_number")]

    def generated(self):
        return self.sandbox.state()["svc"]["generated"]

    def assert_billed(self):
        cards = self.cards()
        self.assertEqual([line for line, _ in cards], [1, 1, 2])
        self.assertEqual(len({number for _, number in cards}), 3)
        self.assertEqual(len(self.workspace.rows("SELECT * FROM il_outbound_trigger WHERE status = 'R'")), 3)
        self.assertIn("no line waits", self.run_tool("report", "errors"))

    def test_each_unit_has_a_number(self):
        self.assertIn("would bill 2 picks with 3 stored value cards", self.assign("--dry-run"))
        self.assertEqual((self.generated(), self.cards()), (0, []))
        self.assign()
        self.assert_billed()
        self.assertEqual(self.generated(), 3)

    def test_a_card_is_generated_in_the_currency_of_its_order(self):
        for currency in ("CAD", "EUR"):
            with self.subTest(currency=currency):
                self.setUp()
                self.workspace.sql(currency_of_order(currency))
                self.assign()
                self.assert_billed()
                self.assertEqual({card["currency"] for card in self.sandbox.cards().values()}, {currency})

    def test_a_card_of_no_currency_is_not_generated(self):
        self.workspace.sql(currency_of_order("C$"))
        self.assertIn("the currency of order 5001, 'C$', is not a code of three letters", self.assign(exit_code=1))
        self.assertEqual((self.generated(), self.cards()), (0, []))

    def test_a_refusal_stands_on_the_report_until_a_later_run(self):
        self.sandbox.fault("generate", "relate", code="SERIES_EXHAUSTED", message="no number left", times=1)
        self.assertIn("generates no card: no number left", self.assign(exit_code=1))
        self.assertEqual([line for line, _ in self.cards()], [2])
        self.assertIn("no number left", self.run_tool("report", "errors"))
        self.assign()
        self.assert_billed()

    def test_a_lost_answer_is_a_lost_number(self):
        self.sandbox.fault("generate", "drop_after", times=1)
        self.assign()
        self.assert_billed()
        self.assertEqual(self.generated(), 4)

    def test_services_that_cannot_be_reached(self):
        self.sandbox.__exit__()
        self.assertIn("gave no number", self.assign(exit_code=69))
        self.assertEqual((self.cards(), self.workspace.rows("SELECT * FROM svc_assignment_error")), ([], []))

    def test_a_number_that_is_used_or_of_another_kind(self):
        self.assign("702")
        number = self.cards()[0][1]
        self.sandbox.__exit__()
        self.sandbox = support.Sandbox(self.workspace.directory)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        text = self.assign(exit_code=1)
        self.assertIn(f"generated ************{number[-4:]}: it is used already", text)
        self.assertNotIn(number, text)
        self.workspace.sql("UPDATE pay_type SET card_number_length = 12 WHERE pay_category = 4")
        self.assertIn("the stored value card pay type takes 12", self.assign(exit_code=1))
        self.assertEqual(len(self.cards()), 1)

    def test_killed_at_each_step(self):
        for step in ("svc-virtual", "svc-virtual-billed"):
            with self.subTest(step=step):
                self.setUp()
                self.assign(exit_code=-signal.SIGKILL, OA_TEST_KILL_AT=step)
                self.assign()
                self.assert_billed()


if __name__ == "__main__":
    cases.main()
