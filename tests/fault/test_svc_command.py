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

    def test_messages_that_the_log_file_lost_are_no_success(self):
        with self.terminal("--json", "--log-file", "/dev/full", "assign", "7001") as (process, leader):
            os.write(leader, NUMBER + CTRL_D)
            out, messages = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 74)
        problem = "the log file /dev/full cannot be written: No space left on device; messages go to standard error only"
        self.assertEqual(messages, HINT + f"oa-svc: error: {problem}\n".encode())
        result = json.loads(out)
        self.assertEqual((result["assigned"], result["exit_code"], result["error"]), (1, 74, problem))

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


class Reports(SvcCommand):
    def test_who_only_reads_waits_for_no_job(self):
        with self.locked():
            for words in (["report", "unactivated"], ["report", "errors"], ["report", "triggers"],
                          ["--user", "MARIA", "show", "6676"]):
                with self.subTest(words=words):
                    self.run_svc(*words, exit_code=66 if "show" in words else 0)
            self.run_svc("bill", "7001", exit_code=75)
        self.assertEqual(self.workspace.rows("SELECT * FROM job_run"), [])

    def test_a_report_that_nobody_reads_to_the_end_leaves_nothing_behind(self):
        orders = range(10_001, 12_001)
        values = ", ".join(f"(7, {order}, 1001, '2018-09-19')" for order in orders)
        keys = ", ".join(f"(7, {order}, 1)" for order in orders)
        lines = ", ".join(f"(7, {order}, 1, 1, 'GIFTP', 5, 0, 0)" for order in orders)
        cards = ", ".join(f"(7, {order}, 1, 1, {card}, 'P', '2018-09-19', 100)" for order in orders
                          for card in range(1, 6))
        self.workspace.sql(f"INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES {values};"
                           f"INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES {keys};"
                           "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, "
                           f"quantity_ordered, regular_price, price) VALUES {lines};"
                           "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, "
                           f"svc_sequence_number, card_type, issue_date, issue_amount) VALUES {cards};")
        # More than a pipe takes, so that the report is still printing when its reader goes.
        done = self.workspace.run("oa-svc report unactivated | head -1")
        self.assertEqual(done.stdout.count(b"\n"), 1)
        self.assertEqual(self.workspace.rows("SELECT * FROM job_run"), [])


class Users(SvcCommand):
    def setUp(self):
        super().setUp()
        self.run_svc("bill", "7001")
        self.workspace.sql("INSERT INTO user_authority VALUES (7, 'MARIA', 'A88', 'A'), (7, 'ÄÖÜÄÖÜÄÖÜÄ', 'A88', 'A');")

    def test_every_subcommand_takes_ten_positions(self):
        commands = [["show", "6676"], ["bill", "7002"], ["assign", "7002"], ["number", "6676", "1", "1", "1"], ["void", "7002"],
                    ["reprint", "7002", "--as", "7009"], ["assign-virtual"], ["report", "errors"], ["purge-numbers"], ["notices"]]
        for words in commands:
            with self.subTest(words=words):
                self.assertIn("the user ELEVENCHARS has more than 10 characters",
                              self.run_svc(*words, "--user", "ELEVENCHARS", exit_code=64)[1])
                self.run_svc(*words, exit_code=64, OA_USER="ELEVENCHARS")

    def test_positions_are_characters(self):
        self.run_svc("--user", "ÄÖÜÄÖÜÄÖÜÄ", "show", "6676")
        self.assertEqual(self.workspace.rows("SELECT DISTINCT user_id FROM credit_card_audit"), [{"user_id": "ÄÖÜÄÖÜÄÖÜÄ"}])
        self.run_svc("--user", "ÄÖÜÄÖÜÄÖÜÄÖ", "show", "6676", exit_code=64)

    def test_blanks_are_no_user(self):
        for user in ("", " ", " \t "):
            self.assertIn("needs a user", self.run_svc("--user", user, "show", "6676", exit_code=77)[1])
            self.assertIn("needs a user", self.run_svc("show", "6676", exit_code=77, OA_USER=user)[1])
        self.assertEqual(self.workspace.rows("SELECT * FROM credit_card_audit"), [])
        self.run_svc("--user", " MARIA ", "show", "6676")
        self.assertEqual(self.workspace.rows("SELECT DISTINCT user_id FROM credit_card_audit"), [{"user_id": "MARIA"}])

    def test_oa_mergepurge_checks_it_too(self):
        done = self.workspace.run([support.tool("oa-mergepurge"), "--user", "ELEVENCHARS", "merge"])
        self.assertEqual(done.returncode, 64, done.stderr)


if __name__ == "__main__":
    unittest.main()
