#!/usr/bin/env python3
"""One customer looked up and carried over, as the screens do (Customer Engagement Integration, Searching Customer Engagement for the Customer; Customer
Data Mapping; Notes and Troubleshooting): what cannot be taken changes nothing."""

import json
import re
import socket
import unittest

import cases
import support

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]
KEY = "SERENADE_ID"
AT = ["--at", "2010-11-23T09:21:41"]
TOO_MANY = "Maximum search results exceeded, please refine your search"
TABLES = """INSERT INTO system_control_value VALUES (7, 'D63', 'A1'), (7, 'D13', 'R');
INSERT INTO country (company, country) VALUES (7, 'US'), (7, 'DE');
INSERT INTO country_state (company, country, state) VALUES (7, 'US', 'MA');
INSERT INTO scf (company, country, scf) VALUES (7, 'US', '021'), (7, 'US', '011');"""


def key(number, kind=KEY):
    return {"type": kind, "id": str(number)}


def anna(customer_id="700", **fields):
    """A customer of Customer Engagement that OA can take as she is."""
    customer = {
        "customer_id": customer_id, "names": {"first": "Anna", "last": "Sample"}, "preferences": {"mail": False, "phone": False},
        "address": {"line_1": "12 Oak Street", "line_2": "Gate C", "city": "Boston", "territory": "MA", "postal_code": "02101",
                    "country": "US", "contact_preference_code": "Yes"},
        "emails": [{"address": "Anna@Example.com", "contact_preference_code": "N", "format_preference_code": "HTML"}],
        "telephones": [{"type_code": "BUSINESS", "number": "(617) 555-0101", "extension": "12"}],
        "birth_date": "1977-05-17", "rent": True}
    return {**customer, **fields}


def with_address(customer_id="700", **address):
    return anna(customer_id, address={**anna()["address"], **address})


class DeskTest(unittest.TestCase):
    sandbox_options = ()

    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.workspace.sql(TABLES)
        self.sandbox = support.Sandbox(self.workspace.directory, *self.sandbox_options)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)

    def tearDown(self):
        if self.sandbox.process.poll() is None:
            state = self.services()
            self.assertEqual((state["invalid"], state["errors"], state["duplicate_keys"]), (0, [], 0))

    def services(self):
        return self.sandbox.state()["customer_services"]

    def requests(self):
        return {name: count for name, count in self.services()["requests"].items() if count}

    def desk(self, *arguments, exit_code=0, **environment):
        """What a command prints and says."""
        done = self.workspace.run([support.tool("oa-customer"), *cases.FAST, *AT, *arguments], **environment)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, exit_code, done.stdout.decode() + said)
        return done.stdout.decode(), said

    def answer(self, *arguments, **options):
        return json.loads(self.desk("--json", *arguments, **options)[0])

    def refused(self, exit_code, *arguments, **environment):
        return self.desk(*arguments, exit_code=exit_code, **environment)[1]

    def row(self, number):
        return self.workspace.rows(f"SELECT * FROM customer_sold_to WHERE company = 7 AND customer_number = {number}")[0]

    def rows(self, table, number, columns="*"):
        return self.workspace.rows(f"SELECT {columns} FROM {table} WHERE company = 7 AND customer_number = {number} ORDER BY 1")

    def there(self, customer_id):
        return self.sandbox.request("GET", f"/sandbox/crm?id={customer_id}")

    def store(self):
        """Everything but the job log."""
        lines = self.workspace.sql(".dump").splitlines()
        return [line for line in lines if not re.match(r"INSERT INTO (job_run|job_run_message|sqlite_\w+) ", line)]

    def down(self):
        """Customer Engagement is out of reach."""
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
        self.workspace.sql(f"UPDATE property SET value = 'http://127.0.0.1:{port}' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")

    def assert_unchanged(self, exit_code, *arguments, **environment):
        """The command ends so, changes nothing at either side, and the job log has its end; what it said."""
        store, crm = self.store(), self.sandbox.customers()
        said = self.refused(exit_code, *arguments, **environment)
        self.assertEqual(self.store(), store)
        self.assertEqual(self.sandbox.customers(), crm)
        return said


