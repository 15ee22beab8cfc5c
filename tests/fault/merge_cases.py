"""What the fault tests of oa-mergepurge share: random stores (tests/merge), and what is in them."""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing

import cases  # noqa: F401  (its path)
import support

sys.path.insert(0, str(support.ROOT / "tests" / "merge"))
import random_store  # noqa: E402
import reference  # noqa: E402, F401

COMPANY = 7
OTHER_COMPANY = 8
TODAY = "2015-05-05"
AT = ["--at", f"{TODAY}T12:00:00"]
LONG = os.environ.get("OA_TEST_LONG") == "1"
JOB_LOG = {"job_run", "job_run_message", "active_procedure"}


def first_seed(default):
    return int(os.environ.get("OA_TEST_SEED", default))


class Stores:
    """A scratch directory whose stores are copies of an empty one with two companies."""

    def __init__(self):
        self.workspace = support.Workspace([], company=COMPANY)
        self.directory = self.workspace.directory
        self.workspace.sql(f"INSERT INTO company (company, description) VALUES ({OTHER_COMPANY}, 'OTHER');")

    def close(self):
        self.workspace.__exit__()

    def copy(self, name, of=None):
        """A store of this name, the same as another one; of the empty one when none is named."""
        source = str(of or self.workspace.store)
        target = str(self.directory / name)
        remove(target)
        for end in ("", "-wal"):
            if os.path.exists(source + end):
                shutil.copyfile(source + end, target + end)
        return target

    def run(self, store, *arguments, **environment):
        tool = support.tool("oa-mergepurge")
        return self.workspace.run([tool, *AT, "--progress", "never", *arguments], OA_DB=store, **environment)

    def start(self, store, *arguments, **environment):
        tool = support.tool("oa-mergepurge")
        return self.workspace.start([tool, *AT, "--progress", "never", *arguments], OA_DB=store, **environment)


def remove(store):
    for end in ("", "-wal", "-shm"):
        if os.path.exists(store + end):
            os.remove(store + end)


def connect(store):
    connection = sqlite3.connect(store, timeout=30)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def execute(store, statement, values=()):
    with closing(connect(store)) as connection:
        connection.execute(statement, values)
        connection.commit()


def broken_references(store):
    with closing(connect(store)) as connection:
        return connection.execute("PRAGMA foreign_key_check").fetchall()


def compared(store):
    """What two merges must agree on."""
    with closing(connect(store)) as connection:
        return random_store.contents(connection)


class Contents:
    """Every row of a store as a dict, by table, with the keys of the tables."""

    def __init__(self, store):
        self.rows, self.keys, self.kinds = {}, {}, {}
        with closing(connect(store)) as connection:
            connection.row_factory = sqlite3.Row
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
            for name, in tables.fetchall():
                columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
                self.kinds[name] = {column["name"]: column["type"] for column in columns}
                self.keys[name] = [column["name"] for column in columns if column["pk"]]
                self.rows[name] = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]

    def of_company(self, company):
        """As text, in no order of its own."""
        return {table: sorted(map(repr, (row for row in rows if row.get("company", company) == company)))
                for table, rows in self.rows.items()}

    def table(self, name):
        """The rows of the company that merges."""
        return [row for row in self.rows[name] if row["company"] == COMPANY]

    def tables_with(self, column):
        return [table for table, kinds in self.kinds.items() if column in kinds]


def merges_of(before):
    """{source: target} of the list of a store that is not merged yet, by what the rules say of bill-to customers and
    Ghosts."""
    ghosts = {row["customer_number"] for row in before.table("customer_sold_to") if row["ghost"] == "Y"}
    bill_to = {row["customer_number"]: row["bill_to_customer_number"] for row in before.table("customer_sold_to")}
    rows = before.table("customer_merge_purge")
    targets = {row["customer_number"] for row in rows if row["customer_number"] == row["target_customer_number"]}
    with_sources = {row["target_customer_number"] for row in rows
                    if row["customer_number"] != row["target_customer_number"]}
    return {row["customer_number"]: row["target_customer_number"] for row in rows
            if bill_to[row["customer_number"]] in (0, bill_to[row["target_customer_number"]])
            and row["target_customer_number"] in targets - ghosts
            and row["customer_number"] not in ghosts | targets | with_sources}


def read_json(done):
    return json.loads(done.stdout)
