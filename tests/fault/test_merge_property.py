#!/usr/bin/env python3
"""Random customers are merged (Merge/Purge Sold-to Names, Merge/Purge Logic): as the plain per-row script does it, nothing is lost,
whatever the order of the rows and the size of the transactions, and as the dry run said.

OA_TEST_LONG=1 takes 400 stores; OA_TEST_SEED is the first store's seed."""

import re
import unittest
from collections import Counter, defaultdict
from contextlib import closing

import cases
import merge_cases
import support
from merge_cases import COMPANY, OTHER_COMPANY, TODAY, Contents
from merge_cases import random_store, reference

CUSTOMERS = 30
SEEDS = range(merge_cases.first_seed(1), merge_cases.first_seed(1) + (400 if merge_cases.LONG else 25))

# Rows of one key become one: numbers and amounts are added.
SUMMED = ["customer_sold_to_order_history", "customer_sold_to_item_class", "customer_sold_to_promotion",
          "customer_ship_to_order_history", "order_billing_history_sold_to", "order_billing_history_ship_to"]
# What has a check of its own below; the rest of what names a customer is told by its key.
BY_ITSELF = {"customer_sold_to", "customer_sold_to_extended", "customer_sold_to_phone", "customer_sold_to_email",
             "customer_ship_to", "customer_ship_to_extended", "customer_ship_to_phone", "customer_merge_purge", *SUMMED}
PHONES = {"day": "D", "evening": "E", "fax": "F"}


def titles():
    """{title: (column, type)} of the fields of a sold-to customer, from the table of the rules."""
    text = (support.ROOT / "lib" / "merge" / "rules.cpp").read_text()
    table = re.search(r"kSoldToFields\[\] = \{\n(.*?)\n\};", text, re.S).group(1)
    found = re.findall(r'\{\{"(\w+)"(?:, Type::k(\w+))?\},\s*"([^"]+)",\s*Rule::', table)
    return {title: (column, kind) for column, kind, title in found}


def without(row, *columns):
    return tuple(sorted((column, value) for column, value in row.items() if column not in columns))


def amount(hundredths):
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


class Merged:
    """One random store, before and after."""

    def __init__(self, stores, seed):
        self.stores, self.seed = stores, seed
        self.filled = stores.copy("filled.db")
        self.fill(self.filled)
        self.before = Contents(self.filled)
        self.target_of = merge_cases.merges_of(self.before)
        self.merged = stores.copy("merged.db", self.filled)

    def fill(self, store, shuffled=False):
        with closing(merge_cases.connect(store)) as connection:
            # The rows of each company are the same whatever the other has.
            for company in (COMPANY, OTHER_COMPANY):
                random_store.fill(connection, company, self.seed, CUSTOMERS, shuffled=shuffled)
            connection.commit()

    def owner(self, number):
        return self.target_of.get(number, number)

    def expected_by_reference(self):
        store = self.stores.copy("reference.db", self.filled)
        with closing(merge_cases.connect(store)) as connection:
            reference.merge(connection, COMPANY, TODAY)
        return merge_cases.compared(store)