class Search(DeskTest):
    def found(self, *arguments):
        result = self.answer("search", *arguments)
        return result["found_in"], [customer["relate_id"] or customer["customer_number"] for customer in result["customers"]]

    def test_customer_engagement_first(self):
        self.sandbox.add_customers(anna(emails=[{"address": "alice@example.com"}]))
        printed, _ = self.desk("search", "--email", "ALICE@example.com")
        self.assertTrue(printed.startswith("in Customer Engagement:\n"), printed)
        self.assertIn("700", printed)
        self.assertNotIn("900000000001", printed)
        self.assertEqual(self.requests(), {"searchCustomers": 1})

    def test_then_the_store(self):
        printed, _ = self.desk("search", "--email", "ALICE@example.com")
        self.assertTrue(printed.startswith("none in Customer Engagement; in the store:\n"), printed)
        self.assertIn("ALICE SAMPLE", printed)
        self.assertEqual(self.requests(), {"searchCustomers": 1})

    def test_nothing_found(self):
        printed, _ = self.desk("search", "--email", "nobody@example.com")
        self.assertEqual(printed, "no such customer in Customer Engagement or in the store\n")
        self.assertEqual(self.found("--email", "nobody@example.com"), ("store", []))

    def test_json(self):
        self.sandbox.add_customers(anna(alternate_keys=[key(1001)], business_name="Goods"))
        result = self.answer("search", "--relate-id", "700")
        self.assertGreater(result.pop("seconds"), 0)
        self.assertEqual(result, {
            "found_in": "Customer Engagement", "cut_short": False, "exit_code": 0, "customers": [{
                "relate_id": "700", "customer_number": "1001", "name": "ANNA SAMPLE", "company_name": "GOODS",
                "address": "12 OAK STREET, BOSTON, MA 02101, US", "email_address": "Anna@Example.com",
                "phone_number": "6175550101"}]})
        result = self.answer("search", "--customer", "1002")
        self.assertEqual(result["customers"], [{
            "relate_id": "", "customer_number": "1002", "name": "BOB SAMPLE", "company_name": "",
            "address": "2 MAIN ST, SPRINGFIELD, MA 01101, US", "email_address": "", "phone_number": ""}])

    def test_by_each_criterion_at_both(self):
        self.sandbox.add_customers(anna(alternate_keys=[key(77)]), anna("701", names={"first": "Bert", "last": "Samson"}, emails=[],
                                                                       telephones=[], address={"country": "US", "postal_code": "9"}))
        engagement, store = "Customer Engagement", "store"
        for arguments, wanted in [
                (["--email", "anna@example.com"], (engagement, ["700"])), (["--phone", "617.555.0101"], (engagement, ["700"])),
                (["--name", "sam"], (engagement, ["700", "701"])), (["--name", "SAMPLE, ANN"], (engagement, ["700"])),
                (["--name", "Sam , b"], (engagement, ["701"])), (["--name", ", Bert"], (engagement, ["701"])),
                (["--name", "SAMPLE,BERT"], (store, [])), (["--name", "SAMPLE, ALICE"], (store, ["900000000001"])),
                (["--postal-code", "02101"], (engagement, ["700"])), (["--customer", "77"], (engagement, ["700"])),
                (["--customer", "77", "--name", "NOBODY"], (engagement, ["700"])),
                (["--relate-id", "701"], (engagement, ["701"])), (["--name", "SAM", "--postal-code", "9"], (engagement, ["701"])),
                (["--phone", "(413) 555-0102"], (store, ["900000000001"])), (["--postal-code", "01101"], (store, ["900000000001", "1002"])),
                (["--customer", "1002", "--email", "nobody"], (store, ["1002"])), (["--relate-id", "900000000001"], (store, ["900000000001"]))]:
            with self.subTest(arguments):
                found_in, found = self.found(*arguments)
                self.assertEqual((found_in, sorted(found)), (wanted[0], sorted(wanted[1])))

    def test_ghosts_are_not_found(self):
        self.workspace.sql("UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 1002")
        self.assertEqual(self.found("--customer", "1002"), ("store", []))
        self.assertEqual(self.found("--name", "SAMPLE"), ("store", ["900000000001"]))

    def test_without_criteria(self):
        self.refused(64, "search")
        self.refused(64, "search", "--name", " , ")
        self.assertEqual(self.requests(), {})

    def test_a_phone_number_without_digits_is_no_criterion(self):
        """Not everybody."""
        self.sandbox.add_customers(anna())
        for phone in ("-", "none"):
            with self.subTest(phone):
                self.refused(64, "search", "--phone", phone)
        self.assertEqual(self.requests(), {})

    def test_the_store_has_more_than_are_shown(self):
        values = ", ".join(f"(7, {number}, 'MANY')" for number in range(2001, 2102))
        self.workspace.sql(f"INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES {values}")
        result = self.answer("search", "--name", "MANY")
        self.assertEqual((len(result["customers"]), result["cut_short"]), (100, True))
        self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number = 2101")
        result = self.answer("search", "--name", "MANY")
        self.assertEqual((len(result["customers"]), result["cut_short"]), (100, False))

    def test_a_search_changes_nothing(self):
        before = self.workspace.sql(".dump")
        self.desk("search", "--name", "SAMPLE")
        self.desk("show", "1001")
        self.assertEqual(self.workspace.sql(".dump"), before)


