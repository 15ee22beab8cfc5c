#!/usr/bin/env python3
"""The tool is killed at each step of the delivery protocol and run again (design, Delivery)."""

import signal

import cases

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


if __name__ == "__main__":
    cases.main()