class MergeProperty(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.stores = merge_cases.Stores()
        cls.addClassCleanup(cls.stores.close)
        cls.titles = titles()

    def check_store(self, seed):
        merged = Merged(self.stores, seed)
        with self.subTest("a dry run changes nothing"):
            said = self.dry_run(merged)
        self.merge(merged, merged.merged)
        merged.after = Contents(merged.merged)
        for name in ("as_the_plain_script", "references", "no_customer_that_went", "the_other_company", "the_list",
                     "followers", "numbered_rows", "unions", "sums", "emails", "ship_tos", "orders_and_ship_tos"):
            with self.subTest(name.replace("_", " ")):
                getattr(self, f"assert_{name}")(merged)
        with self.subTest("as the dry run said"):
            self.assert_as_said(merged, said)
        with self.subTest("any order and any batch"):
            self.assert_same_any_way(merged)

    def merge(self, merged, store, *options):
        done = self.stores.run(store, "merge", "--quiet", "--json", *options)
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        result = merge_cases.read_json(done)
        self.assertEqual(result["sources"], len(merged.target_of))
        self.assertEqual(result["targets"], len(set(merged.target_of.values())))
        # The property for CustomerMergeWeb is not set: the rows are left, which exit code 1 says.
        web = any(row["code"] == "H86" and row["value"] == "Y" for row in merged.before.table("system_control_value"))
        self.assertEqual(done.returncode, 1 if web or result["left"] > 0 else 0)
        return result

    def dry_run(self, merged):
        before = Contents(merged.merged).rows
        done = self.stores.run(merged.merged, "merge", "--dry-run", "--quiet", "--json",
                               "--batch-size", str(1 + merged.seed % 7))
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        self.assertEqual(Contents(merged.merged).rows, before)
        return merge_cases.read_json(done)

    def assert_as_the_plain_script(self, merged):
        expected = merged.expected_by_reference()
        found = merge_cases.compared(merged.merged)
        self.assertEqual(found.keys(), expected.keys())
        for table, rows in expected.items():
            self.assertEqual(found[table], rows, table)

    def assert_same_any_way(self, merged):
        """Whatever the order in which the rows came into the store, and how many targets a transaction has."""
        expected = merge_cases.compared(merged.merged)
        for size in (1, 2, 1000):
            store = self.stores.copy("again.db", merged.filled)
            self.merge(merged, store, "--batch-size", str(size))
            self.assertEqual(merge_cases.compared(store), expected, f"--batch-size {size}")
        store = self.stores.copy("again.db")
        merged.fill(store, shuffled=True)
        self.merge(merged, store, "--batch-size", "3")
        self.assertEqual(merge_cases.compared(store), expected, "shuffled")

    # Nothing is lost: by what stood there before, and who became whom.

    def assert_references(self, merged):
        self.assertEqual(merge_cases.broken_references(merged.merged), [])

    def assert_no_customer_that_went(self, merged):
        after = merged.after
        customers = {row["customer_number"]: row for row in after.table("customer_sold_to")}
        listed = {row["customer_number"]: row for row in merged.before.table("customer_merge_purge")}
        for source, target in merged.target_of.items():
            if listed[source]["ghost"] == "Y":
                ghost = customers[source]
                self.assertEqual((ghost["ghost"], ghost["ghost_target_customer_number"]), ("Y", target))
                self.assertEqual([ghost[column] for column in ("relate_id", "e_commerce_id", "email_address", "opt_in_out",
                                                               "alternate_customer_number")], [""] * 5)
                self.assertEqual(ghost["synchronize_with_remote_db"], "N")
            else:
                self.assertNotIn(source, customers)
        gone = set(merged.target_of)
        tables = after.tables_with("customer_number")
        self.assertIn("order_header", tables)
        for table in tables:
            for row in after.table(table):
                number = row["customer_number"]
                self.assertIn(number, [0, *customers], f"{table}: {row}")
                if table != "customer_sold_to":
                    self.assertNotIn(number, gone, f"{table}: {row}")
        for table, column in (("customer_merge_purge", "target_customer_number"),
                              ("ec_cust_sold_to_merge", "target_cust_sold_to"),
                              ("customer_sold_to", "ghost_target_customer_number")):
            self.assertEqual([row for row in after.table(table) if row[column] in gone], [], f"{table}.{column}")
        self.assertEqual(set(customers), {row["customer_number"] for row in merged.before.table("customer_sold_to")}
                         - {source for source in gone if listed[source]["ghost"] != "Y"})
        # Nobody but targets and sources changes, besides Ghosts that name another customer.
        before = {row["customer_number"]: row for row in merged.before.table("customer_sold_to")}
        for number in set(before) - gone - set(merged.target_of.values()):
            self.assertEqual(without(customers[number], "ghost_target_customer_number"),
                             without(before[number], "ghost_target_customer_number"))
        numbers = [row["last_number"] for row in after.table("number_assignment") if row["number_type"] == "SOLD TO"]
        if gone:
            self.assertGreaterEqual(max(numbers), max(before))

    def assert_the_other_company(self, merged):
        self.assertEqual(merged.after.of_company(OTHER_COMPANY), merged.before.of_company(OTHER_COMPANY))

    def assert_the_list(self, merged):
        rows = merged.before.table("customer_merge_purge")
        left = [row for row in rows if row["customer_number"] not in merged.target_of]
        with_sources = {row["target_customer_number"] for row in left
                        if row["customer_number"] != row["target_customer_number"]}
        # A target goes when its last source was merged.
        left = [row for row in left if row["customer_number"] not in merged.target_of.values()
                or row["customer_number"] in with_sources]
        bill_to = {row["customer_number"]: row["bill_to_customer_number"] for row in merged.after.table("customer_sold_to")}
        for row in left:
            own, kept = bill_to[row["customer_number"]], bill_to[row["target_customer_number"]]
            row["status"] = "B" if own not in (0, kept) else "O"
        self.assertCountEqual(merged.after.table("customer_merge_purge"), left)
        before = {(row["source_cust_sold_to"], merged.owner(row["target_cust_sold_to"])): row["file_name"]
                  for row in merged.before.table("ec_cust_sold_to_merge")}
        if any(row["code"] == "H86" for row in merged.before.table("system_control_value")):
            before.update(dict.fromkeys(merged.target_of.items(), ""))
        self.assertEqual({(row["source_cust_sold_to"], row["target_cust_sold_to"]): row["file_name"]
                          for row in merged.after.table("ec_cust_sold_to_merge")}, before)

    def tables(self, merged, kind):
        """The tables of a kind by their keys, so that one which is new is looked at too."""
        for table in merged.before.tables_with("customer_number"):
            key = merged.before.keys[table]
            is_kind = "follow" if "customer_number" not in key else \
                "numbered" if "sequence_number" in key else "union"
            if is_kind == kind and (table not in BY_ITSELF):
                yield table

    @staticmethod
    def columns(merged, table):
        return {column for row in merged.before.table(table) for column in row}

    def assert_followers(self, merged):
        """Orders, ticklers, pick controls ...: each is there as it was, under its owner."""
        tables = list(self.tables(merged, "follow"))
        for table in ("order_header", "order_ship_to", "tickler", "tickler_history", "pick_control_header", "po_header",
                      "store_pickup_header"):
            self.assertIn(table, tables)
        for table in tables:
            ship_to = "customer_ship_to_number" if table == "order_ship_to" else ""
            # A recipient is a customer as well.
            named = [column for column in ("customer_number", "recipient_customer_number")
                     if column in self.columns(merged, table)]
            expected = Counter(without({**row, **{column: merged.owner(row[column]) for column in named}}, ship_to)
                               for row in merged.before.table(table))
            self.assertEqual(Counter(without(row, ship_to) for row in merged.after.table(table)), expected, table)

    def assert_numbered_rows(self, merged):
        """Notes, mail history, correspondence ...: the target's first, then those of its sources."""
        tables = list(self.tables(merged, "numbered"))
        for table in ("customer_note", "customer_sold_to_mail_history", "correspondence_history", "catalog_request",
                      "customer_ship_to_mail_history", "customer_address_change"):
            self.assertIn(table, tables)
        for table in tables:
            own = ("sequence_number", "customer_number", "ship_to_number")
            if table == "customer_ship_to_mail_history":
                expected = Counter((merged.owner(row["customer_number"]), without(row, *own))
                                   for row in merged.before.table(table))
                found = Counter((row["customer_number"], without(row, *own)) for row in merged.after.table(table))
                self.assertEqual(found, expected, table)
            else:
                self.assert_in_order(merged, table, own)

    def assert_in_order(self, merged, table, own):
        expected, found, numbers = defaultdict(list), defaultdict(list), defaultdict(set)

        def rank(row):
            number = row["customer_number"]
            return merged.owner(number) != number, number, row["sequence_number"]

        for row in sorted(merged.before.table(table), key=rank):
            owner = merged.owner(row["customer_number"])
            expected[owner].append(without(row, *own))
            if owner == row["customer_number"]:
                numbers[owner].add(row["sequence_number"])
        kept = defaultdict(set)
        for row in sorted(merged.after.table(table), key=rank):
            found[row["customer_number"]].append(without(row, *own))
            kept[row["customer_number"]].add(row["sequence_number"])
        for owner, rows in found.items():
            if table == "customer_address_change" and len(rows) == len(expected[owner]) + 1:
                # What the target's address was: the row that the merge adds.
                self.assertIn(owner, merged.target_of.values())
                self.assertEqual(dict(rows.pop())["change_date"], TODAY)
            self.assertEqual(rows, expected[owner], f"{table} of {owner}")
            self.assertLessEqual(numbers[owner], kept[owner], f"{table} of {owner}")
        self.assertEqual({owner for owner, rows in expected.items() if rows} - set(found), set(), table)

    def assert_unions(self, merged):
        """Each key that one of them has is there, with the row of the target or of the first that has it."""
        tables = list(self.tables(merged, "union"))
        for table in ("customer_profile", "customer_tax", "promotion_customer", "pick_gen_select_po"):
            self.assertIn(table, tables)
        for table in tables:
            key = [column for column in merged.before.keys[table] if column != "customer_number"]
            expected = {}
            for row in sorted(merged.before.table(table), key=lambda row: row["customer_number"]):
                owner = merged.owner(row["customer_number"])
                rank = (row.get("value") == "" and table == "customer_sold_to_user_fields",
                        owner != row["customer_number"], row["customer_number"])
                place = (owner, *(row[column] for column in key))
                if place not in expected or rank < expected[place][0]:
                    expected[place] = (rank, without(row, "customer_number"))
            found = {(row["customer_number"], *(row[column] for column in key)): without(row, "customer_number")
                     for row in merged.after.table(table)}
            blank = {place for place, (rank, _) in expected.items() if rank[0]}
            wanted = {place: row for place, (_, row) in expected.items()}
            # Without a row, or with a blank one: the same.
            for place in blank - set(found):
                del wanted[place]
            self.assertEqual(found, wanted, table)

    def assert_sums(self, merged):
        for table in SUMMED:
            kinds = merged.before.kinds[table]
            key = [column for column in merged.before.keys[table]
                   if column not in ("company", "customer_number", "ship_to_number")]
            numbers = [column for column, kind in kinds.items() if kind in ("BIGINT", "money_int") and
                       column != "customer_number"]
            self.assertTrue(numbers)
            dates = [column for column, kind in kinds.items() if kind == "DATE"]
            totals = []
            for contents in (merged.before, merged.after):
                total = defaultdict(Counter)
                for row in contents.table(table):
                    place = (merged.owner(row["customer_number"]), *(row[column] for column in key))
                    for column in numbers:
                        total[place][column] += row[column]
                    for column in dates:
                        total[place][column] = max(total[place][column] or "", row[column] or "")
                totals.append(dict(total))
            self.assertEqual(totals[1], totals[0], table)

    def assert_emails(self, merged):
        """Each address that one of them has is listed once; the target's own rows stay as they are."""
        expected = defaultdict(set)
        own = {row["customer_number"]: row for row in merged.before.table("customer_sold_to")}
        for row in merged.before.table("customer_sold_to_email"):
            expected[merged.owner(row["customer_number"])].add(row["email_address"].lower())
        for source, target in merged.target_of.items():
            if own[source]["email_address"]:
                expected[target].add(own[source]["email_address"].lower())
        found, primaries = defaultdict(list), Counter()
        for row in merged.after.table("customer_sold_to_email"):
            found[row["customer_number"]].append(row["email_address"].lower())
            primaries[row["customer_number"]] += row["primary_email"] == "Y"
        self.assertEqual({number: sorted(addresses) for number, addresses in found.items()},
                         {number: sorted(addresses) for number, addresses in expected.items() if addresses})
        self.assertEqual({number for number, count in primaries.items() if count > 1}, set())
        after = [without(row) for row in merged.after.table("customer_sold_to_email")]
        for row in merged.before.table("customer_sold_to_email"):
            number = row["customer_number"]
            # The address that the target takes over becomes primary.
            if number not in merged.target_of and own[number]["email_address"]:
                self.assertIn(without(row), after)
        for number, row in {row["customer_number"]: row for row in merged.after.table("customer_sold_to")}.items():
            if number in merged.target_of:
                continue
            self.assertEqual(row["email_address"] == "", own[number]["email_address"] == ""
                             and not any(own[source]["email_address"] for source, target in merged.target_of.items()
                                         if target == number))
            if own[number]["email_address"]:
                self.assertEqual(row["email_address"], own[number]["email_address"])

    def assert_ship_tos(self, merged):
        """The target's keep their numbers; of the sources' those of one match code are one, and no other is lost."""
        before, after = defaultdict(list), defaultdict(list)
        for row in merged.before.table("customer_ship_to"):
            before[merged.owner(row["customer_number"])].append(row)
        for row in merged.after.table("customer_ship_to"):
            after[row["customer_number"]].append(row)
        self.assertEqual({number for number, rows in before.items() if rows}, set(after))
        for number, rows in before.items():
            kept = {row["ship_to_number"] for row in rows if row["customer_number"] == number}
            self.assertLessEqual(kept, {row["ship_to_number"] for row in after[number]})
            own = Counter(row["match_code"] for row in rows if row["customer_number"] == number)
            others = Counter(row["match_code"] for row in rows if row["customer_number"] != number)
            expected = own + Counter({code: count if code == "" else 1 for code, count in others.items()
                                      if code == "" or code not in own})
            self.assertEqual(Counter(row["match_code"] for row in after[number]), expected, number)
            # Those without a match code meet nobody: each is there as it was.
            key = ("customer_number", "ship_to_number")
            self.assertEqual(Counter(without(row, *key) for row in after[number] if row["match_code"] == ""),
                             Counter(without(row, *key) for row in rows if row["match_code"] == ""))
        new = Counter((row["customer_number"], row["ship_to_number"]) for row in merged.after.table("customer_ship_to"))
        for table in ("customer_ship_to_extended", "customer_ship_to_phone", "customer_ship_to_order_history"):
            for row in merged.after.table(table):
                self.assertIn((row["customer_number"], row["ship_to_number"]), new, table)

    def assert_orders_and_ship_tos(self, merged):
        """An order goes to the ship-to that it went to, or to the one that this became."""
        places = []
        for contents in (merged.before, merged.after):
            ship_tos = {(row["customer_number"], row["ship_to_number"]): row
                        for row in contents.table("customer_ship_to")}
            places.append({(row["order_number"], row["ship_to_number"]):
                           (key, ship_tos.get(key)) for row in contents.table("order_ship_to")
                           for key in [(row["customer_number"], row["customer_ship_to_number"])]})
        became = {}
        members = {*merged.target_of, *merged.target_of.values()}
        for order, (key, ship_to) in places[0].items():
            key_after, after = places[1][order]
            self.assertEqual(key_after[0], merged.owner(key[0]))
            if key[0] in members and ship_to is None:
                # To one that the customer did not have: not to what has that number now.
                self.assertEqual(key_after[1], 0, order)
                continue
            self.assertEqual(key_after[1] == 0, key[1] == 0, order)
            if ship_to is None:
                self.assertEqual(key_after, key)
                continue
            self.assertIsNotNone(after, f"{order}: {key_after} is no ship-to")
            self.assertEqual(became.setdefault(key, key_after), key_after)
            self.assertEqual(after["match_code"], ship_to["match_code"], order)
            if ship_to["match_code"] == "":
                own = ("customer_number", "ship_to_number")
                self.assertEqual(without(after, *own), without(ship_to, *own))
            if key[0] not in merged.target_of:
                self.assertEqual(key_after, key)

    # The dry run said it.

    def stored(self, contents, target, title):
        column, kind = self.titles[title]
        place, _, part = column.partition("_")
        if place in PHONES and part in ("phone", "extension"):
            rows = [row for row in contents.table("customer_sold_to_phone")
                    if row["customer_number"] == target and row["phone_type"] == PHONES[place]]
            return rows[0]["phone_number" if part == "phone" else part] if rows else ""
        table = "customer_sold_to_extended" if column.startswith("address_line_") else "customer_sold_to"
        rows = [row for row in contents.table(table) if row["customer_number"] == target]
        value = rows[0][column] if rows else ""
        if kind == "Amount":
            return amount(value)
        return "" if value is None else str(value)

    def assert_as_said(self, merged, said):
        self.assertGreater(len(self.titles), 70)
        groups = defaultdict(list)
        for source, target in sorted(merged.target_of.items()):
            groups[target].append(source)
        self.assertEqual({merge["target"]: merge["sources"] for merge in said["merges"]}, groups)
        fields = 0
        for merge in said["merges"]:
            target = merge["target"]
            told = {field["field"]: field for field in merge["fields"]}
            self.assertEqual(len(told), len(merge["fields"]))
            fields += len(told)
            for title in self.titles:
                before = self.stored(merged.before, target, title)
                after = self.stored(merged.after, target, title)
                if title in told:
                    said_of_it = (told[title]["before"], told[title]["after"])
                    self.assertEqual(said_of_it, (before, after), f"{target} {title}")
                    self.assertNotEqual(before, after, f"{target} {title}")
                    self.assertIn(told[title]["from"], [0, *groups[target]])
                else:
                    self.assertEqual(before, after, f"{target} {title}: the dry run did not tell")
            self.assertLessEqual(set(told), set(self.titles))
        self.assertEqual(said["changed_fields"], fields)


def add_tests():
    for seed in SEEDS:
        setattr(MergeProperty, f"test_seed_{seed}", lambda self, seed=seed: self.check_store(seed))


add_tests()

if __name__ == "__main__":
    print(f"seeds {SEEDS[0]} to {SEEDS[-1]}: set OA_TEST_SEED for others, OA_TEST_LONG=1 for 400")
    cases.main()