class Limited(DeskTest):
    sandbox_options = ("--lookup-limit", "2")

    def test_more_found_than_are_answered(self):
        self.sandbox.add_customers(*(anna(str(700 + n)) for n in range(3)))
        self.assertEqual(self.answer("search", "--name", "SAMPLE", exit_code=69)["error"], TOO_MANY)
        said = self.refused(69, "search", "--name", "SAMPLE").strip()
        self.assertTrue(said.endswith(": " + TOO_MANY) or said.endswith(" " + TOO_MANY), said)
        # A refusal is an answer: it is not asked again.
        self.assertEqual(self.requests(), {"searchCustomers": 2})

    def test_as_many_as_are_answered(self):
        self.sandbox.add_customers(anna("700"), anna("701"))
        self.assertEqual(len(self.answer("search", "--name", "SAMPLE")["customers"]), 2)


class Show(DeskTest):
    def test_as_customer_engagement_has_it(self):
        self.sandbox.add_customers(anna("900000000001", prefix="Frau"))
        shown = self.answer("show", "1001")
        self.assertEqual((shown["found_in"], shown["in_store"], shown["customer_number"]), ("Customer Engagement", True, "1001"))
        self.assertEqual((shown["first_name"], shown["prefix"], shown["birth_date"], shown["mail"]), ("ANNA", "FRA", "05-17", "Y"))
        printed, _ = self.desk("show", "1001")
        self.assertTrue(printed.startswith("as Customer Engagement has it:\n"), printed)
        self.assertNotIn("ALICE", printed)

    def test_by_alternate_key_and_by_relate_id(self):
        self.sandbox.add_customers(anna(alternate_keys=[key(1002)]))
        self.assertEqual(self.answer("show", "1002")["relate_id"], "700")
        shown = self.answer("show", "--relate-id", "700")
        self.assertEqual((shown["in_store"], shown["first_name"]), (False, "ANNA"))

    def test_only_in_the_store(self):
        shown = self.answer("show", "1001")
        self.assertEqual((shown["found_in"], shown["in_store"], shown["first_name"]), ("store", True, "ALICE"))
        printed, _ = self.desk("show", "1001")
        self.assertTrue(printed.startswith("in the store, not in Customer Engagement:\n"), printed)

    def test_neither(self):
        self.assertIn("4000", self.refused(66, "show", "4000"))
        self.assertIn("701", self.refused(66, "show", "--relate-id", "701"))

    def test_what_could_not_be_taken_is_remarked(self):
        self.sandbox.add_customers(with_address(contact_preference_code="maybe"), {"customer_id": "701", "names": {"last": "X"}})
        self.assertIn("maybe", self.answer("show", "--relate-id", "700")["remarks"][0])
        self.assertIn("HOME", self.answer("show", "--relate-id", "701")["remarks"][0])
        self.assertIn("HOME", self.desk("show", "--relate-id", "701")[1])

    def test_which(self):
        self.refused(64, "show")
        self.refused(64, "show", "1001", "--relate-id", "700")
        self.refused(64, "show", "0")


