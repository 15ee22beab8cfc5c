#!/usr/bin/env python3
"""oa-svc as an operator uses it: numbers that are typed, reports beside a job, users."""

import contextlib
import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402
from test_svc_kill import STORE  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql"]
HINT = b"oa-svc: card numbers, one a line; end with Ctrl-D\n"
NUMBER = b"4788000000000001\n"
CTRL_D = b"\x04"


class SvcCommand(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.workspace.sql(STORE)

    def run_svc(self, *words, exit_code=0, **environment):
        done = self.workspace.run([support.tool("oa-svc"), *words], **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    @contextlib.contextmanager
    def locked(self):
        """Another job of the company runs."""
        with open(f"{self.workspace.store}.007.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Typed(SvcCommand):
    @contextlib.contextmanager
    def terminal(self, *words):
        """A run whose standard input is a terminal, and what types there."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([support.tool("oa-svc"), *words], cwd=self.workspace.directory,
                                   env=self.workspace.environment(), stdin=follower, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        os.close(follower)
        try:
            yield process, leader
        finally:
            process.kill()
            process.communicate()
            os.close(leader)

    def assert_told(self, process):
        self.assertTrue(select.select([process.stderr], [], [], 20)[0], "nothing is said")
        self.assertEqual(process.stderr.readline(), HINT)

    def test_other_jobs_do_not_wait_for_who_types(self):
        with self.terminal("assign", "7001") as (process, leader):
            self.assert_told(process)
            self.run_svc("bill", "7002")
            os.write(leader, NUMBER + CTRL_D)
            out, _ = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0)
        self.assertIn(b"assigned 1 card number", out)

    def test_a_number_for_a_billed_card(self):
        self.run_svc("bill", "7002")
        with self.terminal("number", "6676", "1", "1", "1") as (process, leader):
            self.assert_told(process)
            self.run_svc("void", "7001")
            os.write(leader, NUMBER + CTRL_D)
            self.assertEqual(process.communicate(timeout=60)[1], b"")
            self.assertEqual(process.returncode, 0)

    def test_quiet_says_nothing_of_what_is_waited_for(self):
        with self.terminal("-q", "assign", "7001") as (process, leader):
            os.write(leader, NUMBER + CTRL_D)
            self.assertEqual(process.communicate(timeout=60), (b"", b""))
            self.assertEqual(process.returncode, 0)

    def test_a_pipe_is_not_told(self):
        done = subprocess.run([support.tool("oa-svc"), "assign", "7001"], cwd=self.workspace.directory, input=NUMBER,
                              env=self.workspace.environment(), capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_nobody_types_numbers_for_nothing(self):
        for words in (("--company", "9", "assign", "7001"), ("--db", "nowhere.db", "number", "6676", "1", "1", "1")):
            with self.terminal(*words) as (process, _):
                self.assertNotIn(HINT, process.communicate(timeout=60)[1])
                self.assertEqual(process.returncode, 66)

    def test_a_message_may_come_from_a_pipe(self):
        # Its writer takes its time: another job goes on meanwhile.
        os.mkfifo(self.workspace.directory / "pipe")
        process = self.workspace.start([support.tool("oa-svc"), "assign", "--from", "pipe"])
        with open(self.workspace.directory / "pipe", "wb") as pipe:
            self.run_svc("bill", "7002")
            pipe.write(b'<Message type="CWPICKIN"><PickIn><PickInHeader company="7" control_number="7001">'
                       b'<PickInDetail line_nbr="1" svc_card_nbr="4788000000000001"/></PickInHeader></PickIn></Message>')
        out, messages = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, messages)
        self.assertIn(b"assigned 1 card number", out)


if __name__ == "__main__":
    unittest.main()
