#!/usr/bin/env python3
"""oa-mergepurge that is killed, stopped, run twice at once, and kept from writing its web file, and then run again
(Merge/Purge Sold-to Names): the store is in the end as after one run, and no customer is ever merged by half."""

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path

import cases
import merge_cases
import support
from merge_cases import COMPANY, Contents
from merge_cases import random_store

CUSTOMERS = 3000
BATCH = 5
MERGE = ["merge", "--quiet", "--json", "--batch-size", str(BATCH)]
LATER = ["--at", f"{merge_cases.TODAY}T12:34:56"]
SEED = merge_cases.first_seed(20180902)
# Nobody has written the first line of a file of this name yet: an earlier run was killed.
EARLIER = "EARLIER"


class Groups:
    """The targets of a store with their sources, and how each looks before and after the merge."""

    def __init__(self, before, after):
        self.target_of = merge_cases.merges_of(Contents(before))
        self.members = set(self.target_of) | set(self.target_of.values())
        self.before, self.after = self.seen(before), self.seen(after)

    def seen(self, store):
        """{target: what all tables have of it and its sources}."""
        rows = defaultdict(list)
        with closing(merge_cases.connect(store)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for table, in tables:
                # A Ghost's target can be merged too, in another transaction.
                columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")
                           if column[1] != "ghost_target_customer_number"]
                if "customer_number" not in columns:
                    continue
                for number, *row in connection.execute(
                        f"SELECT customer_number, {', '.join(columns)} FROM {table} WHERE company = ?", [COMPANY]):
                    if number in self.members:
                        rows[self.target_of.get(number, number)].append(f"{table} {row}")
        return {target: hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest() for target, seen in rows.items()}


