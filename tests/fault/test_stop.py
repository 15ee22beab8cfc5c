#!/usr/bin/env python3
"""SIGINT and SIGTERM end a job that sends with 75 wherever it is: nothing half written is left, and the next run goes on."""

import json
import signal
import time

import cases
import support

TRANSFER_STEPS = ("marked", "renamed", "published", "batch", "token", "zipped", "par")
DONE_STEPS = ("put", "sent", "zip-deleted", "files-deleted")


class Stopped(cases.FaultTest):
    def assert_nothing_half_written(self):
        self.assertEqual([name for name in self.outbox() if name.startswith(".") or name.endswith((".tmp", ".zip"))], [])

    def assert_interrupted(self):
        states = self.workspace.sql("SELECT state, exit_code FROM job_run ORDER BY run_number DESC LIMIT 1").strip()
        self.assertEqual(states, "interrupted|75")

    def test_while_it_writes(self):
        result = self.feed_json(exit_code=75, OA_TEST_TERM_AT="invoice:2")
        self.assertTrue(result["stopped"])
        self.assertEqual((result["sent"], result["zips"]), (2, []))
        self.assert_nothing_half_written()
        self.assert_interrupted()
        self.assert_waiting()
        self.assertEqual(self.feed_json()["sent"], 1)
        self.assert_delivered_once()

    def test_before_the_first_invoice(self):
        self.workspace.sql("UPDATE invoice_header SET extracted_to_store = 'Y' WHERE invoice_number <> 203")
        result = self.feed_json(exit_code=75, OA_TEST_TERM_AT="invoice")
        self.assertEqual(result["sent"], 1)
        self.assert_nothing_half_written()

    def test_a_dry_run(self):
        self.assertEqual(self.feed("--dry-run", OA_TEST_TERM_AT="invoice:2").returncode, 75)
        self.assertEqual(self.outbox(), [])

    def test_at_every_step_of_the_way(self):
        for step in TRANSFER_STEPS + DONE_STEPS:
            with self.subTest(step):
                self.sandbox.request("DELETE", "/sandbox/state")
                self.workspace.sql("UPDATE invoice_header SET extracted_to_store = '';"
                                   "DELETE FROM outbound_file; DELETE FROM outbound_batch;")
                done = self.feed(OA_TEST_TERM_AT=step)
                self.assertEqual(done.returncode, 0 if step in DONE_STEPS else 75, done.stderr.decode())
                self.assert_nothing_half_written()
                self.assertEqual(self.feed().returncode, 0)
                self.assert_delivered_once()

    def stop_while_it_waits(self, where, number, tool="oa-salesfeed"):
        """The other side stands still: the signal ends the run long before its time is up."""
        self.sandbox.fault(where, "stall", times=1)
        process = self.workspace.start([support.tool(tool), "--timeout", "60", "--json"])
        deadline = time.monotonic() + 20
        while self.sandbox.request("GET", "/sandbox/faults") and time.monotonic() < deadline:
            time.sleep(0.05)
        begin = time.monotonic()
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 75, stderr.decode())
        self.assertLess(time.monotonic() - begin, 10)
        self.assertIn("stopped by a signal", json.loads(stdout)["error"])
        self.assert_nothing_half_written()
        self.assert_interrupted()

    def test_while_the_other_side_stands_still(self):
        for where, number in (("token", signal.SIGTERM), ("par", signal.SIGINT), ("put", signal.SIGTERM)):
            with self.subTest(where):
                self.stop_while_it_waits(where, number)
        self.assertEqual(self.feed().returncode, 0)
        self.assert_delivered_once()

    def test_while_it_waits_for_another_try(self):
        self.sandbox.fault("put", "status", status=503, times=0)
        process = self.workspace.start([support.tool("oa-salesfeed"), "--retries", "9", "--retry-delay", "50000"])
        time.sleep(2)
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
        self.assertEqual(process.returncode, 75)
        self.assertLess(time.monotonic() - begin, 10)
        self.assert_nothing_half_written()
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.assertEqual(self.feed().returncode, 0)
        self.assert_delivered_once()

    def test_the_customer_upload_while_it_sends(self):
        self.stop_while_it_waits("put", signal.SIGTERM, "oa-custupload")
        done = self.workspace.run([support.tool("oa-custupload"), *cases.FAST])
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)


if __name__ == "__main__":
    cases.main()
