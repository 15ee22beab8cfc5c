#!/usr/bin/env python3
"""Authorizations, deposits, credits and reversals by runs that are killed at random moments, and whose answers are lost: in
the end the cards at Customer Engagement and the store agree to the hundredth, and no money was moved twice.

OA_TEST_LONG=1 makes 300 kills of it, OA_TEST_SEED=N other ones."""

import datetime
import json
import os
import random
import signal
import time
import unittest

import payment_cases as cases
import support
from payment_cases import card

LONG = os.environ.get("OA_TEST_LONG") == "1"
SEED = int(os.environ.get("OA_TEST_SEED", "7"))
KILLS = 300 if LONG else 30
CARDS = 5
ORDERS_A_ROUND = 20
JOBS = ("authorize", "deposit", "reverse")
MOVING = ("preauth", "postauth", "release", "recharge")
TABLES = ("authorization_history", "deposit_history", "authorization_reversal")
STARTED = datetime.datetime(2010, 11, 23, 0, 0, 0)


class Killed(unittest.TestCase):
    def setUp(self):
        self.random = random.Random(SEED)
        self.company = cases.Company(self, "--latency", "10")
        self.company.sql("UPDATE pay_type SET reauthorization_days = 0 WHERE pay_type = 9;"
                         "INSERT INTO system_control_value (company, code, value) VALUES (7, 'J20', 'Y')")
        self.company.cards(**{f"c{n}": 100_000_000 for n in range(1, CARDS + 1)})
        self.now = STARTED
        self.last_order = 6000
        self.last_invoice = 9000
        self.longest = dict.fromkeys(JOBS, 0.09)

    def later(self):
        """What was under way is not in work any more."""
        self.now += datetime.timedelta(minutes=6)
        return self.now.isoformat()

    def command(self, job):
        return [support.tool("oa-payment"), job, "--at", self.later(), "--log-file", "tool.log", "--retries", "0", "--json",
                "--connections", "4", "--progress", "never"]

    def run_job(self, job):
        done = self.company.workspace.run(self.command(job))
        return done.returncode, json.loads(done.stdout)

    def more_work(self):
        """New orders; of those that are there some are billed, in part or in two invoices, some cancelled, returned, changed."""
        text = []
        for _ in range(ORDERS_A_ROUND):
            self.last_order += 1
            text.append(cases.order(self.last_order, card(self.random.randint(1, CARDS)), self.random.randint(2, 9000)))
        for row in self.company.rows(
                "SELECT order_number AS o, amount_to_charge AS a FROM order_payment_method p JOIN order_header h USING (company, "
                f"order_number) WHERE h.status = '' AND p.status = '' AND order_number < {self.last_order - ORDERS_A_ROUND} AND "
                "card_number <> '' AND NOT EXISTS (SELECT 1 FROM invoice_header i WHERE i.company = h.company AND "
                "i.order_number = h.order_number) ORDER BY 1"):
            what = self.random.randint(0, 9)
            if what < 4:
                first = row["a"] if what == 0 else self.random.randint(1, row["a"])
                for amount in [first, row["a"] - first, -first][:what + 1]:
                    self.last_invoice += 1
                    text.append(cases.invoice(self.last_invoice, row["o"], amount) if amount else "")
            elif what == 4:
                text.append(f"UPDATE order_header SET status = 'X' WHERE order_number = {row['o']};")
            elif what == 5:
                text.append(f"UPDATE order_payment_method SET status = 'D' WHERE order_number = {row['o']};")
            elif what == 6:
                text.append(f"UPDATE order_payment_method SET amount_to_charge = {self.random.randint(1, 9000)} "
                            f"WHERE order_number = {row['o']};")
        self.company.sql("".join(text))

    def kill_once(self, job, table):
        """Whether the run was killed, and whether something was under way then. The moments are drawn from a time that follows how
        fast the machine is: longer after a kill that found nothing, shorter after a run that was over before."""
        process = self.company.workspace.start(self.command(job))
        time.sleep(self.random.uniform(0.01, self.longest[job]))
        process.kill()
        process.communicate()
        was_killed = process.returncode == -signal.SIGKILL
        is_under_way = self.company.rows(f"SELECT COUNT(*) AS n FROM {table} WHERE status = 'S'")[0]["n"] > 0
        if not was_killed:
            self.longest[job] = max(0.03, self.longest[job] * 0.7)
        elif not is_under_way:
            self.longest[job] = min(2.0, self.longest[job] * 1.4)
        return was_killed, is_under_way

    def to_the_end(self):
        for _ in range(10):
            codes = [self.run_job(job)[0] for job in JOBS]
            self.assertLessEqual(set(codes), {0, 69}, codes)
            if codes == [0, 0, 0]:
                break
        self.assertEqual(codes, [0, 0, 0])
        for table in TABLES:
            self.assertEqual(self.company.rows(f"SELECT * FROM {table} WHERE status IN ('S', 'E', 'R')"), [], table)
        self.assertEqual(self.company.rows("SELECT * FROM invoice_payment_method WHERE deposit_status IN ('', 'S', 'E', 'R')"), [])
        self.company.assert_agree()

    def test_killed_at_random_moments(self):
        killed = 0
        under_way = dict.fromkeys(TABLES, 0)
        for n in range(3 * KILLS):
            if n >= KILLS and min(under_way.values()) > 0:
                break
            job = JOBS[n % len(JOBS)]
            if job == JOBS[0]:
                self.more_work()
            where = self.random.choice((*MOVING, "inquiry", ""))
            if where:
                self.company.sandbox.fault(where, self.random.choice(("drop", "drop_after")), times=self.random.randint(1, 2))
            table = TABLES[n % len(JOBS)]
            was_killed, is_under_way = self.kill_once(job, table)
            killed += was_killed
            under_way[table] += is_under_way
        self.assertGreater(killed, KILLS // 3, "the moments are too late")
        self.assertGreater(min(under_way.values()), 0, "nothing was under way at the kills of a job")
        self.company.sandbox.request("DELETE", "/sandbox/faults")
        self.to_the_end()
        for operation in ("POST_AUTH", "RELEASE_AUTH", "RECHARGE"):
            self.assertTrue(any(activity["type"] == operation for there in self.company.sandbox.cards().values()
                                for activity in there["activities"]), operation)

    def test_every_answer_is_lost(self):
        for where in MOVING:
            self.company.sandbox.fault(where, "drop_after", times=0)
        for _ in range(4):
            self.more_work()
            for job in JOBS:
                self.assertEqual(self.run_job(job)[0], 0)
        self.to_the_end()

    def test_every_request_is_lost_once(self):
        for _ in range(4):
            self.more_work()
            for job in JOBS:
                for where in MOVING:
                    self.company.sandbox.fault(where, "drop", times=2)
                self.run_job(job)
                self.run_job(job)
        self.to_the_end()


if __name__ == "__main__":
    unittest.main()
