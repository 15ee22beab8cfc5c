#!/usr/bin/env python3
"""20,000 customers synchronized by runs that are killed again and again: in the end each is one customer of Customer
Engagement, none is there twice, and both sides agree."""

import json
import os
import random
import signal
import time
import unittest

import cases
import support

COUNT = 20_000
KILLS = 10
FIRST = 100_001
NUMBERS = range(FIRST, FIRST + COUNT)
FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]


def columns_of(number):
    """Relate Id, e-commerce ID and email address: a tenth of each kind of customer."""
    return {
        # Customer Engagement has it: by Relate Id, by e-commerce ID, by email address.
        0: (f"R{number}", "", f"m{number}@example.com"),
        1: ("", f"W{number}", ""),
        2: ("", "", f"m{number}@example.com"),
        # It was merged there.
        3: (f"R{number}", "", ""),
        # Customer Engagement has not.
        4: ("", f"W{number}", f"m{number}@example.com"),
        5: ("", "", f"m{number}@example.com"),
        6: ("", "", ""),
        7: ("", "", ""),
        # Two have the same email address, and Customer Engagement nobody.
        8: ("", "", f"two{number}@example.com"),
        9: ("", "", f"two{number - 1}@example.com"),
    }[number % 10]


def known():
    """Whom Customer Engagement has before, and which of them went into which."""
    customers = []
    merges = []
    for number in NUMBERS:
        kind = number % 10
        if kind in (0, 3):
            customers.append({"customer_id": f"R{number}"})
        if kind == 1:
            customers.append({"alternate_keys": [{"type": "OCP_CUST_ID", "id": f"W{number}"}]})
        if kind == 2:
            customers.append({"emails": [{"address": f"m{number}@example.com"}]})
        if kind == 3 and number % 1000 == 3:
            customers.append({"customer_id": f"S{number}"})
            merges.append({"survivor": f"S{number}", "merged": f"R{number}"})
    return customers, merges


# Kinds 0 to 3 were there; 4 to 7 are made for each, and one for each two of 8 and 9.
CUSTOMERS = COUNT // 10 * (4 + 4 + 1)


class Killed(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory, "--latency", "5")
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)
        rows = (f"(7, {number}, 'LAST', '{number} MAIN ST', 'US', 'Y', '{relate_id}', '{web_id}', '{email}')"
                for number in NUMBERS for relate_id, web_id, email in [columns_of(number)])
        self.workspace.sql(
            "PRAGMA foreign_keys = OFF; BEGIN;\n" + "\n".join(
                "INSERT INTO customer_sold_to (company, customer_number, last_name, street, country, "
                f"synchronize_with_remote_db, relate_id, e_commerce_id, email_address) VALUES {row};" for row in rows) + "\nCOMMIT;")
        customers, self.merges = known()
        self.sandbox.add_customers(*customers)
        for merge in self.merges:
            self.sandbox.request("POST", "/sandbox/crm/merge", merge)

    @staticmethod
    def command():
        return [support.tool("oa-syncrdb"), *cases.FAST, "--connections", "32", "--json", "--quiet", "--progress", "never"]

    def done_here(self):
        return int(self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE synchronize_with_remote_db = 'N'"))

    def done_there(self):
        """How many were sent, once what was under way at the kill has arrived."""
        before = None
        while True:
            services = self.sandbox.state()["customer_services"]
            now = services["created"] + services["updated"], sum(services["requests"].values())
            if now == before:
                return now[0]
            before = now
            time.sleep(0.05)

    def kill_once(self, pause):
        """Whether the kill hit in the middle: something was sent by then, and not all."""
        before = self.done_there()
        process = self.workspace.start(self.command())
        time.sleep(pause)
        process.kill()
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        return before < self.done_there() and self.done_here() < COUNT

    def test_ten_kills_and_then_to_the_end(self):
        seed = int(os.environ.get("OA_TEST_SEED", "20101123"))
        print(f"seed {seed}: set OA_TEST_SEED for another")
        random.seed(seed)
        hits = sum(self.kill_once(random.uniform(0.1, 0.8)) for _ in range(KILLS))
        # What was sent and not written down: the half done work that the kills are to make.
        lost = self.done_there() - self.done_here()
        print(f"{hits} of {KILLS} kills in the middle, {self.done_here()} done, {lost} answers lost")
        self.assertGreaterEqual(hits, KILLS - 2)
        self.assertGreater(lost, 0)
        process = self.workspace.start(self.command())
        answer, said = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, said.decode())
        self.assertEqual(json.loads(answer)["remaining"], 0)
        self.assert_both_sides_agree()

    def assert_both_sides_agree(self):
        services = self.sandbox.state()["customer_services"]
        self.assertEqual((services["invalid"], services["duplicate_keys"], services["customers"], services["merged"]),
                         (0, 0, CUSTOMERS, len(self.merges)))
        there = {}
        for customer in self.sandbox.customers():
            for key in customer["alternate_keys"]:
                if key["type"] == "SERENADE_ID":
                    there.setdefault(int(key["id"]), []).append(customer["customer_id"])
        rows = self.workspace.rows("SELECT * FROM customer_sold_to WHERE customer_number >= 100000")
        self.assertEqual(there, {row["customer_number"]: [row["relate_id"]] for row in rows})
        self.assertEqual(len(there), COUNT)
        wrong = [row for row in rows if row["synchronize_with_remote_db"] != "N" or row["e_commerce_id"]]
        self.assertEqual(wrong, [])
        self.assert_matched_with(there)

    def assert_matched_with(self, there):
        for number, (customer_id,) in there.items():
            if number % 10 == 0:
                self.assertEqual(customer_id, f"R{number}")
            elif number % 10 == 3:
                self.assertEqual(customer_id, f"{'S' if number % 1000 == 3 else 'R'}{number}")
            elif number % 10 == 9:
                self.assertEqual([customer_id], there[number - 1])


if __name__ == "__main__":
    cases.main()