class Create(DeskTest):
    def test_whole(self):
        self.sandbox.add_customers(anna(prefix="Frau", names={"first": "Anna Maria Josephina", "middle": "Beta", "last": "Sample"}))
        result = self.answer("pull", "--relate-id", "700", "--user", "maria.sample")
        self.assertEqual([result[name] for name in ("customer_number", "relate_id", "created", "told_back", "exit_code")],
                         [1003, "700", True, True, 0])
        self.assertIn({"field": "last_name", "before": "", "after": "SAMPLE"}, result["changes"])
        row = self.row(1003)
        wanted = {"relate_id": "700", "prefix": "FRA", "first_name": "ANNA MARIA JOSE", "middle_initial": "B", "last_name": "SAMPLE",
                  "street": "12 OAK STREET", "city": "BOSTON", "state": "MA", "postal_code": "02101", "country": "US",
                  "email_address": "Anna@Example.com", "opt_in_out": "O2", "mail": "Y", "rent": "", "do_not_fax": "", "birth_month": 5,
                  "birth_date": 17, "customer_class": "A1", "delivery_code": "R", "entry_date": "2010-11-23",
                  "change_date": "2010-11-23", "entered_by": "MARIA.SAMP", "changed_by": "MARIA.SAMP",
                  "synchronize_with_remote_db": "N"}
        self.assertEqual({name: row[name] for name in wanted}, wanted)
        self.assertEqual(self.rows("customer_sold_to_extended", 1003, "address_line_2"), [{"address_line_2": "GATE C"}])
        self.assertEqual(self.rows("customer_sold_to_phone", 1003, "phone_type, phone_number, extension"),
                         [{"phone_type": "D", "phone_number": "6175550101", "extension": ""}])
        self.assertEqual(self.rows("customer_sold_to_email", 1003, "email_address, primary_email, format, opt_in_out"),
                         [{"email_address": "Anna@Example.com", "primary_email": "Y", "format": "H", "opt_in_out": "O2"}])
        # Told back: the number and the truncated text.
        there = self.there("700")
        self.assertEqual(there["alternate_keys"], [key(1003)])
        self.assertEqual((there["names"]["first"], there["names"]["middle"], there["prefix"]), ("ANNA MARIA JOSE", "B", "FRA"))
        self.assertEqual(self.services()["customers"], 1)
        self.assertEqual(self.workspace.rows("SELECT job, state, exit_code FROM job_run"),
                         [{"job": "WCST", "state": "done", "exit_code": 0}])

    def test_the_user_of_the_environment(self):
        self.sandbox.add_customers(anna())
        self.answer("pull", "--relate-id", "700", OA_USER="otto")
        self.assertEqual((self.row(1003)["entered_by"], self.row(1003)["changed_by"]), ("OTTO", "OTTO"))

    def test_a_second_time_it_is_known(self):
        self.sandbox.add_customers(anna())
        self.answer("pull", "--relate-id", "700")
        sent = self.requests()["addOrUpdateCustomer"]
        store = self.store()
        result = self.answer("pull", "--relate-id", "700")
        self.assertEqual((result["customer_number"], result["created"], result["changes"], result["told_back"]), (1003, False, [], False))
        self.assertEqual(self.requests()["addOrUpdateCustomer"], sent)
        self.assertEqual(self.store(), store)
        self.assertIn("customer 1003 is as Customer Engagement has it (700)", self.desk("pull", "1003")[0])

    def test_a_key_of_no_customer_or_of_a_ghost_creates(self):
        self.workspace.sql("UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 1002")
        ghost = self.row(1002)
        self.sandbox.add_customers(anna("700", alternate_keys=[key(4000)]), anna("701", alternate_keys=[key(1002)]),
                                   anna("702", alternate_keys=[key("X1001"), key(1001, "XSTORE_ID")]))
        for number, customer_id in enumerate(("700", "701", "702"), 1003):
            with self.subTest(customer_id):
                result = self.answer("pull", "--relate-id", customer_id)
                self.assertEqual((result["created"], result["customer_number"]), (True, number))
        self.assertEqual(self.row(1002), ghost)
        self.assertEqual(self.row(1001)["first_name"], "ALICE")

    def test_profile_data(self):
        self.workspace.sql("INSERT INTO profile VALUES (7, 'MAR', 'MARITAL STATUS'); "
                           "INSERT INTO profile_data VALUES (7, 'MAR', 'M', 'MARRIED')")
        self.sandbox.add_customers(anna(attributes={"MARITAL STATUS": "MARRIED", "HOBBY": "CHESS"}))
        self.answer("pull", "--relate-id", "700")
        self.assertEqual(self.rows("customer_profile", 1003), [])
        self.workspace.sql("INSERT INTO system_control_value VALUES (7, 'L51', 'Y')")
        self.answer("pull", "--relate-id", "700")
        self.assertEqual(self.rows("customer_profile", 1003, "profile, profile_data"), [{"profile": "MAR", "profile_data": "M"}])

    def test_who_is_not_there(self):
        self.assertIn("701", self.assert_unchanged(66, "pull", "--relate-id", "701"))
        self.assertIn("4000", self.assert_unchanged(66, "pull", "4000"))
        self.assertIn("1002", self.assert_unchanged(66, "pull", "1002"))

    def test_a_customer_id_that_is_no_relate_id(self):
        """OA has 20 positions for it."""
        self.sandbox.add_customers(anna("7" * 21))
        self.assert_unchanged(65, "pull", "--relate-id", "7" * 21)