class MergeKill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print(f"seed {SEED}: set OA_TEST_SEED for another")
        cls.stores = merge_cases.Stores()
        cls.addClassCleanup(cls.stores.close)
        cls.filled = cls.stores.copy("filled.db")
        with closing(merge_cases.connect(cls.filled)) as connection:
            random_store.fill(connection, COMPANY, SEED, CUSTOMERS, h86=True)
            connection.execute("INSERT INTO user_authority VALUES (?, 'MARIA', 'J06', 'A')", [COMPANY])
            connection.commit()
        cls.web = cls.stores.directory / "web"
        cls.undisturbed = cls.stores.copy("undisturbed.db", cls.filled)
        cls.use_directory(cls.undisturbed)
        begin = time.monotonic()
        done = cls.stores.run(cls.undisturbed, *MERGE)
        cls.seconds = time.monotonic() - begin
        if done.returncode != 1:
            raise RuntimeError(f"the undisturbed run: {done.returncode} {done.stderr.decode()[-1000:]}")
        cls.expected = merge_cases.compared(cls.undisturbed)
        cls.expected_web = cls.web_files()
        cls.groups = Groups(cls.filled, cls.undisturbed)
        cls.sources = len(cls.groups.target_of)

    @classmethod
    def use_directory(cls, store):
        """Answers the store, which has an empty directory for the web file now."""
        shutil.rmtree(cls.web, ignore_errors=True)
        cls.web.mkdir()
        cls.set_directory(store, cls.web)
        return store

    @classmethod
    def set_directory(cls, store, directory):
        merge_cases.execute(store, "INSERT INTO property (company, name, value) VALUES (?, ?, ?) "
                            "ON CONFLICT (company, name) DO UPDATE SET value = excluded.value",
                            [COMPANY, "ECOMMERCE_DIRECTORY_PATH", str(directory)])

    def setUp(self):
        self.store = self.use_directory(self.stores.copy("store.db", self.filled))

    @classmethod
    def web_files(cls):
        """{name: the merges in it} of the directory, whatever the name."""
        return {path.name: re.findall(r'<CustomerMerge SourceCustSoldTo="(\d+)" TargetCustSoldTo="(\d+)"/>',
                                      path.read_text()) for path in cls.web.iterdir()}

    def run_tool(self, *arguments, exit_code, **environment):
        done = self.stores.run(self.store, *arguments, **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode()[-1000:])
        return done

    def to_the_end(self):
        return merge_cases.read_json(self.run_tool("merge", "--quiet", "--json", *LATER, exit_code=1))

    def assert_as_undisturbed(self):
        found = merge_cases.compared(self.store)
        self.assertEqual(found.keys(), self.expected.keys())
        for table, rows in self.expected.items():
            self.assertEqual(found[table], rows, table)
        self.assert_one_web_file()

    def assert_one_web_file(self):
        """Each merge once, in one file; the run may have been at another second."""
        found = self.web_files()
        names = [name for name in found if re.fullmatch(r"CustomerMergeWeb_007_\d{12}\.xml", name)]
        self.assertEqual(sorted(found), sorted([*names, EARLIER]))
        self.assertEqual(len(names), 1)
        name, = [name for name in self.expected_web if name != EARLIER]
        self.assertEqual([found[EARLIER], found[names[0]]], [self.expected_web[EARLIER], self.expected_web[name]])
        told = [tuple(map(int, merge)) for merge in found[names[0]]]
        self.assertEqual(Counter(told), Counter(self.groups.target_of.items()))
        self.assertEqual(self.ec_rows(), [])

    def rows(self, table):
        with closing(merge_cases.connect(self.store)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} WHERE company = ?", [COMPANY])]

    def ec_rows(self):
        return self.rows("ec_cust_sold_to_merge")

    def assert_none_by_half(self, exported=False):
        """Answers how many targets are merged."""
        self.assertEqual(merge_cases.broken_references(self.store), [])
        seen = self.groups.seen(self.store)
        done = {target for target, now in seen.items() if now == self.groups.after[target]}
        by_half = [target for target, now in seen.items() if target not in done and now != self.groups.before[target]]
        self.assertEqual(by_half, [])
        self.assertEqual(set(seen), set(self.groups.before))
        merged = {source for source, target in self.groups.target_of.items() if target in done}
        rows = [row for row in self.ec_rows() if row["file_name"] != EARLIER]
        if not exported:
            self.assertEqual({row["source_cust_sold_to"]: row["target_cust_sold_to"] for row in rows},
                             {source: self.groups.target_of[source] for source in merged})
        return len(done)

    def test_killed_at_random_again_and_again(self):
        generator = random.Random(SEED)
        counts = [0]
        kills = 0
        while kills < 200:
            process = self.stores.start(self.store, *MERGE)
            # A run must come beyond its first transaction, sooner or later.
            try:
                process.communicate(timeout=generator.uniform(0.01, self.seconds / 10))
                self.assertEqual(process.returncode, 1)
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            kills += 1
            counts.append(self.assert_none_by_half(exported=self.is_in_export()))
        self.assertEqual(counts, sorted(counts))
        print(f"{kills} kills, at {sorted(set(counts))} of {len(self.groups.before)} targets")
        self.assertGreaterEqual(len(set(counts)), 4, "the kills did not come in the middle")
        self.to_the_end()
        self.assert_as_undisturbed()

    def is_in_export(self):
        return any(row["file_name"] not in ("", EARLIER) for row in self.ec_rows()) or self.web_files() != {}

    def test_two_at_once(self):
        process = self.stores.start(self.store, *MERGE, OA_TEST_STOP_AT="merge-batch:2")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        before = merge_cases.compared(self.store)
        for arguments in (MERGE, ["export-web"], ["clear-list"]):
            done = self.run_tool(*arguments, exit_code=75)
            self.assertIn(b"another job of company 7 is running", done.stderr)
        self.assertEqual(merge_cases.compared(self.store), before)
        self.assertEqual(self.assert_none_by_half(), 2 * BATCH)
        process.send_signal(signal.SIGCONT)
        answer, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, said.decode()[-1000:])
        self.assertEqual(json.loads(answer)["sources"], self.sources)
        self.assert_as_undisturbed()

    def test_stopped_by_a_signal(self):
        done = self.run_tool(*MERGE, exit_code=75, OA_TEST_TERM_AT="merge-batch:2")
        self.assertEqual(self.assert_none_by_half(), 2 * BATCH)
        self.assertEqual(merge_cases.read_json(done)["targets"], 2 * BATCH)
        self.assertEqual(self.web_files(), {})
        rest = self.to_the_end()
        self.assertEqual(rest["targets"], len(self.groups.before) - 2 * BATCH)
        self.assert_as_undisturbed()

    # The web file cannot be written.

    def job_log(self, *arguments):
        done = self.stores.workspace.run([support.tool("oa-store"), "runs", *arguments], OA_DB=self.store)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return "\n".join(line for line in done.stdout.decode().splitlines() if "is not merged into" not in line)

    def run_messages(self):
        """What the job log says of the last run."""
        number = max(run["run_number"] for run in self.rows("job_run"))
        return self.job_log(str(number))

    def assert_rows_wait(self):
        self.assertEqual(self.assert_none_by_half(), len(self.groups.before))
        self.assertEqual(len(self.ec_rows()), self.sources + 1)

    def export(self):
        result = merge_cases.read_json(self.run_tool("export-web", "--quiet", "--json", *LATER, exit_code=0))
        self.assertEqual(result["rows"], self.sources + 1)
        self.assert_as_undisturbed()

    def assert_without_directory(self, said):
        done = self.run_tool(*MERGE, exit_code=1)
        self.assertEqual(merge_cases.read_json(done)["sources"], self.sources)
        self.assert_rows_wait()
        self.assertIn(f"ECOMMERCE_DIRECTORY_PATH {said}", self.run_messages())
        self.run_tool("export-web", exit_code=1)
        self.assertIn(f"ECOMMERCE_DIRECTORY_PATH {said}", self.run_messages())
        self.assert_rows_wait()
        self.set_directory(self.store, self.web)
        self.export()

    def test_blank_directory(self):
        self.set_directory(self.store, "")
        self.assert_without_directory("is blank")

    def test_missing_directory(self):
        missing = self.stores.directory / "missing"
        self.set_directory(self.store, missing)
        self.assert_without_directory(f"({missing}) is not a directory")

    def test_a_file_for_the_directory(self):
        file = self.stores.directory / "file"
        file.write_text("")
        self.set_directory(self.store, file)
        self.assert_without_directory(f"({file}) is not a directory")

    def assert_not_written(self, code, said, free):
        """`free` makes the directory fit to write again."""
        # The merge itself is done.
        self.run_tool(*MERGE, exit_code=1)
        self.assert_rows_wait()
        self.assertIn(said, self.run_messages())
        self.run_tool("export-web", exit_code=code)
        self.assert_rows_wait()
        free()
        self.assertEqual(self.web_files(), {})
        self.export()

    def temporary_file(self):
        """Of the file that comes first: the other cannot be begun before it is written."""
        return self.web / f".{min([EARLIER, 'CustomerMergeWeb_007_150505120000.xml'])}.tmp"

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_directory_without_permission(self):
        self.web.chmod(0o500)
        self.addCleanup(self.web.chmod, 0o700)
        self.assert_not_written(73, "Permission denied", lambda: self.web.chmod(0o700))

    def test_something_else_in_the_way(self):
        self.temporary_file().mkdir()
        self.assert_not_written(73, "Is a directory", self.temporary_file().rmdir)

    @unittest.skipUnless(Path("/dev/full").exists(), "/dev/full stands for a full disk")
    def test_disk_full(self):
        self.temporary_file().symlink_to("/dev/full")
        self.run_tool(*MERGE, exit_code=1)
        self.assertIn("No space left on device", self.run_messages())
        self.assert_rows_wait()
        # What was begun is gone.
        self.assertEqual(list(self.web.iterdir()), [])
        self.export()

    # The list.

    def list_rows(self):
        return self.rows("customer_merge_purge")

    GENERATE = ["generate", "--user", "MARIA", "--ghost"]

    def whole_list(self):
        """What an undisturbed run lists, of a list that is empty."""
        self.run_tool("clear-list", exit_code=0)
        other = self.stores.copy("other.db", self.store)
        self.assertEqual(self.stores.run(other, *self.GENERATE).returncode, 0)
        expected = Contents(other).table("customer_merge_purge")
        self.assertGreater(len(expected), CUSTOMERS / 10)
        return expected

    def assert_part_of(self, expected):
        """Some targets of the list, each with all its sources."""
        found = self.list_rows()
        self.assertTrue(0 < len(found) < len(expected), len(found))
        targets = {row["target_customer_number"] for row in found}
        self.assertEqual(found, [row for row in expected if row["target_customer_number"] in targets])

    def ends(self, transactions):
        """Exit code and environment of a run that ends after so many transactions."""
        return {"killed": (-signal.SIGKILL, {"OA_TEST_KILL_AT": f"merge-list:{transactions}"}),
                "stopped": (75, {"OA_TEST_TERM_AT": f"merge-list:{transactions}"})}

    def test_ended_while_the_list_is_made(self):
        expected = self.whole_list()
        for name, (exit_code, environment) in self.ends(2).items():
            with self.subTest(name):
                self.run_tool("clear-list", exit_code=0)
                done = self.run_tool(*self.GENERATE, exit_code=exit_code, **environment)
                self.assert_part_of(expected)
                if exit_code > 0:
                    self.assertIn("stopped: run the same command again to go on", done.stdout.decode())
                self.run_tool(*self.GENERATE, exit_code=0)
                self.assertEqual(self.list_rows(), expected)

    def test_ended_while_the_list_is_cleared(self):
        expected = self.whole_list()
        for name, (exit_code, environment) in self.ends(1).items():
            with self.subTest(name):
                self.run_tool(*self.GENERATE, exit_code=0)
                done = self.run_tool("clear-list", exit_code=exit_code, **environment)
                self.assert_part_of(expected)
                if exit_code > 0:
                    self.assertIn("stopped: run the same command again to go on", done.stdout.decode())
                self.run_tool("clear-list", exit_code=0)
                self.assertEqual(self.list_rows(), [])

    def test_a_list_with_chains_is_cleared(self):
        self.run_tool("clear-list", exit_code=0)
        numbers = [row["customer_number"] for row in self.rows("customer_sold_to")[:4]]
        for number, target in zip(numbers, (numbers[0], numbers[0], numbers[1], numbers[2])):
            merge_cases.execute(self.store, "INSERT INTO customer_merge_purge VALUES (?, ?, ?, 'O', '')", [COMPANY, number, target])
        self.run_tool("clear-list", exit_code=0)
        self.assertEqual(self.list_rows(), [])


