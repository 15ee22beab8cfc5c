#!/usr/bin/env python3
"""Each request of the suite loses its answer once, as the first and as a later request of its connection, at each moment: no card
is funded twice, no sale and no customer arrives twice, and none is lost. OA_TEST_LONG=1 takes every combination."""

import os
import unittest

import cases
import support
from cutting_proxy import Cut, CuttingProxy, MOMENTS, PARTS, PROTOCOLS
from sync_cases import KEY, WEB, SyncTest
from test_customers import CustomerTest
from svc_cases import FIRST, FIVE_MINUTES_LATER, SvcTest
from test_svc_generated import FIXTURES, SETUP

LONG = os.environ.get("OA_TEST_LONG") == "1"
OAUTH = ("UPDATE web_service_authentication SET authentication_type = 'OAUTH', user_id = 'oms-client', "
         "secret_source = 'env:OA_ORCE_CLIENT_SECRET';")


def moments():
    """Moment and protocol of the answer, which matters only where some of the answer arrives."""
    for moment in MOMENTS:
        protocols = list(PROTOCOLS) if LONG or moment == "in the body" else ["keep-alive"]
        yield from ((moment, protocol) for protocol in (protocols if moment in PARTS else ["keep-alive"]))


class LostAnswers:
    """What the table's tests share; a mixin for the tests of one tool."""

    def setUp(self):
        super().setUp()
        self.proxy = CuttingProxy(self.sandbox.port)
        self.addCleanup(self.proxy.close)
        self.sandbox.serve(self.workspace, self.proxy.url)

    def table(self, kind, run, later=2, retries=0, first=1):
        """`run` for each way to lose an answer: that of the request that is the `later`th of its kind when connections are kept,
        and of the `first` when each has its own."""
        for moment, protocol in moments():
            for place, occurrence in (("first", first), ("later", later)):
                for tries in ((0, 2) if LONG else (retries,)):
                    if occurrence is None:
                        continue
                    with self.subTest(kind=kind, place=place, moment=moment, protocol=protocol, retries=tries):
                        self.begin_anew()
                        self.proxy.expect(Cut(kind, occurrence, moment, protocol), keep=place == "later")
                        run("--retries", str(tries))
                        self.assertIsNotNone(self.proxy.place, f"there was no {kind} to lose the answer of")
                        self.assertEqual(self.proxy.place == 1, place == "first")

    def use_oauth(self):
        self.workspace.sql(OAUTH)
        self.sandbox.serve(self.workspace, self.proxy.url)

    def begin_anew(self):
        self.sandbox.request("DELETE", "/sandbox/state")
        self.sandbox.request("DELETE", "/sandbox/faults")

    def exit_code_of(self, done):
        self.assertIn(done.returncode, (0, 69), done.stderr.decode())
        return done.returncode


class Sales(LostAnswers, cases.FaultTest):
    sandbox_options = ("--relative-access-uri",)

    def begin_anew(self):
        super().begin_anew()
        self.workspace.sql("UPDATE invoice_header SET extracted_to_store = ''; DELETE FROM outbound_file; DELETE FROM outbound_batch;")
        for path in self.workspace.outbox.iterdir():
            path.unlink()

    def deliver(self, *options):
        code = self.exit_code_of(self.feed("--at", "2021-05-03T09:21:41", *options))
        # What arrived is not to be sent under another name: it is sent, or still under way.
        states = {row["zip_name"]: row["state"] for row in self.workspace.rows("SELECT zip_name, state FROM outbound_batch")}
        for entry in self.sandbox.state()["objects"]:
            self.assertIn(states[os.path.basename(entry["name"])], ("sent",) if code == 0 else ("sending",))
        self.feed_json("--at", "2021-05-04T09:21:41")
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)
        self.assert_delivered_once()

    def deliver_with_an_expired_token(self, *options):
        self.sandbox.fault("token", "expire")
        self.deliver(*options)

    def test_token(self):
        self.table("token", self.deliver, later=None)

    def test_second_token(self):
        self.table("token", self.deliver_with_an_expired_token, first=None)

    def test_par(self):
        self.table("par", self.deliver, later=1)

    def test_put(self):
        self.table("put", self.deliver, later=1)


class Upload(LostAnswers, CustomerTest):
    sandbox_options = ("--relative-access-uri",)

    def begin_anew(self):
        super().begin_anew()
        self.workspace.sql("DELETE FROM active_procedure; DELETE FROM outbound_file; DELETE FROM outbound_batch;")
        for path in self.workspace.outbox.iterdir():
            path.unlink()

    def send_all(self, *options):
        if self.exit_code_of(self.upload("--at", "2021-05-03T09:21:41", *options)) == 69:
            self.assertEqual(self.upload_json("--at", "2021-05-04T09:21:41")["sent"], 0)
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)
        self.assert_all_sent_once()

    def test_put(self):
        self.table("put", self.send_all, later=1)


