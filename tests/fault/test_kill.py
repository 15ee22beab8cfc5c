#!/usr/bin/env python3
"""The tool is killed at each step of the delivery protocol and run again (design, Delivery)."""

import json
import os
import random
import signal
import subprocess
import time

import cases
import support

# In the order in which a run passes them. From `put` on the object has arrived.
STEPS = ["written", "marking", "marked", "renamed", "published", "batch", "zipped", "token", "par", "put", "sent",
         "zip-deleted", "files-deleted"]


class Kill(cases.FaultTest):
    def kill_at(self, step, *options):
        done = self.feed(*options, OA_TEST_KILL_AT=step)
        self.assertEqual(done.returncode, -signal.SIGKILL, f"{step} was not passed: {done.stderr.decode()}")

    def test_the_same_run_is_not_killed_without_the_variable(self):
        self.feed_json()
        self.assert_delivered_once()


def add_tests(step):
    def killed_once(self):
        self.kill_at(step)
        self.feed_json()
        self.assert_delivered_once()
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)

    def killed_twice(self):
        # The second run is killed where it takes up what the first left, if it passes that step again.
        self.kill_at(step)
        self.feed(OA_TEST_KILL_AT=step)
        self.feed_json()
        self.assert_delivered_once()

    setattr(Kill, f"test_killed_at_{step.replace('-', '_')}", killed_once)
    setattr(Kill, f"test_killed_twice_at_{step.replace('-', '_')}", killed_twice)


for name in STEPS:
    add_tests(name)


class KillEverywhere(cases.FaultTest):
    def test_a_chain_of_kills_at_every_step_in_turn(self):
        for step in STEPS:
            self.feed(OA_TEST_KILL_AT=step)
        self.feed_json()
        self.assert_delivered_once()

    def test_marks_and_file_are_one_step(self):
        self.feed(OA_TEST_KILL_AT="marking")
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM invoice_header WHERE extracted_to_store = 'Y'"), "0\n")
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM outbound_file"), "0\n")

    def test_killed_run_is_shown_as_interrupted(self):
        self.feed(OA_TEST_KILL_AT="put")
        self.feed_json()
        states = self.workspace.sql("SELECT state FROM job_run ORDER BY run_number").split()
        self.assertEqual(states, ["interrupted", "done"])


    def test_a_killed_run_does_not_stay_running(self):
        """What oa-store runs says of it before another job has come, for this tool and another."""
        for tool, step in (("oa-salesfeed", "put"), ("oa-custupload", "customer")):
            with self.subTest(tool):
                process = self.workspace.start([support.tool(tool), *cases.FAST], OA_TEST_STOP_AT=step)
                _, status = os.waitpid(process.pid, os.WUNTRACED)
                self.assertTrue(os.WIFSTOPPED(status), f"{tool} did not come to {step}")
                self.assertEqual(self.last_run()["state"], "running")
                process.kill()
                process.communicate()
                run = self.last_run()
                self.assertEqual(run["state"], "interrupted")
                self.assertIn("ended without a word", run["summary"])

    def last_run(self):
        done = self.workspace.run([support.tool("oa-store"), "--json", "runs", "--limit", "100"])
        return max(json.loads(done.stdout)["runs"], key=lambda run: run["run"])


class Neighbours(cases.FaultTest):
    def test_files_of_another_company_are_left_alone(self):
        # Company 12, whose location is 007, writes into the same directory at the same time.
        theirs = [".cw-poslog_012_007_101123092141.xml.tmp", "cw-poslog_012_007_101123092142.xml",
                  "OMS_012_007_101123092143.zip", ".OMS_012_007_101123092144.zip.a1b2c3", "notes_007_.txt"]
        for name in theirs:
            (self.workspace.outbox / name).write_text("theirs")
        ours = [".cw-poslog_007_12301974_101123092141.xml.tmp", ".OMS_007_ws_101123092144.zip.a1b2c3"]
        for name in ours:
            (self.workspace.outbox / name).write_text("ours")
        self.feed_json()
        # OTHER.done stays with the file of theirs that is ready.
        self.assertEqual(self.outbox(), sorted([*theirs, "OTHER.done"]))
        self.assertEqual(self.arrived_invoices(), cases.INVOICES)


class KillAtRandom(cases.FaultTest):
    """A run over many invoices is killed after random times until one comes through."""

    COPIES = 2000
    ROUNDS = 40 if os.environ.get("OA_TEST_LONG") == "1" else 3

    def setUp(self):
        super().setUp()
        for table, columns in (
            ("invoice_header", "invoice_type, order_number, ship_to_number, invoice_date, merchandise_amount, tax_amount, "
                               "total_amount"),
            ("invoice_detail", "sequence_number, line_number, item, sku_code, quantity, price, extended_price, tax_amount"),
            ("invoice_payment_method", "opm_sequence, amount"),
        ):
            self.workspace.sql(
                f"WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {self.COPIES}) "
                f"INSERT INTO {table} (company, invoice_number, {columns}) "
                f"SELECT 7, 1000 + n, {columns} FROM {table}, copy WHERE invoice_number = 202;")
        self.invoices = [*cases.INVOICES, *range(1001, 1001 + self.COPIES)]

    def test_nothing_is_lost_or_doubled(self):
        random.seed(7)
        for _ in range(self.ROUNDS):
            started = time.monotonic()
            self.feed_json()
            whole_run = time.monotonic() - started
            self.sandbox.request("DELETE", "/sandbox/state")
            self.workspace.sql("UPDATE invoice_header SET extracted_to_store = ''; DELETE FROM outbound_file;"
                               "DELETE FROM outbound_batch;")
            self.run_killed_at_random(whole_run)
            self.assertEqual(self.arrived_invoices(), self.invoices)
            self.assertEqual(self.outbox(), [])

    def run_killed_at_random(self, whole_run):
        for _ in range(6):
            process = subprocess.Popen([support.tool("oa-salesfeed"), *cases.FAST], cwd=self.workspace.directory,
                                       env=self.workspace.environment(), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, whole_run))
            process.kill()
            process.wait()
        self.feed_json()


if __name__ == "__main__":
    cases.main()
