#!/usr/bin/env python3
"""oa-store match-codes that is killed, stopped and run again, and beside another job of the company (Merge/Purge Sold-to Names, Where do
duplicates come from?)."""

import fcntl
import json
import signal
import unittest

import cases
import support

COUNT = 25_000
TRANSACTION = 10_000


class MatchCodes(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace([support.ROOT / "testdata" / "company7.sql"])
        self.addCleanup(self.workspace.__exit__)
        self.workspace.sql(
            "UPDATE customer_sold_to SET match_code = 'KEPT';"
            f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {COUNT}) "
            "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, postal_code) "
            "SELECT 7, 10000 + n, 'ANNA', 'LAST' || n, n || ' MAIN ST', '02101' FROM n;"
            "INSERT INTO customer_ship_to (company, customer_number, ship_to_number, first_name, last_name, street, postal_code) "
            "SELECT company, customer_number, 1, first_name, last_name, street, postal_code FROM customer_sold_to "
            "WHERE customer_number > 10000;")

    def run_tool(self, *options, **environment):
        return self.workspace.run([support.tool("oa-store"), "match-codes", "--json", *options], **environment)

    def coded(self, table="customer_sold_to"):
        return int(self.workspace.sql(f"SELECT COUNT(*) FROM {table} WHERE match_code LIKE '/02101/LAST%/ANN'"))

    def test_killed_after_each_transaction(self):
        for done in (1, 2):
            self.assertEqual(self.run_tool(OA_TEST_KILL_AT="match-codes").returncode, -signal.SIGKILL)
            self.assertEqual(self.coded(), done * TRANSACTION)
        result = json.loads(self.run_tool().stdout)
        self.assertEqual((result["customers"], result["ship_tos"]), (COUNT - 2 * TRANSACTION, COUNT))
        self.assertEqual((self.coded(), self.coded("customer_ship_to")), (COUNT, COUNT))
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE match_code = 'KEPT'"), "2\n")

    def test_stopped(self):
        done = self.run_tool(OA_TEST_TERM_AT="match-codes:4")
        self.assertEqual(done.returncode, 75, done.stderr.decode())
        result = json.loads(done.stdout)
        self.assertEqual((result["customers"], result["ship_tos"]), (COUNT, TRANSACTION))
        self.assertEqual(self.coded("customer_ship_to"), TRANSACTION)
        result = json.loads(self.run_tool().stdout)
        self.assertEqual((result["customers"], result["ship_tos"]), (0, COUNT - TRANSACTION))

    def test_migrate_completes_what_a_killed_one_left(self):
        migrate = [support.tool("oa-store"), "migrate", "--json"]
        self.assertEqual(self.workspace.run(migrate, OA_TEST_KILL_AT="match-codes").returncode, -signal.SIGKILL)
        self.assertEqual(self.coded(), TRANSACTION)
        stopped = self.workspace.run(migrate, OA_TEST_TERM_AT="match-codes")
        self.assertEqual(stopped.returncode, 75, stopped.stderr.decode())
        self.assertIn(b"run oa-store migrate again", stopped.stderr)
        self.assertEqual(json.loads(self.workspace.run(migrate).stdout)["match_codes"], COUNT - 2 * TRANSACTION + COUNT)
        self.assertEqual((self.coded(), self.coded("customer_ship_to")), (COUNT, COUNT))

    def test_beside_another_job_of_the_company(self):
        with open(f"{self.workspace.store}.007.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.run_tool()
            self.assertEqual(done.returncode, 75)
            self.assertIn(b"another job of company 7 is running", done.stderr)
            self.assertEqual(self.coded(), 0)
            # A dry run changes nothing and waits for nobody.
            self.assertEqual(json.loads(self.run_tool("--dry-run").stdout)["customers"], COUNT)


if __name__ == "__main__":
    cases.main()