class Cards(LostAnswers, SvcTest):
    def begin_anew(self):
        super().begin_anew()
        self.now = FIRST
        self.workspace.sql(
            "UPDATE stored_value_card SET activation_date = NULL, activation_time = '', authorization_number = '', response_code = '',"
            " auth_service = '';"
            "UPDATE il_outbound_trigger SET status = 'R', sent_at = NULL;")
        self.sandbox.put_cards(*({"number": card["card_number"]} for card in self.workspace.rows("SELECT * FROM stored_value_card")))

    def assert_agreed(self):
        """No card is funded twice, and one that is funded is known to be, or to be asked about."""
        self.fundings()
        cards = self.sandbox.cards()
        for row in self.workspace.rows("SELECT c.card_number, t.status, t.sent_at FROM stored_value_card c JOIN il_outbound_trigger t"
                                       " ON t.trigger_number = c.svc_sequence_number"):
            funded = cards[row["card_number"][-4:]]["fundings"]
            self.assertEqual(funded, 1 if row["status"] == "C" else min(funded, 1))
            self.assertFalse(funded and row["status"] == "R" and not row["sent_at"], "funded, and to be sent again without asking")

    def try_to_activate(self, *options):
        code = self.exit_code_of(self.workspace.run(self.command(*options)))
        self.assert_agreed()
        if code == 0:
            self.assert_all_activated()

    def fund(self, *options):
        self.try_to_activate(*options)
        self.now = FIVE_MINUTES_LATER
        self.activate()
        self.assert_all_activated()

    def fund_with_lost_answers(self, *options):
        """Two cards are asked about."""
        cut, self.proxy.cut = self.proxy.cut, None
        self.sandbox.fault("activate", "drop_after", times=2)
        self.activate("--retries", "0", exit_code=69)
        self.proxy.expect(cut, self.proxy.keep)
        self.fund(*options)

    def test_activate_instrument(self):
        self.table("activateInstrument", self.fund, retries=2)

    def test_recharge(self):
        self.table("recharge", self.fund, later=1, retries=2)

    def test_inquiry(self):
        self.table("inquiry", self.fund_with_lost_answers)

    def fund_by_token(self, *options):
        """Without a token no activation leaves, so that no card waits for an answer."""
        self.try_to_activate(*options)
        self.assertEqual(self.workspace.rows("SELECT * FROM il_outbound_trigger WHERE sent_at IS NOT NULL"), [])
        self.activate()
        self.assert_all_activated()

    def fund_by_second_token(self, *options):
        self.sandbox.fault("token", "expire")
        self.fund_by_token(*options)

    def test_token(self):
        self.use_oauth()
        self.table("token", self.fund_by_token, later=None)

    def test_second_token(self):
        self.use_oauth()
        self.table("token", self.fund_by_second_token, first=None)


class Numbers(LostAnswers, unittest.TestCase):
    """Numbers of virtual cards: one that is lost is nobody's, and holds no money."""

    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.sandbox = support.Sandbox(self.workspace.directory)
        self.addCleanup(self.sandbox.__exit__)
        self.workspace.sql(SETUP)
        super().setUp()

    def begin_anew(self):
        super().begin_anew()
        self.workspace.sql("DELETE FROM stored_value_card; DELETE FROM il_outbound_trigger; DELETE FROM svc_assignment_error;"
                           "UPDATE pick_control_header SET status = ''; UPDATE pick_control_detail SET status = '';")

    def assign(self, *options):
        return self.workspace.run([support.tool("oa-svc"), "assign-virtual", *cases.FAST, *options])

    def bill(self, *options):
        self.exit_code_of(self.assign(*options))
        self.assertEqual(self.assign().returncode, 0)
        cards = self.workspace.rows("SELECT line_number, card_number FROM stored_value_card ORDER BY line_number")
        self.assertEqual([card["line_number"] for card in cards], [1, 1, 2])
        self.assertEqual(len({card["card_number"] for card in cards}), 3)
        self.assertEqual(len(self.workspace.rows("SELECT * FROM il_outbound_trigger WHERE status = 'R'")), 3)
        self.assertLessEqual({card["card_number"][-4:] for card in cards}, set(self.sandbox.cards()))

    def test_generate_card(self):
        self.table("generateCard", self.bill)


class Customers(LostAnswers, SyncTest):
    def begin_anew(self):
        super().begin_anew()
        self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number > 3000")
        for number in (3001, 3002):
            self.add(number, email_address=f"c{number}@example.com")

    def synchronize(self, *options):
        self.exit_code_of(self.sync("--connections", "1", *options))
        self.sync_json("--connections", "1")
        self.assert_synchronized(3001, 3002)
        self.assertEqual((self.services()["created"], self.services()["customers"]), (2, 2))
        self.assert_nothing_wrong()

    def test_retrieve_customer(self):
        self.table("retrieveCustomer", self.synchronize)

    def test_search_customers(self):
        self.table("searchCustomers", self.synchronize)

    def test_add_or_update_customer(self):
        self.table("addOrUpdateCustomer", self.synchronize)

    def test_add_or_update_customer_by_e_commerce_id(self):
        self.table("addOrUpdateCustomer", self.synchronize_by_e_commerce_id)

    def test_retrieve_customer_by_e_commerce_id(self):
        self.table("retrieveCustomer", self.synchronize_by_e_commerce_id)

    def synchronize_by_e_commerce_id(self, *options):
        """Who is new there is sent with store and source in the end, whichever answer was lost."""
        self.workspace.sql("UPDATE customer_sold_to SET email_address = '', e_commerce_id = 'W' || customer_number WHERE customer_number > 3000")
        self.synchronize(*options)
        for customer in self.sandbox.customers():
            self.assertEqual((customer.get("retail_store_id"), customer.get("source")), ("12301974", "CONTACT CENTER"))
            self.assertEqual({each["type"] for each in customer["alternate_keys"]}, {KEY, WEB})

    def test_add_or_update_customer_by_unknown_relate_id(self):
        self.table("addOrUpdateCustomer", self.retry_by_unknown_relate_id, retries=2)

    def retry_by_unknown_relate_id(self, *options):
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = '6' || customer_number WHERE customer_number > 3000")
        self.synchronize("--retries", "2")
        for customer in self.sandbox.customers():
            self.assertEqual((customer.get("retail_store_id"), customer.get("source")), ("12301974", "CONTACT CENTER"))

    def test_token(self):
        self.use_oauth()
        self.table("token", self.synchronize, later=None)


if __name__ == "__main__":
    cases.main()
