#!/usr/bin/env python3
"""Card numbers at rest: oa-store rekey and oa-svc purge-numbers that are killed, stopped and run again, and no number in any
file they leave behind (Stored Value Card Purchase and Activation, Stored Value Card Table)."""

import contextlib
import io
import json
import os
import random
import re
import signal
import sqlite3
import unittest

import cases
import leaks
import support

COUNT = 25_000
TABLES = ("pick_stored_value_card", "stored_value_card", "virtual_card_number", "order_payment_method")
NUMBERS = [f"60064912869{n:05}" for n in (1, 2, 12_000, COUNT)]
AT = ["--at", "2010-11-23T09:21:41"]


class CardNumbers(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace([support.ROOT / "testdata" / "company7.sql"])
        self.addCleanup(self.workspace.__exit__)
        numbers = f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {COUNT}) "
        self.workspace.sql(
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, "
            f"card_number, card_type, issue_date, issue_amount, activation_date) {numbers}"
            "SELECT 7, 5001, 1, 1, n, printf('60064912869%05d', n), 'P', '2010-01-01', 100, '2010-01-02' FROM n;"
            f"INSERT INTO virtual_card_number (company, sequence_number, card_number) {numbers}"
            "SELECT 7, n, printf('60064912870%05d', n) FROM n;"
            "INSERT INTO system_control_value (company, code, value) VALUES (7, 'K65', '30');")
        self.keys = [self.key(name, digit) for name, digit in (("one.key", "1"), ("two.key", "2"))]

    def key(self, name, digit):
        path = self.workspace.directory / name
        path.write_text(digit * 64 + "\n")
        path.chmod(0o600)
        return path

    def rekey(self, key, *options, **environment):
        return self.workspace.run([support.tool("oa-store"), "rekey", "--new-key-file", str(key), "--json", "--log-file",
                                   "run.log", "-vv", *AT, *options], **environment)

    def purge(self, *options, **environment):
        return self.workspace.run([support.tool("oa-svc"), "purge-numbers", "--json", "--log-file", "run.log", "-vv", *AT,
                                   *options], **environment)

    def stored(self):
        with sqlite3.connect(self.workspace.store) as store:
            return [store.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4").fetchall() for table in TABLES]

    def settings(self):
        return self.workspace.sql("SELECT value FROM property WHERE name = 'SVC_CARD_KEY_FILE'").strip()

    def assert_no_numbers(self, *done):
        captured = {f"{name}_{n}": getattr(run, name) for n, run in enumerate(done) for name in ("stdout", "stderr")}
        leaks.assert_no_leaks(self, self.workspace.directory, NUMBERS, **captured)

    def test_first_key_leaves_no_number_in_any_file(self):
        self.assertTrue(leaks.find_leaks(self.workspace.directory, NUMBERS))
        done = self.rekey(self.keys[0])
        self.assertEqual(json.loads(done.stdout)["encrypted"], 2 * COUNT, done.stderr.decode())
        self.assert_no_numbers(done)
        (self.workspace.directory / "dump.sql").write_text(self.workspace.sql(".dump"))
        self.assert_no_numbers(done)

    def test_first_key_after_a_load_in_another_order(self):
        """Pages of an index that were parted keep copies of what moved."""
        file = self.workspace.directory / "virtual_card_number.csv"
        numbers = random.Random(1).sample(range(1, COUNT + 1), COUNT)
        file.write_text("company,sequence_number,card_number\n" +
                        "".join(f"7,{sequence},60064912870{number:05}\n" for sequence, number in enumerate(numbers)))
        self.workspace.sql("DELETE FROM virtual_card_number; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
        self.workspace.check([support.tool("oa-store"), "load", str(file)])
        file.unlink()
        done = self.rekey(self.keys[0])
        self.assertEqual(json.loads(done.stdout)["encrypted"], 2 * COUNT, done.stderr.decode())
        self.assertEqual(leaks.find_leaks(self.workspace.directory), [])

    def test_rekey_killed_anywhere_changes_nothing(self):
        self.rekey(self.keys[0])
        before = self.stored()
        for step in ("card-rekey", "card-rekey:3", "card-rekey:6", "card-rekey-commit"):
            with self.subTest(step):
                self.assertEqual(self.rekey(self.keys[1], OA_TEST_KILL_AT=step).returncode, -signal.SIGKILL)
                self.assertEqual(self.stored(), before)
                self.assertEqual(self.settings(), str(self.keys[0]))
        done = self.rekey(self.keys[1])
        self.assertEqual(json.loads(done.stdout)["changed"], 2 * COUNT, done.stderr.decode())
        self.assertEqual(self.settings(), str(self.keys[1]))
        self.keys[0].unlink()
        done = self.rekey(self.key("three.key", "3"), "--dry-run")
        self.assertEqual(json.loads(done.stdout)["changed"], 2 * COUNT, done.stderr.decode())

    def test_rekey_stopped(self):
        before = self.stored()
        done = self.rekey(self.keys[0], OA_TEST_TERM_AT="card-rekey:2")
        self.assertEqual(done.returncode, 75, done.stderr.decode())
        self.assertIn("no number was changed", json.loads(done.stdout)["error"])
        self.assertEqual((self.stored(), self.settings()), (before, ""))

    def test_others_read_the_old_numbers_meanwhile(self):
        self.rekey(self.keys[0])
        self.workspace.sql(
            "INSERT INTO user_authority VALUES (7, 'BOTH', 'A88', 'A'), (7, 'BOTH', 'B14', 'A');"
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, "
            f"card_number, card_type, issue_date, issue_amount) VALUES (7, 5002, 1, 1, 1, '{NUMBERS[0]}', 'P', '2010-01-01', 1);")
        other = self.workspace.start([support.tool("oa-store"), "rekey", "--new-key-file", str(self.keys[1]), *AT],
                                     OA_TEST_STOP_AT="card-rekey-commit")
        try:
            os.waitid(os.P_PID, other.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            done = self.workspace.run([support.tool("oa-svc"), "report", "unactivated", "--dry-run"])
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.assertEqual(self.settings(), str(self.keys[0]))
            self.assert_no_numbers_in(done.stdout)
            self.assertEqual(self.purge().returncode, 75)
        finally:
            other.send_signal(signal.SIGCONT)
            out, error = other.communicate(timeout=60)
        self.assertEqual(other.returncode, 0, error.decode())
        self.assertEqual(self.settings(), str(self.keys[1]))
        self.workspace.allowed += ["stdout"]
        shown = self.workspace.check([support.tool("oa-svc"), "show", "5002", "--user", "BOTH", *AT])
        self.assertIn(NUMBERS[0], shown)
        self.assert_no_numbers_in(out)

    def assert_no_numbers_in(self, output):
        self.assertEqual(leaks.holds(output, NUMBERS), [])

    def test_purge_killed_and_stopped(self):
        for key in (None, self.keys[0]):
            with self.subTest(key):
                if key:
                    self.workspace.sql("UPDATE stored_value_card SET card_number = printf('60064912869%05d', svc_sequence_number)")
                    self.rekey(key)
                self.assertEqual(self.purge(OA_TEST_KILL_AT="svc-purge").returncode, -signal.SIGKILL)
                self.assertEqual(self.masked(), 10_000)
                done = self.purge(OA_TEST_TERM_AT="svc-purge")
                self.assertEqual((done.returncode, self.masked()), (75, 20_000), done.stderr.decode())
                done = self.purge()
                self.assertEqual((done.returncode, json.loads(done.stdout)["cards"]), (0, 5_000), done.stderr.decode())
                self.assertEqual(self.masked(), COUNT)
                self.assertEqual(json.loads(self.purge().stdout)["cards"], 0)
                self.assert_no_numbers(done)
                wrong = "card_fingerprint = '' OR card_number <> printf('************%04d', svc_sequence_number % 10000)"
                self.assertEqual(self.workspace.sql(f"SELECT COUNT(*) FROM stored_value_card WHERE {wrong}"), "0\n")

    def masked(self):
        return int(self.workspace.sql("SELECT COUNT(*) FROM stored_value_card WHERE card_number LIKE '*%'"))


class Leaks(unittest.TestCase):
    """The search itself finds what is there."""

    def setUp(self):
        self.workspace = support.Workspace([])
        self.addCleanup(self.workspace.__exit__)

    def test_finds_numbers_in_every_shape(self):
        number = NUMBERS[0]
        for content in (number, f"x{number}y", "6006 4912 8690 0001", "6006-4912-8690-0001", number.encode("utf-16-le")):
            path = self.workspace.directory / "file"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            self.assertEqual(leaks.find_leaks(self.workspace.directory, [number]),
                             ["file: the content holds the card number that ends with 0001"])
            self.assertEqual(leaks.find_leaks(self.workspace.directory, [number], allowed=[path]), [])
            path.unlink()
        for content in ("************0001", "600649******0001", number[:-1], number[1:]):
            self.assertEqual(leaks.holds(content.encode(), [number]), [])
            self.assertEqual(leaks.holds(content.encode()), [])

    def test_every_workspace_is_searched_when_it_ends(self):
        number = NUMBERS[0]
        for leave in ("echo {} > file", "echo {} > outbox/file", "echo 6006-4912-8690-0001", "echo {} >&2", "touch card-{}.xml",
                      "echo {} > file && python3 -m zipfile -c file.zip file && rm file",
                      """sqlite3 "$OA_DB" "INSERT INTO company VALUES (9, 'CARD {}')" """):
            with self.subTest(leave), self.assertRaisesRegex(AssertionError, "holds the card number that ends with 0001"):
                with support.Workspace([], allowed=["numbers"]) as workspace:
                    workspace.check(leave.format(number))
        with support.Workspace([], allowed=["numbers", "file", "stdout"]) as workspace:
            workspace.check(f"echo {number}; echo {number} > file; mkdir numbers; echo {number} > numbers/one")
            workspace.sql("INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '%s');" % number)
        said = io.StringIO()
        with contextlib.redirect_stderr(said), self.assertRaisesRegex(RuntimeError, "another failure"):
            with support.Workspace([]) as workspace:
                workspace.check(f"echo {number} > file")
                raise RuntimeError("another failure")
        self.assertIn("file: the content holds", said.getvalue())

    def test_every_number_of_the_tests_is_known_to_the_search(self):
        """A card that a golden case or a fault test makes up, but the search does not know, would leak unseen."""
        for path in sorted((support.ROOT / "tests").rglob("*")):
            if path.suffix in (".sql", ".py", ".case") or path.name == "command":
                for number in re.findall(r"(?<![0-9])(?:6006|4788)[0-9]{12,16}(?![0-9])", path.read_text()):
                    self.assertTrue(leaks.holds(number.encode()), f"{path.name}: {number}")

    def test_finds_numbers_in_names_and_does_not_repeat_them(self):
        path = self.workspace.directory / f"card-{NUMBERS[0]}.xml"
        path.write_text("")
        found = leaks.find_leaks(self.workspace.directory, NUMBERS)
        path.unlink()
        self.assertEqual(len(found), 1)
        self.assertIn("the name holds", found[0])
        self.assertNotIn(NUMBERS[0], found[0])


if __name__ == "__main__":
    cases.main()
