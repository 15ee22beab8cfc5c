"""What the tests of oa-syncrdb share: customers to keep in sync, and what must stand on both sides in the end."""

import json
import time
import unittest

import cases
import support

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]
KEY = "SERENADE_ID"
WEB = "OCP_CUST_ID"
# What a run may change of a customer.
LINK = ("relate_id", "synchronize_with_remote_db", "e_commerce_id")
TABLES = ("customer_sold_to", "customer_sold_to_extended", "customer_sold_to_phone", "customer_sold_to_email", "customer_profile")


def key(number, kind=KEY):
    return {"type": kind, "id": str(number)}


def known(customer_id, email="", keys=(), **fields):
    """A customer as Customer Engagement has it: not made by Order Administration."""
    customer = {"customer_id": customer_id, "retail_store_id": "12", "source": "STORE", "alternate_keys": list(keys), **fields}
    if email:
        customer["emails"] = [{"address": email}]
    return customer


class SyncTest(unittest.TestCase):
    """A company and a sandbox for each test; after each, no request was wrong and no number is there twice."""

    sandbox_options = ()

    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory, *self.sandbox_options)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)

    def tearDown(self):
        self.assert_nothing_wrong()

    def assert_nothing_wrong(self):
        state = self.services()
        self.assertEqual((state["invalid"], state["errors"], state["duplicate_keys"]), (0, [], 0))

    def services(self):
        return self.sandbox.state()["customer_services"]

    def requests(self):
        return {name: count for name, count in self.services()["requests"].items() if count}

    def add(self, *numbers, **columns):
        """Flagged customers of Order Administration."""
        for number in numbers:
            row = {"company": 7, "customer_number": number, "last_name": f"LAST{number}", "country": "US",
                   "synchronize_with_remote_db": "Y", **columns}
            values = ", ".join(str(value) if isinstance(value, int) else f"'{value}'" for value in row.values())
            self.workspace.sql(f"INSERT INTO customer_sold_to ({', '.join(row)}) VALUES ({values});")

    def sync(self, *options, **environment):
        return self.workspace.run(self.command(*options), **environment)

    @staticmethod
    def command(*options):
        return [support.tool("oa-syncrdb"), *cases.FAST, *options]

    def sync_json(self, *options, exit_code=0, **environment):
        done = self.sync("--json", *options, **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return json.loads(done.stdout)

    def refused(self, exit_code, *options, **environment):
        """What a run says that ends like this."""
        done = self.sync(*options, **environment)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, said)
        return said

    def row(self, number):
        return self.workspace.rows(f"SELECT * FROM customer_sold_to WHERE customer_number = {number}")[0]

    def link(self, number):
        """Relate Id, flag and e-commerce ID."""
        row = self.row(number)
        return tuple(row[name] for name in LINK)

    def flagged(self):
        rows = self.workspace.rows("SELECT customer_number FROM customer_sold_to WHERE synchronize_with_remote_db = 'Y'")
        return [row["customer_number"] for row in rows]

    def with_number(self, number):
        """The customers of Customer Engagement that have this number of Order Administration."""
        return [customer for customer in self.sandbox.customers() if key(number) in customer["alternate_keys"]]

    def assert_synchronized(self, *numbers):
        """Each is exactly one customer of Customer Engagement, under the Relate Id that it has here."""
        for number in numbers:
            there = self.with_number(number)
            self.assertEqual(len(there), 1, number)
            self.assertEqual(self.link(number), (there[0]["customer_id"], "N", ""))

    def messages(self):
        return [(row["severity"], row["subject"], row["message"])
                for row in self.workspace.rows("SELECT severity, subject, message FROM job_run_message ORDER BY run_number, sequence")]

    def wait_until(self, condition, what):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.01)

    def end(self, process):
        """Exit code and stderr of a command that went on meanwhile."""
        _, said = process.communicate(timeout=60)
        return process.returncode, said.decode()


NUMBER = 3001
A = "a@example.com"
