#!/usr/bin/env python3
"""Customers synchronized with Customer Engagement (Customer Engagement Integration, Synchronizing Customer Information through a Periodic Function:
SYNCRDB): whom each is matched with, and that a failure leaves nobody half done, sent twice or forgotten."""

import json

import cases
import support
from sync_cases import A, LINK, NUMBER, TABLES, WEB, SyncTest, key, known


class Match:
    """One branch of the matching rules: a customer here, those there, and whom it must be matched with."""

    def __init__(self, title, customer, there=(), match=None, by="by_ids", requests=(0, 0, 1), merge=None, replaced=0):
        self.title = title
        self.customer = customer
        self.there = there
        self.match = match
        self.by = by
        self.requests = dict(zip(("retrieveCustomer", "searchCustomers", "addOrUpdateCustomer"), requests))
        self.merge = merge
        self.replaced = replaced


MATCHES = [
    # A Relate Id or an e-commerce ID: sent, and Customer Engagement says who it is. Under another ID it is looked at, and sent
    # again with store and source when it is new there.
    Match("a Relate Id", {"relate_id": "500"}, [known("499"), known("500")], "500"),
    Match("a Relate Id, though another has its email", {"relate_id": "500", "email_address": A}, [known("499", A), known("500")],
          "500"),
    Match("a Relate Id, though another has its number", {"relate_id": "500"}, [known("499"), known("500", keys=[key(77)])], "500"),
    Match("a Relate Id that was merged", {"relate_id": "500"}, [known("500"), known("501")], "501", requests=(1, 0, 1),
          merge=("501", "500"), replaced=1),
    Match("a Relate Id that nobody has", {"relate_id": "666"}, [known("500")], requests=(1, 0, 2), replaced=1),
    Match("an e-commerce ID", {"e_commerce_id": "W1"}, [known("499"), known("500", keys=[key("W1", WEB)])], "500",
          requests=(1, 0, 1)),
    Match("an e-commerce ID, though another has its email", {"e_commerce_id": "W1", "email_address": A},
          [known("499", A), known("500", keys=[key("W1", WEB)])], "500", requests=(1, 0, 1)),
    Match("an e-commerce ID that is another's key of another type", {"e_commerce_id": "W1"}, [known("500", keys=[key("W1", "XSTORE_ID")])],
          requests=(1, 0, 2)),
    Match("an e-commerce ID that nobody has, though another has its email", {"e_commerce_id": "W1", "email_address": A},
          [known("500", A)], requests=(1, 0, 2)),
    Match("a Relate Id and an e-commerce ID", {"relate_id": "500", "e_commerce_id": "W1"}, [known("500")], "500"),
    Match("a Relate Id that nobody has, and an e-commerce ID", {"relate_id": "666", "e_commerce_id": "W1"},
          [known("500", keys=[key("W1", WEB)])], "500", requests=(1, 0, 1), replaced=1),
    # Neither: its own number, which is there after an answer that was lost.
    Match("its own number", {}, [known("499"), known("500", keys=[key(NUMBER)])], "500", "by_customer_number", (1, 0, 1)),
    Match("its own number, though one before has its email and no number", {"email_address": A},
          [known("499", A), known("500", keys=[key(NUMBER)])], "500", "by_customer_number", (1, 0, 1)),
    Match("its own number went into another by a merge", {"email_address": A}, [known("499", A), known("500", keys=[key(NUMBER)]), known("501")],
          "501", "by_customer_number", (1, 0, 1), merge=("501", "500")),
    # Neither: the primary email address.
    Match("an email address", {"email_address": A}, [known("499", "b@example.com"), known("500", A)], "500", "by_email", (1, 1, 1)),
    Match("an email address in other capitals", {"email_address": "A@Example.com"}, [known("500", A)], "500", "by_email", (1, 1, 1)),
    Match("an email address with blanks around", {"email_address": f" {A} "}, [known("500", A)], "500", "by_email", (1, 1, 1)),
    Match("an email address of before", {"email_address": A}, [known("500", "new@example.com", old_emails=[A])], "500", "by_email",
          (1, 1, 1)),
    Match("several have the email address: the first", {"email_address": A}, [known("500", A), known("501", A)], "500", "by_email",
          (1, 1, 1)),
    Match("several have the email address: the first without a number", {"email_address": A},
          [known("499", A, [key(77)]), known("500", A, [key("9", "XSTORE_ID"), key("W9", WEB)]), known("501", A)], "500", "by_email",
          (1, 1, 1)),
    Match("all have a number already: the first", {"email_address": A}, [known("500", A, [key(77)]), known("501", A, [key(78)])], "500",
          "by_email", (1, 1, 1)),
    Match("who has the email address was merged", {"email_address": A}, [known("500", A), known("501", "b@example.com")], None,
          "created", (1, 1, 1), merge=("501", "500")),
    Match("an email address that nobody has", {"email_address": A}, [known("500", "b@example.com")], None, "created", (1, 1, 1)),
    # Neither, and no email address.
    Match("nothing to match by", {}, [known("500", A)], None, "created", (1, 0, 1)),
    Match("a blank email address", {"email_address": "  "}, [known("500")], None, "created", (1, 0, 1)),
    Match("another has its number as a key of another type", {}, [known("500", keys=[key(NUMBER, WEB)])], None, "created", (1, 0, 1)),
    Match("name, address and phone are another's", {"first_name": "ANN", "street": "1 MAIN ST", "postal_code": "01101", "email_address": A},
          [known("500", "b@example.com", names={"first": "ANN", "last": f"LAST{NUMBER}"},
                 address={"line_1": "1 MAIN ST", "postal_code": "01101", "country": "US"},
                 telephones=[{"type_code": "BUSINESS", "number": "4135550199"}])], None, "created", (1, 1, 1)),
]


