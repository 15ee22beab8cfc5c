#!/usr/bin/env python3
"""Payments by the Integration Layer whose jobs are killed at random moments, with answers that are late or come again: in the end
what the service bureau did, each request once by its file name, and the store agree to the hundredth.

OA_TEST_LONG=1 makes 300 kills of it, OA_TEST_SEED=N other ones."""

import os
import random
import signal
import time
import unittest

import payment_cases as cases
import support
import test_payment_layer
from payment_cases import card

LONG = os.environ.get("OA_TEST_LONG") == "1"
KILLS = 300 if LONG else 30
JOBS = ("authorize", "deposit", "reverse")


class Killed(unittest.TestCase):
    """The service bureau knows what it has done by the name of the file."""

    set_up_layer = test_payment_layer.Layer.setUp
    requests, answer = test_payment_layer.Layer.requests, test_payment_layer.Layer.answer

    def setUp(self):
        self.set_up_layer()
        self.company.sql("UPDATE pay_type SET reauthorization_days = 0 WHERE pay_type = 9;"
                         "INSERT INTO system_control_value (company, code, value) VALUES (7, 'J20', 'Y')")
        self.random = random.Random(int(os.environ.get("OA_TEST_SEED", "7")))
        self.ledger = {}  # the requests by name, each with the authNumber of its answer
        self.late = []
        self.again = 0
        self.last_order = 6000

    def more_work(self):
        text = []
        for _ in range(4):
            self.last_order += 1
            amount = self.random.randint(1000, 9000)
            text.append(cases.order(self.last_order, card(1), amount))
            what = self.random.randint(0, 3)
            if what < 2:
                text.append(cases.invoice(self.last_order + 3000, self.last_order, amount - 500 * what))
            elif what == 2:
                text.append(cases.invoice(self.last_order + 3000, self.last_order, 700))
                text.append(cases.invoice(self.last_order + 90000, self.last_order, -300))
        self.company.sql("".join(text))

    def cancel(self):
        self.company.sql("UPDATE order_header SET status = 'X' WHERE status = '' AND order_number > 6000 AND order_number % 5 = 0 AND "
                         "order_number NOT IN (SELECT order_number FROM invoice_header)")

    def serve(self, all_of_them=False):
        """Does what is asked for, at most once; answers now, later, or twice under two names."""
        for name, request in self.requests().items():
            if name in self.ledger:
                self.again += 1
                self.assertEqual(self.ledger[name][0], request, "put again, the file is the same")
            else:
                self.ledger[name] = (request, f"N{len(self.ledger) + 1}")
            self.late.append(name)
        due = self.late if all_of_them else [name for name in self.late if self.random.randint(0, 2) > 0]
        for name in due:
            request, number = self.ledger[name]
            self.answer(request, number, name=f"1-{name}")
            if self.random.randint(0, 3) == 0:
                self.answer(request, number, name=f"2-{name}")
        self.late = [name for name in self.late if name not in due]

    def command(self, job):
        return [support.tool("oa-payment"), job, "--at", cases.FIRST, "--log-file", "tool.log", "--progress", "never"]

    def test_killed_at_random_moments(self):
        killed = 0
        for n in range(KILLS):
            job = JOBS[n % len(JOBS)]
            if job == JOBS[0]:
                self.more_work()
            if job == JOBS[2]:
                self.cancel()
            process = self.workspace.start(self.command(job))
            time.sleep(self.random.uniform(0.005, 0.05))
            process.kill()
            process.communicate()
            killed += process.returncode == -signal.SIGKILL
            self.serve()
        for _ in range(8):
            for job in JOBS:
                done = self.workspace.run(self.command(job))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.serve(all_of_them=True)
        self.assertGreater(killed, KILLS // 3)
        self.assertFalse((self.answers / "rejected").exists())
        self.assert_agree()

    def assert_agree(self):
        for table in ("authorization_history", "deposit_history", "authorization_reversal"):
            self.assertEqual(self.company.rows(f"SELECT * FROM {table} WHERE status IN ('S', 'E', 'R')"), [], table)
        self.assertEqual(self.company.rows("SELECT * FROM integration_process_control WHERE status = 'RDY'"), [])
        done = {}
        for request, _ in self.ledger.values():
            amount = int(request.get("authAmount") or request["depositAmount"])
            done[request["actionCode"]] = done.get(request["actionCode"], 0) + amount
        self.assertEqual(set(done), {"Authorization", "Deposit", "Credit", "Reversal"}, "each has been under way")
        here = {"Authorization": "SUM(amount) AS a FROM authorization_history", "Reversal": "SUM(amount) AS a FROM authorization_reversal",
                "Deposit": "SUM(amount) AS a FROM deposit_history WHERE transaction_type = 'D'",
                "Credit": "SUM(amount) AS a FROM deposit_history WHERE transaction_type = 'C'"}
        for action, query in here.items():
            self.assertEqual(self.company.rows("SELECT " + query)[0]["a"], done[action], action)
        references = [request["merchantReference"] for request, _ in self.ledger.values()]
        self.assertEqual(len(references), len(set(references)), "one request a transaction")
        totals = self.company.rows("SELECT SUM(deposited_amount) AS d, SUM(reversed_amount) AS r FROM authorization_history")[0]
        self.assertEqual((totals["d"], totals["r"]), (done["Deposit"], done["Reversal"]))
        paid = self.company.rows("SELECT SUM(amount_charged) AS d, SUM(amount_credited) AS c FROM order_payment_method")[0]
        self.assertEqual((paid["d"], paid["c"]), (done["Deposit"], done["Credit"]))


if __name__ == "__main__":
    unittest.main()
