"""What the tests of oa-svc-activate share: three billed cards with their triggers, and what must have become of them in the end."""

import json
import unittest

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


def currency_of_order(currency):
    return ("INSERT INTO order_header_extended (company, order_number, currency_code) VALUES (7, 5001, "
            f"'{currency}') ON CONFLICT (company, order_number) DO UPDATE SET currency_code = '{currency}';")


class SvcTest(unittest.TestCase):
    """A company with three cards and a sandbox that has them, for each test."""

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

    def set_currency(self, currency):
        """Of the cards' order."""
        self.workspace.sql(currency_of_order(currency))

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