class Matching(SyncTest):
    def prepare(self, match):
        """Both sides at the start, and what Customer Engagement has."""
        self.sandbox.request("DELETE", "/sandbox/state")
        self.workspace.sql("DELETE FROM customer_sold_to_phone WHERE customer_number > 3000;"
                           "DELETE FROM customer_sold_to WHERE customer_number > 3000;")
        self.add(NUMBER, **match.customer)
        self.workspace.sql(f"INSERT INTO customer_sold_to_phone VALUES (7, {NUMBER}, 'D', '413-555-0199', '');")
        self.sandbox.add_customers(*match.there)
        if match.merge:
            self.sandbox.request("POST", "/sandbox/crm/merge", dict(zip(("survivor", "merged"), match.merge)))
        return {customer["customer_id"]: customer for customer in self.sandbox.customers()}

    def check(self, match):
        before = self.prepare(match)
        row = self.row(NUMBER)
        result = self.sync_json()
        counts = {name: result[name] for name in ("by_ids", "by_customer_number", "by_email", "created")}
        self.assertEqual(counts, {**dict.fromkeys(counts, 0), match.by: 1})
        self.assertEqual((result["synchronized"], result["relate_ids_replaced"], result["remaining"]), (1, match.replaced, 0))
        self.assertEqual(self.requests(), {name: count for name, count in match.requests.items() if count})
        self.check_there(match, before)
        self.assert_synchronized(NUMBER)
        self.assertEqual({**row, **dict.fromkeys(LINK)}, {**self.row(NUMBER), **dict.fromkeys(LINK)})
        self.assert_nothing_wrong()

    def check_there(self, match, before):
        """It is at the one it matches or at a new one, and nobody else was touched."""
        after = {customer["customer_id"]: customer for customer in self.sandbox.customers()}
        touched = [customer for name, customer in after.items() if customer != before.get(name)]
        self.assertEqual(len(touched), 1)
        self.assertEqual(len(after), len(before) + (match.match is None))
        self.assertIn(key(NUMBER), touched[0]["alternate_keys"])
        self.assertEqual(touched[0]["names"]["last"], f"LAST{NUMBER}")
        store = touched[0].get("retail_store_id"), touched[0].get("source")
        if match.match:
            self.assertEqual(touched[0]["customer_id"], match.match)
            self.assertEqual(store, ("12", "STORE"))
        else:
            self.assertNotIn(touched[0]["customer_id"], before)
            self.assertEqual(store, ("12301974", "CONTACT CENTER"))
        if match.customer.get("e_commerce_id"):
            self.assertIn(key(match.customer["e_commerce_id"], WEB), touched[0]["alternate_keys"])

    def test_every_branch(self):
        for match in MATCHES:
            with self.subTest(match.title):
                self.check(match)

    def test_a_replaced_relate_id_is_told(self):
        self.sandbox.add_customers(known("500"), known("501"))
        self.sandbox.request("POST", "/sandbox/crm/merge", {"survivor": "501", "merged": "500"})
        self.add(NUMBER, relate_id="500")
        self.sync_json()
        self.assertIn(("info", f"customer {NUMBER}", "Relate Id 500 becomes 501: the customer was merged in Customer Engagement, or the old ID was not known there"),
                      self.messages())

    def test_two_with_the_same_email_end_at_one(self):
        for connections in ("1", "16"):
            with self.subTest(connections):
                self.sandbox.request("DELETE", "/sandbox/state")
                self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number > 3000")
                self.add(3001, 3002, email_address=A)
                self.add(3003, email_address=A.upper() + " ")
                self.add(*range(3004, 3020))
                result = self.sync_json("--connections", connections)
                self.assertEqual((result["created"], result["by_email"]), (17, 2))
                self.assert_synchronized(*range(3001, 3020))
                self.assertEqual({self.link(number)[0] for number in (3001, 3002, 3003)}, {self.link(3001)[0]})
                self.assertEqual(self.services()["customers"], 17)

    def test_two_with_the_same_e_commerce_id_end_at_one(self):
        self.add(3001, 3002, e_commerce_id="W1")
        self.sync_json("--connections", "16")
        self.assert_synchronized(3001, 3002)
        self.assertEqual(self.services()["customers"], 1)

    def test_nothing_but_the_link_changes(self):
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y'")
        columns = ", ".join(name for name in self.row(1001) if name not in LINK)
        queries = [f"SELECT {columns} FROM customer_sold_to", *(f"SELECT * FROM {table}" for table in TABLES[1:])]
        before = [self.workspace.rows(query) for query in queries]
        self.sync_json()
        self.assertEqual([self.workspace.rows(query) for query in queries], before)
        self.assert_synchronized(1001, 1002)


