#!/usr/bin/env python3
"""What a process is given at its start: closed descriptors, ignored signals, limits, and a store that it may hardly open."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import unittest

import cases
import support

# Root without the capability to pass by a file's mode.
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
FEED = "oa-salesfeed --no-transfer"
READERS = ["oa-store get", "oa-store runs", "oa-store outbox", "oa-mergepurge list", "oa-svc report triggers",
           "oa-salesfeed --no-transfer --dry-run"]


class ProcessTest(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(cases.FIXTURES)
        self.addCleanup(self.workspace.__exit__)

    def run_bound(self, command):
        return self.workspace.run([*BOUND, "bash", "-c", command])

    def assert_exit(self, done, code):
        self.assertEqual(done.returncode, code, (done.args, done.stderr.decode()))


class Descriptors(ProcessTest):
    def test_closed_ones_hold_no_file_of_the_suite(self):
        for closed in ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"]:
            for command in [FEED, "oa-mergepurge list", "oa-store get", "oa-custupload --no-transfer --restart"]:
                with self.subTest(command=command, closed=closed):
                    self.assertIn(self.workspace.run(f"{command} {closed}").returncode, (0, 74))
        self.assertEqual(self.workspace.sql("PRAGMA integrity_check"), "ok\n")

    def test_a_result_for_a_closed_stdout_is_lost_and_told(self):
        done = self.workspace.run(f"{FEED} >&-")
        self.assert_exit(done, 74)
        self.assertIn(b"could not be written to stdout", done.stderr)
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM invoice_header WHERE extracted_to_store = 'Y'"), "3\n")

    def test_a_long_list_for_a_full_disk_is_no_defect_of_the_suite(self):
        self.workspace.sql("INSERT INTO job_run (company, run_number, job, program, started_at, host, process_id, state, summary) "
                           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT 7, i, 'RLTSLSF', "
                           "'PFR0102', '2010-11-23T09:21:41', 'h', 1, 'done', printf('%0100d', i) FROM n")
        for options in ["", "--json"]:
            self.assert_exit(self.workspace.run(f"oa-store runs --limit 500 {options} > /dev/full"), 74)

    def test_who_closes_the_pipe_has_read_enough(self):
        done = self.workspace.run("set -o pipefail; oa-store get | head -1".join(["bash -c '", "'"]))
        self.assertEqual(done.stderr, b"")


class Signals(ProcessTest):
    def test_an_ignored_interrupt_stays_ignored(self):
        # As under nohup, or in the background of a script: the run goes on to its end.
        process = self.workspace.start(
            ["bash", "-c", "trap '' INT; exec oa-custupload --no-transfer"], OA_TEST_STOP_AT="customer")
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGCONT)
        process.communicate()
        self.assertEqual(process.returncode, 0)

    def test_a_file_size_limit_is_a_full_disk(self):
        for kilobytes in (0, 1, 4):
            with self.subTest(kilobytes=kilobytes):
                done = self.workspace.run(f"ulimit -f {kilobytes}; exec {FEED}")
                self.assert_exit(done, 74)
        self.assert_exit(self.workspace.run(FEED), 0)


class Store(ProcessTest):
    def test_a_store_that_may_not_be_read(self):
        self.workspace.store.chmod(0)
        for command in [FEED, *READERS]:
            with self.subTest(command=command):
                done = self.run_bound(command)
                self.assert_exit(done, 77)
                self.assertIn(b"ermission denied", done.stderr)

    def test_a_database_of_another_program(self):
        other = self.workspace.directory / "other.db"
        schemas = ["CREATE TABLE t (x)", "CREATE TABLE company (x)", "PRAGMA user_version = 6; CREATE TABLE company (x)",
                   "PRAGMA application_id = 1; CREATE TABLE company (x)"]
        for schema in schemas:
            other.unlink(missing_ok=True)
            connection = sqlite3.connect(other)
            connection.executescript(schema)
            connection.close()
            for command in [FEED, *READERS, "oa-store check", "oa-store migrate", "oa-store migrate --dry-run"]:
                with self.subTest(schema=schema, command=command):
                    done = self.workspace.run(command, OA_DB=other)
                    self.assert_exit(done, 65)
                    self.assertIn(b"is a database of another program", done.stderr)

    def test_a_directory_is_no_store(self):
        self.assert_exit(self.workspace.run(FEED, OA_DB=self.workspace.directory), 66)

    def test_a_new_store_is_marked(self):
        self.assertEqual(self.workspace.sql("PRAGMA application_id"), f"{int.from_bytes(b'OABS', 'big')}\n")

    def test_reading_needs_no_directory_that_may_be_written(self):
        self.workspace.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        here = self.workspace.directory
        here.chmod(0o500)
        self.addCleanup(here.chmod, 0o700)
        for command in READERS:
            with self.subTest(command=command):
                self.assert_exit(self.run_bound(command), 0)
        self.assertEqual(sorted(path.name for path in here.iterdir()), ["outbox", "store.db"])

    def test_no_room_for_the_files_of_the_log(self):
        full = self.workspace.directory / "full"
        full.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(full)], check=True)
        self.addCleanup(subprocess.run, ["umount", str(full)], check=True)
        store = full / "store.db"
        store.write_bytes(self.workspace.store.read_bytes())
        with contextlib.suppress(OSError), open(full / "filler", "wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        self.assert_exit(self.workspace.run(FEED, OA_DB=store), 74)
        self.assert_exit(self.workspace.run("oa-store get", OA_DB=store), 74)


if __name__ == "__main__":
    cases.main()
