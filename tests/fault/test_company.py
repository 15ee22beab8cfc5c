#!/usr/bin/env python3
"""What an operator asks about a company: its settings, what its jobs lack, what a failed run said."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import termios
import time
import unittest

import cases
import support


class Company(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(cases.FIXTURES)
        self.addCleanup(self.workspace.__exit__)

    def store(self, *arguments, exit_code=0, **environment):
        done = self.workspace.run([support.tool("oa-store"), *arguments], **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return done

    def test_a_folder_without_its_slash_gets_it(self):
        self.store("set", "M63", "imports/fileset")
        self.assertEqual(self.store("get", "M63").stdout, b"imports/fileset/\n")

    def test_a_folder_that_is_none_is_refused(self):
        for value in ("/etc/", "a/../b/", "a b/", "a//b/", "\u0440/"):
            self.store("set", "M63", value, exit_code=65)
        self.store("set", "L50", "../ws", exit_code=65)

    def test_check_tells_all_that_a_company_lacks_at_once(self):
        self.store("check")
        self.workspace.sql("DELETE FROM system_control_value WHERE code IN ('K69', 'M62', 'L39');"
                           "DELETE FROM web_service_authentication;")
        result = json.loads(self.store("check", "--json", exit_code=78).stdout)
        told = "\n".join(result["company_problems"])
        for name in ("K69 Default Location", "M62 ORCE File Service URL", "L39 Item for Non-Merchandise", "'ORCE File Service'"):
            self.assertEqual(told.count(name), 1, told)
        self.assertEqual(result["problems"], [])

    def test_check_of_a_company_that_is_not_there(self):
        done = self.store("check", exit_code=66, OA_COMPANY="8")
        self.assertIn(b"has no company 8", done.stderr)

    def test_a_job_names_all_that_is_missing_at_its_start(self):
        self.workspace.sql("DELETE FROM system_control_value WHERE code IN ('K69', 'M62', 'M63');")
        for command in ("oa-salesfeed", "oa-custupload"):
            done = self.workspace.run(command)
            self.assertEqual(done.returncode, 78)
            for code in (b"K69 ", b"M62 ", b"M63 "):
                self.assertIn(code, done.stderr)

    def test_the_sales_feed_is_told_before_the_night(self):
        """SKUs without a reference number once with their counts, and invoices that cannot be sent."""
        self.assertEqual(self.store("check").returncode, 0)
        self.workspace.sql("INSERT INTO system_control_value (company, code, value) VALUES (7, 'L38', 'XREF');"
                           "UPDATE sku SET retail_reference_number = '' WHERE item = 'MUG';"
                           "UPDATE invoice_header SET invoice_date = '2999-01-01' WHERE invoice_number = 203;")
        checked = self.store("check", exit_code=1).stdout.decode()
        self.assertEqual(checked.count("item MUG: it has no retail reference number"), 1)
        self.assertIn("oa-store load --replace sku.csv", checked)
        self.assertIn("1 waiting invoice cannot be sent; oa-salesfeed --dry-run names it", checked)
        run = self.workspace.run("oa-salesfeed --dry-run")
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr.decode().count("item MUG: it has no retail reference number"), 1)
        self.assertIn("invoice 203: left behind: its invoice date 2999-01-01 is in the future", run.stderr.decode())

    def test_a_setting_that_names_no_row_is_refused(self):
        for code, value in (("A55", "XXX"), ("L39", "NOSUCH")):
            with self.subTest(code):
                self.assertIn(b"load it first", self.store("set", code, value, exit_code=65).stderr)
        self.store("set", "A55", "CAD")
        self.store("set", "L39", "")
        self.store("set", "L39", "MUG")
        # A store that is being set up has no rows yet; the check tells.
        self.workspace.sql("DELETE FROM currency;")
        self.store("set", "A55", "XXX")
        self.assertIn(b"the Currency table (WCUR) has no currency 'XXX'", self.store("check", exit_code=1).stdout)

    def test_a_failed_run_keeps_its_error(self):
        self.workspace.sql("DELETE FROM system_control_value WHERE code = 'K69';")
        self.assertEqual(self.workspace.run("oa-salesfeed").returncode, 78)
        self.assertIn(b"error: K69 Default Location", self.store("runs", "1").stdout)

    def test_a_run_that_is_not_there(self):
        self.assertIn(b"company 7 has no run 99", self.store("runs", "99", exit_code=66).stderr)

    def test_a_progress_bar_is_cut_to_the_terminal(self):
        # Every customer waits for the bar to be drawn: ten times a second at most.
        self.workspace.sql("INSERT INTO customer_sold_to (company, customer_number, last_name, country) VALUES (7, 9001, 'A', 'US'), "
                           "(7, 9002, 'B', 'US');")
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 30, 0, 0))
        process = subprocess.Popen([support.tool("oa-custupload"), "--no-transfer"], stderr=follower, stdout=subprocess.DEVNULL,
                                   cwd=self.workspace.directory, env=self.workspace.environment(OA_TEST_STOP_AT="customer"))
        os.close(follower)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        time.sleep(0.2)
        process.send_signal(signal.SIGCONT)
        process.wait()
        drawn = b""
        try:
            while chunk := os.read(leader, 4096):
                drawn += chunk
        except OSError:
            pass
        os.close(leader)
        lines = [line.removeprefix(b"\x1b[K") for line in drawn.split(b"\r")]
        self.assertTrue(any(line.startswith(b"[") for line in lines), drawn)
        self.assertLessEqual(max(map(len, lines)), 29, lines)


if __name__ == "__main__":
    cases.main()