class MatchingWithNotFoundFault(Matching):
    """As Matching, but to retrieve a customer who is not there is answered by an exception."""

    sandbox_options = ("--not-found-fault",)


class Selection(SyncTest):
    def test_without_interact_nothing_is_sent(self):
        self.workspace.sql("DELETE FROM system_control_value WHERE code = 'L37'")
        self.add(3001)
        for options in ([], ["--dry-run"], ["--flag-all"], ["--customer", "3001"]):
            with self.subTest(options):
                self.assertIn("synchronizes customer records only if the ORCE Customer Integration (L37) system control value is set "
                              "to INTERACT", self.refused(78, *options))
        self.assertEqual(self.flagged(), [3001])
        self.assertEqual(self.requests(), {})

    def test_other_missing_settings_are_named(self):
        self.add(3001)
        for name in ("ORCE_CUSTOMER_SERVICE_PREFIX", "ORCE_SECURITY_USER_ID"):
            with self.subTest(name):
                value = self.workspace.rows(f"SELECT value FROM property WHERE name = '{name}'")[0]["value"]
                self.workspace.sql(f"DELETE FROM property WHERE name = '{name}'")
                self.assertIn(name, self.refused(78, "--flag-all"))
                self.workspace.sql(f"INSERT INTO property VALUES (7, '{name}', '{value}')")
        self.workspace.sql("DELETE FROM web_service_authentication WHERE web_service = 'ORCE Customer'")
        self.assertIn("'ORCE Customer'", self.refused(78, "--flag-all"))
        # Nobody was flagged by a run that could not begin.
        self.assertEqual(self.flagged(), [3001])
        self.assertEqual(self.requests(), {})

    def test_ghosts_are_not_sent(self):
        self.add(3001, ghost="Y")
        self.add(3002, ghost="N")
        self.assertEqual(self.sync_json()["synchronized"], 1)
        self.assert_synchronized(3002)
        self.assertEqual(self.link(3001), ("", "Y", ""))
        self.assertIn("Ghost", self.refused(65, "--customer", "3001"))
        self.assertEqual(self.with_number(3001), [])

    def test_flag_all(self):
        self.add(3001, synchronize_with_remote_db="N")
        self.add(3002, synchronize_with_remote_db="")
        self.add(3003, ghost="Y", synchronize_with_remote_db="N")
        self.add(3004)
        result = self.sync_json("--flag-all")
        # 1001 and 1002 of the fixture too.
        self.assertEqual((result["flagged"], result["synchronized"]), (4, 5))
        self.assert_synchronized(1001, 1002, 3001, 3002, 3004)
        self.assertEqual(self.link(3003), ("", "N", ""))

    def test_one_customer(self):
        self.add(3001, 3002)
        self.add(3003, synchronize_with_remote_db="N")
        self.assertEqual(self.sync_json("--customer", "3003")["synchronized"], 1)
        self.assertEqual(self.sync_json("--customer", "3001")["remaining"], 1)
        self.assert_synchronized(3001, 3003)
        self.assertEqual(self.flagged(), [3002])
        self.refused(66, "--customer", "4000")

    def test_other_companies_are_not_sent(self):
        self.workspace.sql("INSERT INTO company (company, description) VALUES (8, 'OTHER')")
        self.add(3001, company=8)
        self.assertEqual(self.sync_json("--flag-all")["synchronized"], 2)
        self.assertEqual(self.link(3001), ("", "Y", ""))

    def test_nobody_flagged(self):
        self.assertEqual(self.sync_json()["synchronized"], 0)
        self.assertEqual(self.requests(), {})

    def test_a_dry_run_sends_and_changes_nothing(self):
        self.add(3001, email_address=A)
        self.add(3002)
        self.add(3003, e_commerce_id="W1")
        before = [self.workspace.rows(f"SELECT * FROM {table}") for table in TABLES]
        result = self.sync_json("--dry-run")
        self.assertEqual([result[name] for name in ("synchronized", "by_ids", "by_email", "created")], [3, 1, 1, 1])
        self.sync_json("--dry-run", "--flag-all")
        self.assertEqual(self.sync_json("--dry-run", "--customer", "3001")["synchronized"], 1)
        self.assertEqual([self.workspace.rows(f"SELECT * FROM {table}") for table in TABLES], before)
        self.assertEqual(self.requests(), {})

    def test_a_dry_run_counts_what_flag_all_would_send(self):
        self.add(3001, synchronize_with_remote_db="N")
        # 1001 and 1002 of the fixture too.
        self.assertEqual(self.sync_json("--dry-run", "--flag-all")["synchronized"], 3)
        self.assertEqual(self.flagged(), [])

    def test_a_dry_run_refuses_a_ghost(self):
        self.add(3001, ghost="Y")
        self.refused(65, "--dry-run", "--customer", "3001")

    def test_a_country_of_three_letters_is_left_behind(self):
        self.add(3001, country="USA")
        self.add(3002, country="")
        self.add(3003)
        result = self.sync_json(exit_code=1)
        self.assertEqual((result["synchronized"], result["left_behind"], result["remaining"]), (2, 1, 1))
        self.assert_synchronized(3002, 3003)
        self.assertEqual(self.flagged(), [3001])
        self.assertIn("3001", self.messages()[0][1])
        self.assertIn("'USA'", self.messages()[0][2])