class Update(DeskTest):
    def test_by_alternate_key_though_the_relate_id_differs(self):
        self.sandbox.add_customers(anna(alternate_keys=[key(1001)]))
        result = self.answer("pull", "--relate-id", "700")
        self.assertEqual((result["customer_number"], result["created"], result["told_back"]), (1001, False, False))
        self.assertIn({"field": "relate_id", "before": "900000000001", "after": "700"}, result["changes"])
        row = self.row(1001)
        self.assertEqual((row["relate_id"], row["first_name"], row["email_address"]), ("700", "ANNA", "Anna@Example.com"))
        # The evening phone is not there: here it stays.
        self.assertEqual(self.rows("customer_sold_to_phone", 1001, "phone_type, phone_number"),
                         [{"phone_type": "D", "phone_number": "6175550101"}, {"phone_type": "E", "phone_number": "4135550102"}])
        self.assertEqual(self.requests(), {"retrieveCustomer": 1})

    def test_by_relate_id(self):
        self.sandbox.add_customers(anna("900000000001"))
        result = self.answer("pull", "--relate-id", "900000000001")
        self.assertEqual((result["customer_number"], result["created"], result["told_back"]), (1001, False, True))
        self.assertEqual(self.row(1001)["first_name"], "ANNA")
        self.assertEqual(self.there("900000000001")["alternate_keys"], [key(1001)])

    def test_by_customer_number(self):
        self.sandbox.add_customers(anna("900000000001"), anna("700", names={"last": "Other"}, alternate_keys=[key(1002)]))
        self.assertEqual(self.answer("pull", "1001")["relate_id"], "900000000001")
        self.assertEqual(self.answer("pull", "1002")["relate_id"], "700")
        self.assertEqual(self.row(1002)["last_name"], "OTHER")

    def test_a_key_before_a_relate_id(self):
        """The alternate key says who it is; the customer that had the Relate Id before keeps it, as two customers that
        Customer Engagement has as one do."""
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1002)]))
        self.assertEqual(self.answer("pull", "--relate-id", "900000000001")["customer_number"], 1002)
        self.assertEqual(self.row(1001)["first_name"], "ALICE")
        holders = self.workspace.rows("SELECT customer_number FROM customer_sold_to WHERE relate_id = '900000000001'")
        self.assertEqual(holders, [{"customer_number": 1001}, {"customer_number": 1002}])

    def test_two_records_with_one_key(self):
        self.sandbox.add_customers(anna("700", alternate_keys=[key(1002)]),
                                   anna("701", names={"last": "Second"}, alternate_keys=[key(1002)]))
        self.assertEqual(self.answer("pull", "1002")["relate_id"], "700")
        self.assertEqual((self.row(1002)["relate_id"], self.row(1002)["last_name"]), ("700", "SAMPLE"))
        # The other is selected: the customer is updated by it, and not created again.
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = '' WHERE customer_number = 1002")
        result = self.answer("pull", "--relate-id", "701")
        self.assertEqual((result["customer_number"], result["created"]), (1002, False))
        self.sandbox.request("DELETE", "/sandbox/state")

    def test_what_is_gone_there(self):
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)], names={"last": "Sample"}, emails=[], telephones=[],
                                        birth_date=""))
        self.workspace.sql("UPDATE customer_sold_to SET prefix = 'MS', suffix = 'JR', middle_initial = 'A', company_name = 'GOODS', "
                           "apartment = '4B', rent = 'N', do_not_fax = 'Y', birth_month = 12, birth_date = 10, "
                           "po_box = 'PB', entry_date = '2009-01-02', customer_class = 'ZZ' WHERE customer_number = 1001;"
                           "INSERT INTO customer_sold_to_extended VALUES (7, 1001, 'A', 'B', 'C')")
        self.answer("pull", "1001")
        row = self.row(1001)
        self.assertEqual([row[name] for name in ("prefix", "first_name", "suffix", "middle_initial", "company_name", "apartment",
                                                 "email_address")], [""] * 7)
        self.assertEqual([row[name] for name in ("rent", "do_not_fax", "birth_month", "birth_date", "po_box", "entry_date",
                                                 "customer_class")], ["N", "Y", 12, 10, "PB", "2009-01-02", "ZZ"])
        self.assertEqual(self.rows("customer_sold_to_extended", 1001, "address_line_2, address_line_3, address_line_4"),
                         [{"address_line_2": "GATE C", "address_line_3": "", "address_line_4": ""}])
        self.assertEqual(len(self.rows("customer_sold_to_phone", 1001)), 2)

    def test_without_a_home_address(self):
        self.sandbox.add_customers({"customer_id": "900000000001", "names": {"last": "Other"}, "alternate_keys": [key(1001)]})
        self.assertIn("HOME", self.desk("pull", "1001")[1])
        row = self.row(1001)
        self.assertEqual((row["last_name"], row["street"], row["state"]), ("OTHER", "1 MAIN ST", "MA"))

    def test_truncated_text_is_told_back(self):
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)], names={"first": "x" * 16, "last": "Sample"}))
        self.assertTrue(self.answer("pull", "1001")["told_back"])
        there = self.there("900000000001")
        self.assertEqual(there["names"]["first"], "X" * 15)
        self.assertEqual(self.row(1001)["synchronize_with_remote_db"], "N")
        self.assertFalse(self.answer("pull", "1001")["told_back"])

    def test_a_ghost(self):
        self.workspace.sql("UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 1001")
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)]))
        self.assert_unchanged(66, "pull", "1001")

    def test_a_key_of_a_ghost_or_a_merged_customer_leads_to_who_it_became(self):
        self.workspace.sql("UPDATE customer_sold_to SET ghost = 'Y', ghost_target_customer_number = 1001 WHERE customer_number = 1002;"
                           "INSERT INTO customer_merged (company, source_customer_number, target_customer_number) VALUES (7, 999, 1002)")
        for ghost in (1002, 999):
            with self.subTest(ghost):
                self.sandbox.request("DELETE", "/sandbox/state")
                self.sandbox.add_customers(anna("700", alternate_keys=[key(ghost)]))
                result = self.answer("pull", "--relate-id", "700")
                self.assertEqual((result["customer_number"], result["created"]), (1001, False))
                self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE customer_number > 1002"), "0\n")
        self.sandbox.request("DELETE", "/sandbox/state")
        self.assertIn("customer 1002 is a Ghost of customer 1001", self.refused(66, "pull", "1002"))
        self.assertIn("customer 999 was merged into customer 1001", self.refused(66, "pull", "999"))
        self.assertIn("customer 1002 is a Ghost of customer 1001", "".join(self.desk("show", "1002")))
        self.assertIn("customer 999 was merged into customer 1001", self.refused(66, "show", "999"))


