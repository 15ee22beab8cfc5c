#!/usr/bin/env python3
"""oa-svc-activate --watch."""

import signal
import time

import cases
import support
from svc_cases import FIRST, SvcTest


class Watch(SvcTest):
    def test_watches_until_sigterm(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'N' WHERE code = 'I50'")
        self.sandbox.fault("activate", "drop_after", times=1)
        process = self.workspace.start([support.tool("oa-svc-activate"), *cases.FAST, "--retries", "0", "--at", FIRST, "--watch", "1"])
        # The lost answer, too, is asked for without anything new having come.
        self.wait_for("CCC")
        self.workspace.sql(
            "UPDATE stored_value_card SET activation_date = NULL, response_code = '', card_number = '6006491234560009' WHERE "
            "svc_sequence_number = 1;"
            "UPDATE il_outbound_trigger SET status = 'R' WHERE trigger_number = 1")
        self.sandbox.put_cards({"number": "6006491234560009"})
        self.wait_for("CCC")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
        self.assertEqual(process.returncode, 0, said.decode())
        self.assertEqual(self.fundings(), 4)

    def test_what_cannot_be_done_is_tried_ever_more_rarely(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'N' WHERE code = 'I50';"
                           "UPDATE il_outbound_trigger SET trigger_key = 'NONSENSE' WHERE trigger_number = 1")
        process = self.workspace.start([support.tool("oa-svc-activate"), *cases.FAST, "--watch", "1"])
        time.sleep(6)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        # After 0, 1 and 3 seconds, not after each.
        self.assertIn(len(self.workspace.rows("SELECT * FROM job_run")), (2, 3))

    def wait_for(self, triggers):
        deadline = time.monotonic() + 20
        while self.triggers() != triggers:
            self.assertLess(time.monotonic(), deadline, self.triggers())
            time.sleep(0.05)

    def test_batch_processing_is_not_watched(self):
        self.assertIn("I50", self.activate("--watch", "1", exit_code=78)["error"])

    def test_a_dry_run_is_not_watched(self):
        self.assertIn("--watch", self.activate("--watch", "1", "--dry-run", exit_code=64)["error"])


if __name__ == "__main__":
    cases.main()