class Refused(SyncTest):
    def test_one_is_refused_and_the_others_go(self):
        self.sandbox.fault("add", "relate", times=1, customer="3002", code="UNKNOWN_ATTRIBUTE_TYPE", message="No such attribute.")
        self.add(*range(3001, 3006))
        result = self.sync_json(exit_code=1)
        self.assertEqual((result["synchronized"], result["left_behind"], result["remaining"]), (4, 1, 1))
        self.assert_synchronized(3001, 3003, 3004, 3005)
        self.assertEqual(self.link(3002), ("", "Y", ""))
        reason = "left behind: Customer Engagement refused it: No such attribute. (UNKNOWN_ATTRIBUTE_TYPE)"
        self.assertEqual([message for message in self.messages() if message[1] == "customer 3002"], [("warning", "customer 3002", reason)])
        # A refusal is an answer: it is not asked again.
        self.assertEqual(self.requests()["addOrUpdateCustomer"], 5)
        shown = self.workspace.check([support.tool("oa-store"), "runs"])
        self.assertIn("1 left behind", shown)
        self.assertEqual(self.sync_json()["synchronized"], 1)
        self.assert_synchronized(3002)

    def test_one_is_refused_at_each_operation(self):
        for where in ("retrieve", "search", "add"):
            with self.subTest(where):
                self.add(3001, email_address=A)
                self.sandbox.fault(where, "relate", code="SOMETHING_ELSE", message="Not this one.")
                self.assertEqual(self.sync_json(exit_code=1)["left_behind"], 1)
                self.assertEqual(self.flagged(), [3001])
                self.assertEqual(self.with_number(3001), [])
                self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number = 3001")

    def test_wrong_password(self):
        self.add(3001, 3002)
        said = self.refused(77, OA_ORCE_PASSWORD="wrong-password")
        self.assertIn("orce-user", said)
        self.assertNotIn("wrong-password", said)
        self.assertEqual(self.flagged(), [3001, 3002])
        # Nothing is to be gained by asking again.
        self.assertLessEqual(sum(self.requests().values()), 2)

    def test_wrong_address(self):
        self.workspace.sql("INSERT INTO property VALUES (7, 'ORCE_CUSTOMER_SERVICE_SUFFIX', '/nothing/v2_3/Here')")
        self.add(3001)
        self.assertIn("ORCE_CUSTOMER_SERVICE_SUFFIX", self.refused(78))
        self.assertEqual(self.flagged(), [3001])