# Where a run is killed: the step, how many targets are merged then, and how many web files are there. -1: all targets.
STEPS = [("merge-moved:1", 0, 0), ("merge-ended:1", 0, 0), ("merge-batch:1", BATCH, 0), ("merge-moved:4", 3 * BATCH, 0),
         ("merge-ended:7", 6 * BATCH, 0), ("merge-batch:9", 9 * BATCH, 0), ("merge-web-named:1", -1, 0),
         ("merge-web-written:1", -1, 0), ("merge-web-renamed:1", -1, 1), ("merge-web-written:2", -1, 1),
         ("merge-web-renamed:2", -1, 2)]


def add_tests(step, targets, files):
    def kill_at(self):
        self.run_tool(*MERGE, exit_code=-signal.SIGKILL, OA_TEST_KILL_AT=step)
        all_targets = len(self.groups.before)
        # A row of a file that was written is cleared.
        self.assertEqual(self.assert_none_by_half(exported="web" in step and files > 0),
                         all_targets if targets < 0 else targets)
        self.assertEqual(len([name for name in self.web_files() if not name.startswith(".")]), files)
        self.assertEqual([len(rows) for name, rows in self.web_files().items() if name.startswith(".")],
                         [len(self.expected_web[name[1:-4]]) for name in self.web_files() if name.startswith(".")])
        return {name: rows for name, rows in self.web_files().items() if not name.startswith(".")}

    def killed_once(self):
        written = kill_at(self)
        self.to_the_end()
        self.assert_as_undisturbed()
        for name, rows in written.items():
            self.assertEqual(self.web_files()[name], rows)

    def killed_twice(self):
        kill_at(self)
        # Again where the second run takes up what the first left, if it passes that step.
        done = self.stores.run(self.store, *MERGE, *LATER, OA_TEST_KILL_AT=step)
        self.assertIn(done.returncode, (1, -signal.SIGKILL), done.stderr.decode()[-1000:])
        self.to_the_end()
        self.assert_as_undisturbed()

    name = re.sub(r"\W", "_", step)
    setattr(MergeKill, f"test_killed_at_{name}", killed_once)
    if merge_cases.LONG or "web" in step:
        setattr(MergeKill, f"test_killed_twice_at_{name}", killed_twice)


for entry in STEPS:
    add_tests(*entry)

if __name__ == "__main__":
    cases.main()