class InStep(DeskTest):
    """Match code and Customer Address Change follow the name and address that are taken."""

    def setUp(self):
        super().setUp()
        self.workspace.sql("UPDATE customer_sold_to SET match_code = '01101/SAMPLE/1MAIN/ALI' WHERE customer_number = 1001")

    def test_what_was_before_is_kept(self):
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)]))
        self.answer("pull", "1001", "--user", "maria")
        change, = self.rows("customer_address_change", 1001)
        wanted = {"sequence_number": 1, "change_date": "2010-11-23", "user_id": "MARIA", "first_name": "ALICE", "last_name": "SAMPLE",
                  "street": "1 MAIN ST", "day_phone": "4135550101", "match_code": "01101/SAMPLE/1MAIN/ALI"}
        self.assertEqual({name: change[name] for name in wanted}, wanted)
        self.assertTrue(self.row(1001)["match_code"].startswith("US/02101/SAMPLE/12"))
        # The same again is no change, nor is another email address.
        self.answer("pull", "1001")
        self.sandbox.request("DELETE", "/sandbox/state")
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)], emails=[]))
        self.answer("pull", "1001")
        self.assertEqual(len(self.rows("customer_address_change", 1001)), 1)

    def test_a_dry_run_keeps_nothing(self):
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)]))
        self.assert_unchanged(0, "pull", "1001", "--dry-run")

    def test_a_new_customer_has_a_match_code_and_no_change(self):
        self.sandbox.add_customers(anna())
        number = self.answer("pull", "--relate-id", "700")["customer_number"]
        self.assertTrue(self.row(number)["match_code"].startswith("US/02101/SAMPLE/12"))
        self.assertEqual(self.rows("customer_address_change", number), [])

    def test_a_later_merge_keeps_what_was_pulled(self):
        """The source was changed last year: its address is more recent than none, but not than the pull."""
        self.workspace.sql("INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date) "
                           "VALUES (7, 1002, 1, '2009-12-31');"
                           "UPDATE customer_sold_to SET first_name = 'ALICE', last_name = 'OLD', street = '9 OLD RD' "
                           "WHERE customer_number = 1002;")
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)]))
        self.answer("pull", "1001")
        for command in (["add-target", "1001"], ["add-source", "1001", "1002"], ["merge"]):
            self.workspace.check([support.tool("oa-mergepurge"), "--at", "2010-12-01T12:00:00", *command])
        row = self.row(1001)
        self.assertEqual((row["first_name"], row["last_name"], row["street"], row["postal_code"]),
                         ("ANNA", "SAMPLE", "12 OAK STREET", "02101"))
        self.assertEqual(self.rows("customer_sold_to_phone", 1001, "phone_type, phone_number")[0],
                         {"phone_type": "D", "phone_number": "6175550101"})


class CannotBeTaken(DeskTest):
    def check(self, *said, **address):
        self.sandbox.request("DELETE", "/sandbox/state")
        self.sandbox.add_customers(with_address("700", **address), with_address("900000000001", **address))
        for arguments in (["--relate-id", "700"], ["1001"], ["1001", "--dry-run"]):
            with self.subTest(arguments, **address):
                told = self.assert_unchanged(65, "pull", *arguments)
                for part in said:
                    self.assertIn(part, told)

    def test_state(self):
        self.check("'ZZ'", territory="ZZ")

    def test_postal_code(self):
        self.check("'99999'", postal_code="99999")

    def test_country(self):
        self.check("'USA'", country="USA")
        self.check("'FR'", country="FR")

    def test_mail_permission(self):
        self.check("'maybe'", contact_preference_code="maybe")

    def test_all_reasons_are_told(self):
        self.check("'ZZ'", "'99999'", "'maybe'", territory="ZZ", postal_code="99999", contact_preference_code="maybe")

    def test_the_end_is_in_the_job_log(self):
        self.check(territory="ZZ")
        self.assertEqual(self.workspace.rows("SELECT state, exit_code FROM job_run"), [{"state": "failed", "exit_code": 65}] * 2)

    def test_a_country_without_states_and_postal_codes(self):
        self.sandbox.add_customers(with_address(country="de", territory="BY", postal_code="80331"))
        self.answer("pull", "--relate-id", "700")
        self.assertEqual((self.row(1003)["country"], self.row(1003)["state"]), ("DE", "BY"))

    def test_in_json(self):
        self.sandbox.add_customers(with_address(territory="ZZ"))
        result = self.answer("pull", "--relate-id", "700", exit_code=65)
        self.assertEqual(result["exit_code"], 65)
        self.assertIn("'ZZ'", result["error"])


