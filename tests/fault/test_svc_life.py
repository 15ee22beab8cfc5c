#!/usr/bin/env python3
"""The life of a physical, an early notify and a virtual card, from the pick to the notice, by the commands that an operator runs;
afterwards no file and no log holds a card number but those that must."""

import re
import unittest

import cases
import support
from test_svc_notice import TEMPLATE, SmtpServer, parsed

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]
PHYSICAL, EARLY = "6006491234560001", "6006491234560002"
KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
SETUP = """
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_ORCE_PASSWORD');
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id)
VALUES (7, 'RLT', 'P', '6006', '49');
INSERT INTO system_control_value (company, code, value)
VALUES (7, 'I26', 'RLT'), (7, 'I50', 'Y'), (7, 'I23', 'N'), (7, 'I25', 'ORDER'), (7, 'I30', 'SVCNOTF');
UPDATE item SET svc_type = CASE item WHEN 'ITM1' THEN 'P' WHEN 'MUG' THEN 'E' ELSE 'V' END;
UPDATE order_detail SET quantity_ordered = 1, price = 2500 WHERE order_number = 5001;
UPDATE customer_sold_to SET opt_in_out = 'O1' WHERE customer_number = 1001;
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 701, 1001, 5001, 1), (7, 702, 1001, 5001, 1), (7, 703, 1001, 5001, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
VALUES (7, 701, 1, 1, 1), (7, 702, 1, 2, 1), (7, 703, 1, 3, 1);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number)
VALUES (7, 701, 1, 1), (7, 702, 1, 1);
"""


class Life(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.kept = self.workspace.directory / "kept"
        self.sandbox = support.Sandbox(self.workspace.directory, "--keep", str(self.kept), "--keep-requests")
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        self.mails = SmtpServer(self.workspace.directory / "mails")
        self.addCleanup(self.mails.stop)
        template = self.workspace.directory / "template.txt"
        template.write_text(TEMPLATE)
        key = self.workspace.directory / "card.key"
        key.write_text(KEY + "\n")
        key.chmod(0o600)
        properties = {"SVC_EMAIL_TEMPLATE": template, "SVC_EMAIL_FROM": "cards@shop.example.com",
                      "SMTP_SERVER": f"smtp://127.0.0.1:{self.mails.port}", "SVC_CARD_KEY_FILE": key}
        self.workspace.sql(SETUP + "".join(
            f"INSERT INTO property (company, name, value) VALUES (7, '{name}', '{value}');" for name, value in properties.items()))
        self.output = ""

    def run_tool(self, *command):
        log = self.workspace.directory / "tool.log"
        done = self.workspace.run([support.tool(command[0]), *command[1:], "--at", "2010-11-23T09:21:41", "-vv", "--log-file", str(log)])
        text = done.stdout.decode() + done.stderr.decode()
        self.assertEqual(done.returncode, 0, text)
        self.output += text
        return done.stdout.decode()

    def assign(self, pick, number):
        numbers = self.workspace.directory / "numbers"
        numbers.write_text(number + "\n")
        self.run_tool("oa-svc", "assign", str(pick), "--from", str(numbers))
        numbers.unlink()

    def test_three_cards(self):
        self.assign(701, PHYSICAL)
        self.assign(702, EARLY)
        self.run_tool("oa-svc", "bill", "701", "702")
        self.run_tool("oa-svc", "assign-virtual", *cases.FAST)
        self.run_tool("oa-svc-activate", *cases.FAST)
        cards = self.workspace.rows("SELECT * FROM stored_value_card ORDER BY line_number")
        self.assertEqual([card["card_type"] for card in cards], ["P", "E", "V"])
        for card in cards:
            self.assertEqual((card["issue_amount"], card["activation_date"], card["issue_date"]), (2500, "2010-11-23", "2010-11-23"))
            self.assertTrue(card["card_number"].startswith("v1:"))
        self.assertEqual([card["email_sent_date"] for card in cards], [None, "2010-11-23", "2010-11-23"])
        self.assertEqual([row["message"] for row in self.workspace.rows("SELECT message FROM order_transaction_history")],
                         ["SVC Notice to alice@example.com"] * 2)
        svc = self.sandbox.state()["svc"]
        self.assertEqual((svc["generated"], svc["fundings"], svc["double_funded"], svc["invalid"]), (1, 3, 0, 0))
        # What the card holders read is the number; the virtual one's is Customer Engagement's.
        mails = [parsed(mail).get_body(("plain",)).get_content() for mail in self.mails.mails()]
        numbers = [re.search(r"number is ([0-9]{10,20}) ", text).group(1) for text in mails]
        self.assertEqual(numbers[0], EARLY)
        self.assert_nowhere([PHYSICAL, *numbers])

    def assert_nowhere(self, numbers):
        """In no file but the mails that were received, in no output and not in the store."""
        files = [path for path in self.workspace.directory.rglob("*") if path.is_file() and "mails" not in path.parts]
        self.assertIn(self.workspace.store, files)
        self.assertTrue(list((self.kept / "soap").iterdir()))
        for number in numbers:
            found = [str(path) for path in files if number.encode() in path.read_bytes()]
            self.assertEqual(found, [])
            self.assertNotIn(number, self.output)


if __name__ == "__main__":
    cases.main()
