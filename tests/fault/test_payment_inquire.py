#!/usr/bin/env python3
"""oa-payment inquire (Customer Engagement Integration, Transactions Processed Between Order Administration and Oracle
Retail Customer Engagement: Balance Inquiry; MSVB): who may ask, what is shown, and that no number stands anywhere in full."""

import json
import os
import pty
import subprocess
import time
import unittest

import payment_cases as cases
import support
from payment_cases import card

TWO = {"number": card(2), "active": False, "balance_hundredths": 0}


class Inquire(unittest.TestCase):
    def setUp(self):
        self.company = cases.Company(self)
        self.company.cards(c1=10000)
        self.company.sandbox.put_cards(TWO)
        self.company.sql(cases.order(6001, card(1), 4000)
                         + "INSERT INTO user_authority VALUES (7, 'MARIA', 'A88', 'A'), (7, 'DENIED', 'A88', 'D');")
        self.assertEqual(self.company.payment("authorize").returncode, 0)

    def inquire(self, *options, number=card(1), user="MARIA", exit_code=0, machine=True):
        command = [support.tool("oa-payment"), "inquire", *options, "--at", cases.FIRST, "--log-file", "tool.log", "-vv",
                   "--retries", "0"]
        if machine:
            command.append("--json")
        if user:
            command += ["--user", user]
        done = self.company.workspace.run(["sh", "-c", 'printf %s "$NUMBER" | "$@"', "sh", *command], NUMBER=number)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.messages = done.stderr.decode() + done.stdout.decode()
        log = self.company.workspace.directory / "tool.log"
        self.assertNotRegex(self.messages + (log.read_text() if log.exists() else ""), "600649123456")
        return json.loads(done.stdout) if machine else done.stdout.decode()

    def audit(self):
        return [tuple(row.values()) for row in self.company.rows(
            "SELECT user_id, program, order_number, ship_to_number, line_number, shown FROM credit_card_audit ORDER BY audit_number")]

    def test_a_card_with_a_hold(self):
        result = self.inquire(number=card(1) + "\r\nmore\n")
        self.assertEqual({name: result[name] for name in ("card_number", "active", "balance", "available", "currency")},
                         {"card_number": "************0001", "active": True, "balance": "100.00", "available": "60.00",
                          "currency": "USD"})
        self.assertEqual(self.audit(), [("MARIA", "oa-payment", 0, 0, 0, "L")])
        self.assertEqual(self.company.rows("SELECT count(*) AS n FROM job_run WHERE job <> 'SATH'"), [{"n": 0}])

    def test_lines_for_people(self):
        self.assertEqual(self.inquire("--card", "-", number=card(2), machine=False),
                         "Card#            ************0002\n"
                         "Active           no\n"
                         "Balance          0.00\n"
                         "Available        0.00\n"
                         "Currency         USD\n"
                         "Expiration date  not told\n")

    def test_who_may_not_ask(self):
        for user in ("DENIED", "NOBODY"):
            self.inquire(user=user, exit_code=77)
            self.assertIn(f"user {user} has no authority to stored value card numbers (A88)", self.messages)
        self.inquire(user="", exit_code=77)
        self.assertIn("--user USER", self.messages)
        self.assertEqual(self.audit(), [(user, "oa-payment", 0, 0, 0, "N") for user in ("DENIED", "NOBODY")])

    def test_what_is_not_a_card_number(self):
        for number, problem in (("600649123456", "it has 12 digits"), ("7006491234560001", "does not begin with 6"),
                                ("60064912345600AB", "characters other than digits"), ("", "no card number came in"),
                                ("6" * 300, "more than 256 bytes")):
            self.inquire(number=number, exit_code=65)
            self.assertIn(problem, self.messages)
        self.assertEqual(self.audit(), [])

    def test_never_on_the_command_line(self):
        for options in (["--card", card(1)], [card(1)], ["--card=" + card(1)]):
            self.inquire(*options, exit_code=64)
            self.assertIn("a card number on the command line is seen by every user", self.messages)

    def test_a_file_descriptor(self):
        with open(self.company.workspace.directory / "n", "w+") as file:
            file.write(card(1) + "\n")
        self.company.workspace.allowed = [*getattr(self.company.workspace, "allowed", []), "n"]
        done = self.company.workspace.run(["sh", "-c", f"exec '{support.tool('oa-payment')}' inquire --card-fd 7 --user MARIA "
                                           "--json 7<n"])
        self.assertEqual(json.loads(done.stdout)["balance"], "100.00")
        (self.company.workspace.directory / "n").unlink()
        self.inquire("--card-fd", "9", exit_code=66)

    def test_a_terminal_does_not_show_it(self):
        master, slave = pty.openpty()
        process = subprocess.Popen([support.tool("oa-payment"), "inquire", "--user", "MARIA", "--json"], stdin=slave,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.company.workspace.directory,
                                   env=self.company.workspace.environment())
        time.sleep(0.5)
        os.write(master, card(1).encode() + b"\n")
        out, _ = process.communicate(timeout=30)
        self.assertEqual(json.loads(out)["balance"], "100.00")
        os.set_blocking(master, False)
        try:
            shown = os.read(master, 1000)
        except BlockingIOError:
            shown = b""
        self.assertNotIn(b"6006", shown)
        os.close(master)
        os.close(slave)

    def test_a_card_that_is_not_known(self):
        self.inquire(number=card(9), exit_code=66)
        self.assertIn("Customer Engagement does not know the card ************0009", self.messages)
        self.assertEqual(len(self.audit()), 1)

    def test_out_of_reach_and_refused(self):
        self.company.sandbox.fault("inquiry", "drop", times=1)
        self.inquire(exit_code=69)
        self.assertIn("SU RELATE SERVICE IS UNAVAILABLE", self.messages)
        self.company.sandbox.fault("inquiry", "relate", code="NOPE", times=1)
        self.inquire(exit_code=69)
        self.assertIn("NOPE", self.messages)
        self.assertEqual(len(self.audit()), 2)

    def test_by_payment_link_alone(self):
        self.company.sql("UPDATE authorization_service SET communication_type = 'I' WHERE service_code = 'RLT'")
        self.inquire(exit_code=78)
        self.assertIn("Payment Link (P) alone", self.messages)

    def test_a_dry_run_asks_and_writes_nothing(self):
        self.assertEqual(self.inquire("--dry-run")["card_number"], "************0001")
        self.assertEqual(self.audit(), [])


if __name__ == "__main__":
    unittest.main()
