"""What the tests of payment by stored value cards share: a company that pays through Customer Engagement, orders with such
payments, and that the cards there and the store agree to the hundredth."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "payments.sql"]
FIRST = "2010-11-23T09:21:41"
FIVE_MINUTES_LATER = "2010-11-23T09:26:42"


def card(n):
    return f"600649123456{n:04}"


def order(number, card_number, amount, opm=1):
    """SQL: an order of today that this card pays with `amount` hundredths."""
    return (f"INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, {number}, 1001, '2010-11-20');"
            f"INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, {number}, 1);"
            + payment(number, card_number, amount, opm))


def payment(number, card_number, amount, opm=1):
    return ("INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type, card_number, amount_to_charge) "
            f"VALUES (7, {number}, {opm}, 9, '{card_number}', {amount});")


def invoice(number, order_number, amount, opm=1):
    """SQL: a billed invoice, a return where the amount is negative; `amount` hundredths of it on the payment."""
    kind = "I" if amount > 0 else "C"
    return ("INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date, "
            f"total_amount) VALUES (7, {number}, '{kind}', {order_number}, 1, '2010-11-22', {amount});"
            "INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) "
            f"VALUES (7, {number}, {opm}, {amount});")


class Company:
    """A workspace and a sandbox with company 7 set up to be paid by stored value cards."""

    def __init__(self, test, *sandbox_options):
        self.workspace = support.Workspace(FIXTURES)
        test.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory, *sandbox_options)
        test.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        self.test = test

    def sql(self, text):
        return self.workspace.sql(text)

    def rows(self, query):
        return self.workspace.rows(query)

    def cards(self, **balances):
        """Active cards: c1=5000 is card 1 with 50.00."""
        self.sandbox.put_cards(*({"number": card(int(name[1:])), "active": True, "balance_hundredths": balance}
                                 for name, balance in balances.items()))

    def card(self, n):
        return self.sandbox.cards()[card(n)[-4:]]

    def payment(self, *arguments, at=FIRST, **environment):
        return self.workspace.run([support.tool("oa-payment"), *arguments, "--at", at, "--log-file", "tool.log", "-vv",
                                   "--retries", "0", "--json", "--connections", "4"], **environment)

    def assert_agree(self):
        """Holds and deposits there are the authorizations and deposits here; nothing was done twice."""
        for number, there in self.sandbox.cards().items():
            self.test.assertFalse(there["double_spent"] or there["double_funded"], there)
            held = self.rows(
                "SELECT COALESCE(SUM(a.amount - a.deposited_amount - a.reversed_amount), 0) AS open FROM authorization_history a "
                "JOIN order_payment_method p USING (company, order_number, opm_sequence) WHERE a.status IN ('A', 'O') AND "
                f"p.card_number LIKE '%{number}'")[0]["open"]
            pending = self.rows(
                "SELECT COALESCE(SUM(r.amount), 0) AS a FROM authorization_reversal r JOIN order_payment_method p USING (company, "
                f"order_number, opm_sequence) WHERE r.status = 'R' AND p.card_number LIKE '%{number}'")[0]["a"]
            self.test.assertEqual(sum(hold["open_hundredths"] for hold in there["holds"]), held + pending, there)
            for operation, kind, column in (("POST_AUTH", "D", "amount_charged"), ("RECHARGE", "C", "amount_credited")):
                moved = sum(each["amount_hundredths"] for each in there["activities"]
                            if each["type"] == operation and each["response_code"] == "APPROVED"
                            and each["transaction_id"].startswith(kind))
                here = self.rows(
                    f"SELECT COALESCE(SUM(d.amount), 0) AS a FROM deposit_history d JOIN order_payment_method p USING (company, "
                    f"order_number, opm_sequence) WHERE d.status = 'C' AND d.transaction_type = '{kind}' AND p.card_number LIKE "
                    f"'%{number}'")[0]["a"]
                paid = self.rows(f"SELECT COALESCE(SUM({column}), 0) AS a FROM order_payment_method WHERE card_number LIKE "
                                 f"'%{number}'")[0]["a"]
                self.test.assertEqual((moved, moved), (here, paid), (operation, there))