class Masked(DeskTest):
    sandbox_options = ("--mask",)

    def test_asterisks_are_not_taken(self):
        self.sandbox.add_customers(anna(), anna("900000000001", alternate_keys=[key(1001)]))
        for arguments in (["--relate-id", "700"], ["1001"], ["1001", "--dry-run"]):
            with self.subTest(arguments):
                self.assertIn("asterisks", self.assert_unchanged(77, "pull", *arguments))


class DryRun(DeskTest):
    def test_pull(self):
        self.sandbox.add_customers(anna(prefix="Frau"), anna("900000000001", names={"first": "x" * 20, "last": "SAMPLE"}))
        before = self.workspace.sql(".dump")
        self.assertIn("would create customer 1003 from 700", self.desk("pull", "--relate-id", "700", "--dry-run")[0])
        self.assertIn("would change", self.desk("pull", "1001", "--dry-run")[0])
        result = self.answer("pull", "1001", "--dry-run")
        self.assertIn({"field": "first_name", "before": "ALICE", "after": "X" * 15}, result["changes"])
        self.assertFalse(result["told_back"])
        self.assertEqual(self.workspace.sql(".dump"), before)
        self.assertEqual(self.requests(), {"retrieveCustomer": 3})

    def test_push(self):
        before = self.workspace.sql(".dump")
        self.desk("push", "1002", "--dry-run")
        self.assertEqual(self.workspace.sql(".dump"), before)
        self.assertEqual(self.requests(), {})


class Failure(DeskTest):
    def test_out_of_reach(self):
        self.sandbox.add_customers(anna("900000000001"))
        self.down()
        for arguments in (["search", "--name", "SAMPLE"], ["show", "1001"], ["pull", "1001"], ["pull", "--relate-id", "700"]):
            with self.subTest(arguments):
                self.assert_unchanged(69, *arguments)

    def test_push_out_of_reach_keeps_the_flag(self):
        self.down()
        self.refused(69, "push", "1002")
        self.assertEqual(self.row(1002)["synchronize_with_remote_db"], "Y")

    def test_killed_before_telling_back(self):
        self.sandbox.add_customers(anna())
        done = self.workspace.run([support.tool("oa-customer"), "pull", "--relate-id", "700"], OA_TEST_KILL_AT="customer_pulled")
        self.assertEqual(done.returncode, -9)
        self.assertEqual(self.row(1003)["synchronize_with_remote_db"], "Y")

    def test_telling_back_fails(self):
        self.sandbox.add_customers(anna())
        self.sandbox.fault("add", "status", status=503, times=0)
        result = self.answer("pull", "--relate-id", "700", exit_code=69)
        self.assertIn("503", result["error"])
        row = self.row(1003)
        self.assertEqual((row["relate_id"], row["last_name"], row["synchronize_with_remote_db"]), ("700", "SAMPLE", "Y"))
        self.assertEqual(self.there("700")["alternate_keys"], [])
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.workspace.check([support.tool("oa-syncrdb")])
        self.assertEqual(self.row(1003)["synchronize_with_remote_db"], "N")
        self.assertEqual(self.there("700")["alternate_keys"], [key(1003)])

    def test_telling_back_is_refused(self):
        self.sandbox.add_customers(anna())
        self.sandbox.fault("add", "relate", code="SOMETHING_ELSE", message="Not this one.")
        self.assertIn("Not this one.", self.refused(1, "pull", "--relate-id", "700"))
        self.assertEqual((self.row(1003)["relate_id"], self.row(1003)["synchronize_with_remote_db"]), ("700", "Y"))

    def test_a_lookup_is_refused(self):
        self.sandbox.add_customers(anna())
        for where, arguments in (("search", ["search", "--name", "SAMPLE"]), ("retrieve", ["show", "1001"]), ("retrieve", ["pull", "1001"])):
            with self.subTest(arguments):
                self.sandbox.fault(where, "relate", code="SOMETHING_ELSE", message="Not this one.")
                self.assertIn("Not this one.", self.assert_unchanged(69, *arguments))

    def test_tried_again(self):
        self.sandbox.add_customers(anna("900000000001", alternate_keys=[key(1001)]))
        for where, arguments in (("search", ["search", "--name", "SAMPLE"]), ("retrieve", ["show", "1001"]), ("retrieve", ["pull", "1001"])):
            for what, parameters in (("status", {"status": 503}), ("drop", {}), ("truncate", {})):
                with self.subTest(arguments, what=what):
                    self.sandbox.fault(where, what, times=2, **parameters)
                    self.desk(*arguments)
                    self.sandbox.fault(where, what, times=3, **parameters)
                    self.refused(69, *arguments)

    def test_wrong_password(self):
        said = self.assert_unchanged(77, "pull", "1001", OA_ORCE_PASSWORD="wrong-password")
        self.assertIn("orce-user", said)
        self.assertNotIn("wrong-password", said)
        self.assertLessEqual(sum(self.requests().values()), 1)

    def test_no_secrets(self):
        self.sandbox.add_customers(anna())
        for arguments in (["search", "--name", "SAMPLE"], ["show", "--relate-id", "700"], ["pull", "--relate-id", "700"], ["push", "1002"]):
            with self.subTest(arguments):
                printed, said = self.desk("-vv", *arguments)
                self.assertIn("Response", said)
                for secret in (support.PASSWORD, "Basic b3", "b3JjZS11c2VyOm9yY2UtcGFzc3dvcmQ"):
                    self.assertNotIn(secret, printed + said)