class Limited(SyncTest):
    sandbox_options = ("--lookup-limit", "2")

    def test_more_found_than_are_answered(self):
        self.sandbox.add_customers(*(known(str(500 + n), A) for n in range(3)))
        self.add(3001, email_address=A)
        self.add(3002)
        self.assertEqual(self.sync_json(exit_code=1)["synchronized"], 1)
        self.assertEqual(self.link(3001), ("", "Y", ""))
        # The answers about the two come in any order.
        self.assertEqual(len([message for message in self.messages() if "MAXIMUM_LOOKUP_RESULTS_ERROR" in message[2]]), 1)
        self.assert_synchronized(3002)
        self.assertEqual(self.services()["customers"], 4)


class Masked(SyncTest):
    sandbox_options = ("--mask",)

    def test_a_user_who_lacks_rights_is_named_once(self):
        self.sandbox.add_customers(known("500", A, names={"last": "SAMPLE"}), known("501", "b@example.com", names={"last": "SAMPLE"}))
        self.add(3001, email_address=A)
        self.add(3002, email_address="b@example.com")
        done = self.sync()
        self.assertEqual(done.returncode, 0)
        said = done.stderr.decode()
        self.assertEqual(said.count("the user 100 (ORCE_SECURITY_USER_ID) lacks rights"), 1, said)


class ChangedMeanwhile(SyncTest):
    def change(self, statement, **columns):
        """Changes customer 3001 between its sending and its answer; how the run ends."""
        self.add(3001, **columns)
        self.sandbox.fault("add", "slow", seconds=0.8)
        process = self.workspace.start(self.command("--json", "--timeout", "5"))
        self.wait_until(lambda: self.services()["created"] + self.services()["updated"] == 1, "it is not sent")
        self.workspace.sql(statement)
        answer, said = process.communicate(timeout=60)
        return process.returncode, json.loads(answer), said.decode()

    def check_again(self, statement, **columns):
        code, result, _ = self.change(statement, **columns)
        self.assertEqual((code, result["synchronized"], result["changed_meanwhile"], result["remaining"]), (1, 0, 1, 1))
        self.assertEqual(self.row(3001)["synchronize_with_remote_db"], "Y")
        self.assertEqual(self.messages()[0][1], "customer 3001")
        row = self.row(3001)
        self.assertEqual(self.sync_json()["synchronized"], 1)
        self.assertEqual({**row, **dict.fromkeys(LINK)}, {**self.row(3001), **dict.fromkeys(LINK)})
        self.assert_synchronized(3001)
        self.assertEqual((self.services()["created"], self.services()["updated"]), (1, 1))

    def test_the_name(self):
        self.check_again("UPDATE customer_sold_to SET last_name = 'CHANGED' WHERE customer_number = 3001")
        self.assertEqual(self.with_number(3001)[0]["names"]["last"], "CHANGED")

    def test_a_phone_number(self):
        self.check_again("INSERT INTO customer_sold_to_phone VALUES (7, 3001, 'D', '4135550100', '')")
        self.assertEqual(self.with_number(3001)[0]["telephones"][0]["number"], "4135550100")

    def test_an_address_line(self):
        self.check_again("INSERT INTO customer_sold_to_extended VALUES (7, 3001, 'GATE C', '', '')", street="1 MAIN ST")

    def test_an_e_commerce_id_that_came(self):
        self.check_again("UPDATE customer_sold_to SET e_commerce_id = 'W1' WHERE customer_number = 3001")
        self.assertIn(key("W1", WEB), self.with_number(3001)[0]["alternate_keys"])

    def test_a_relate_id_that_was_set_stays(self):
        code, result, _ = self.change("UPDATE customer_sold_to SET relate_id = '777' WHERE customer_number = 3001", relate_id="500")
        self.assertEqual((code, result["changed_meanwhile"]), (1, 1))
        self.assertEqual(self.link(3001), ("777", "Y", ""))

    def test_unflagged_by_another(self):
        code, _, said = self.change("UPDATE customer_sold_to SET synchronize_with_remote_db = 'N' WHERE customer_number = 3001")
        self.assertEqual(code, 0, said)
        self.assert_synchronized(3001)

    def test_deleted(self):
        code, result, said = self.change("DELETE FROM customer_sold_to WHERE customer_number = 3001")
        self.assertEqual((code, result["remaining"]), (0, 0), said)
        self.assertIn("deleted", self.messages()[0][2])


if __name__ == "__main__":
    cases.main()
