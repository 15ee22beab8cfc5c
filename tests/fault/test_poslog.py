#!/usr/bin/env python3
"""A POSlog as its receivers read it: signs (README, Signs), and what its schema must refuse."""

import re
import subprocess
import sys
import unittest

import cases
import support

sys.path.insert(0, str(support.ROOT / "tests" / "golden"))
import case_file  # noqa: E402


# A shirt for a mug, with tax on the shirt; paid in money 32.50.
EXCHANGE = """
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, tax_amount, total_amount)
VALUES (7, 204, 'I', 5001, 1, '2010-11-22', 3000, 250, 3250);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, tax_amount)
VALUES (7, 204, 1, 1, 'ITM1', 'RED XSML WMNS', 1, 4000, 4000, 250), (7, 204, 2, 1, 'MUG', '', -1, 1000, -1000, 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES (7, 204, 1, 3250);
"""


class Signs(cases.FaultTest):
    """Two sales, a return and an exchange, sent and received by the same signs and by different ones."""

    signs = "ARTS"
    sandbox_options = ("--poslog-signs", signs)

    def setUp(self):
        super().setUp()
        self.workspace.sql(EXCHANGE)

    def sent(self, signs):
        """What the receiver finds wrong with a file of these signs."""
        done = self.workspace.run([support.tool("oa-store"), "set", "ORCE_POSLOG_SIGNS", signs])
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.feed_json()
        state = self.sandbox.state()
        self.assertEqual(state["transactions"]["grand_total_hundredths"], 8500)
        file, = state["objects"][0]["files"]
        self.assertEqual(file["valid"], not file["errors"])
        return file["errors"]

    def test_the_same_signs_add_up(self):
        self.assertEqual(self.sent(self.signs), [])

    def test_other_signs_do_not(self):
        other, said = {"ARTS": ("SIGNED", ["Quantity -1 in a Return", "ExtendedAmount -40.00 in a Return",
                                           "a Tender with TypeCode ''"]),
                       "SIGNED": ("ARTS", ["Quantity 1 in a Return", "a Tender with TypeCode 'Refund'",
                                           "Total is -4250, the tenders add up to 4250"])}[self.signs]
        errors = self.sent(other)
        for problem in said:
            self.assertIn(f"transaction 203: {problem}", errors)


class Signed(Signs):
    signs = "SIGNED"
    sandbox_options = ("--poslog-signs", signs)


class Schema(unittest.TestCase):
    """What a reader of the field would take for something else is not valid."""

    def problem_of(self, pattern, replacement):
        """What the schema says of the golden return when the first such place is changed."""
        parts = case_file.unpack((support.ROOT / "tests" / "golden" / "return.case").read_bytes())
        sent, = (part for name, part in parts.items() if name.endswith(".xml"))
        text, count = re.subn(pattern, replacement, sent.decode(), count=1, flags=re.DOTALL)
        self.assertEqual(count, 1, pattern)
        return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(support.ROOT / "schemas" / "poslog.xsd"),
                               "-"], input=text, text=True, capture_output=True).stderr

    def test_it_is_strict(self):
        total = r"<Total .*?</Total>"
        properties = r"<PosTransactionProperties>.*?</PosTransactionProperties>"
        for name, pattern, replacement in [
                ("a second Total", total, r"\g<0><Total TotalType='TransactionGrandAmount'>1.00</Total>"),
                ("no Total", total, ""),
                ("another Total", "TransactionGrandAmount", "TransactionNetAmount"),
                ("VoidFlag", "<BeginDateTime>", r"<VoidFlag>false</VoidFlag>\g<0>"),
                ("AccountNumber", "<AlternateKey", r"<AccountNumber>9</AccountNumber>\g<0>"),
                ("CustomerID late", r"(<CustomerID>.*?</CustomerID>)(.*?<Name>.*?</Name>)", r"\2\1"),
                ("properties late", rf"({properties})(.*?</RetailTransaction>)", r"\2\1"),
                ("a line without times", r"(<LineItem [^>]*>\s*<SequenceNumber>1</SequenceNumber>)\s*<BeginDateTime>.*?"
                                         r"</EndDateTime>", r"\1"),
                ("a line with two contents", "</Sale>", r"\g<0><Sale ItemType='Stock'/>"),
                ("a line without a quantity", "<Quantity>.*?</Quantity>", ""),
                ("thousandths", "<ExtendedAmount>", r"\g<0>0.001"),
                ("a negative unit price", "<ActualSalesUnitPrice>", r"\g<0>-"),
                ("another direction", 'TypeCode="Refund"', 'TypeCode="Return"')]:
            with self.subTest(name):
                self.assertIn("fails to validate", self.problem_of(pattern, replacement))
        self.assertIn("validates", self.problem_of("900000000001", "900000000002"))


if __name__ == "__main__":
    cases.main()