class Push(DeskTest):
    def test_creates(self):
        result = self.answer("push", "1002")
        self.assertEqual([result[name] for name in ("customer_number", "synchronized", "created", "left_behind", "exit_code")],
                         [1002, 1, 1, 0, 0])
        there = self.sandbox.customers()
        self.assertEqual([(customer["names"]["first"], customer["alternate_keys"]) for customer in there], [("BOB", [key(1002)])])
        self.assertEqual((self.row(1002)["relate_id"], self.row(1002)["synchronize_with_remote_db"]), (there[0]["customer_id"], "N"))

    def test_updates(self):
        self.sandbox.add_customers(anna("900000000001"))
        result = self.answer("push", "1001")
        self.assertEqual((result["synchronized"], result["created"]), (1, 0))
        there = self.there("900000000001")
        self.assertEqual((there["names"]["first"], there["alternate_keys"]), ("ALICE", [key(1001)]))
        self.assertEqual(self.services()["customers"], 1)

    def test_only_this_one(self):
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y'")
        self.answer("push", "1002")
        self.assertEqual(self.row(1001)["synchronize_with_remote_db"], "Y")

    def test_a_ghost(self):
        self.workspace.sql("UPDATE customer_sold_to SET ghost = 'Y' WHERE customer_number = 1002")
        self.assertIn("Ghost", self.assert_unchanged(65, "push", "1002"))

    def test_nobody(self):
        self.assertIn("4000", self.assert_unchanged(66, "push", "4000"))
        self.refused(64, "push")


class Settings(DeskTest):
    def test_without_interact(self):
        for change in ("UPDATE system_control_value SET value = '' WHERE code = 'L37'", "DELETE FROM system_control_value WHERE code = 'L37'"):
            self.workspace.sql(change)
            for arguments in (["search", "--name", "SAMPLE"], ["show", "1001"], ["pull", "1001"], ["push", "1001"],
                              ["pull", "1001", "--dry-run"]):
                with self.subTest(arguments):
                    self.assertIn("L37", self.assert_unchanged(78, *arguments))
        self.assertEqual(self.requests(), {})

    def test_no_such_company(self):
        for arguments in (["search", "--name", "SAMPLE"], ["show", "1001"], ["pull", "1001"], ["push", "1001"]):
            self.refused(66, *arguments, OA_COMPANY=9)


class Locked(DeskTest):
    def test_another_job_runs(self):
        self.sandbox.add_customers(anna("900000000001"))
        self.sandbox.fault("add", "slow", seconds=5)
        process = self.workspace.start([support.tool("oa-customer"), "--timeout", "20", "push", "1002"])
        self.addCleanup(process.communicate)
        while not self.requests().get("addOrUpdateCustomer"):
            self.assertIsNone(process.poll())
        self.refused(75, "pull", "1001")
        self.refused(75, "push", "1001")
        self.assertEqual(self.row(1001)["first_name"], "ALICE")
        self.desk("search", "--name", "SAMPLE")
        self.desk("show", "1001")
        self.desk("pull", "1001", "--dry-run")
        self.assertIsNone(process.poll(), "the other job was to go on meanwhile")


if __name__ == "__main__":
    cases.main()
