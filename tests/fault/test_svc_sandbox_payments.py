#!/usr/bin/env python3
"""The rules of payments with stored value cards in the sandbox, and what of them must show: a card that is charged twice."""

import http.client
import re
from concurrent import futures
from urllib.error import HTTPError

import cases
from svc_sandbox_cases import CARD, FIRST, SvcSandbox


class Payments(SvcSandbox):
    """Preauthorizations hold money of a card; deposits take it, releases set it free."""

    def setUp(self):
        super().setUp()
        self.sandbox.put_cards({"number": CARD, "balance_hundredths": 10000, "currency": "USD"})

    def test_the_rules(self):
        hold = self.move("preAuthorization", "A1", "60.00")
        self.assertEqual(self.money(), (10000, 4000, [6000]))
        self.sandbox.put_cards({"number": "6006491234567777", "balance_hundredths": 10000, "active": False},
                               {"number": "6006491234566666", "balance_hundredths": 10000, "decline": "STOLEN"})
        for number, (operation, of_hold, amount, other, comes_to, money) in enumerate((
                ("preAuthorization", "", "40.01", {}, "INSUFFICIENT_FUNDS", (10000, 4000, [6000])),
                ("preAuthorization", "", "0.00", {}, "INVALID_AMOUNT", (10000, 4000, [6000])),
                ("preAuthorization", "", "-1.00", {}, "INVALID_AMOUNT", (10000, 4000, [6000])),
                ("preAuthorization", "", "1.00", {"currency": "CAD"}, "CURRENCY_MISMATCH", (10000, 4000, [6000])),
                ("preAuthorization", "", "1.00", {"card": "6006491234568888"}, "CARD_NOT_FOUND", (10000, 4000, [6000])),
                ("preAuthorization", "", "1.00", {"card": "6006491234567777"}, "CARD_NOT_ACTIVE", (10000, 4000, [6000])),
                ("preAuthorization", "", "1.00", {"card": "6006491234566666"}, "STOLEN", (10000, 4000, [6000])),
                ("preAuthorization", "", "40.00", {}, None, (10000, 0, [6000, 4000])),
                ("postAuth", hold, "60.01", {}, "AMOUNT_MISMATCH", (10000, 0, [6000, 4000])),
                ("postAuth", hold, "0.00", {}, "INVALID_AMOUNT", (10000, 0, [6000, 4000])),
                ("postAuth", "1", "1.00", {}, "AUTHORIZATION_NOT_FOUND", (10000, 0, [6000, 4000])),
                ("postAuth", hold, "1.00", {"card": "6006491234567777"}, "AUTHORIZATION_NOT_FOUND", (10000, 0, [6000, 4000])),
                ("postAuth", hold, "1.00", {"card": "6006491234568888"}, "CARD_NOT_FOUND", (10000, 0, [6000, 4000])),
                ("postAuth", hold, "1.00", {"currency": "CAD"}, "CURRENCY_MISMATCH", (10000, 0, [6000, 4000])),
                ("postAuth", hold, "25.00", {}, None, (7500, 0, [3500, 4000])),
                ("releaseAuth", hold, "35.01", {}, "AMOUNT_MISMATCH", (7500, 0, [3500, 4000])),
                ("releaseAuth", "1", "1.00", {}, "AUTHORIZATION_NOT_FOUND", (7500, 0, [3500, 4000])),
                ("releaseAuth", hold, "1.00", {"card": "6006491234568888"}, "CARD_NOT_FOUND", (7500, 0, [3500, 4000])),
                ("releaseAuth", hold, "5.00", {}, None, (7500, 500, [3000, 4000])),
                ("postAuth", hold, "30.00", {}, None, (4500, 500, [0, 4000])),
                ("postAuth", hold, "0.01", {}, "AMOUNT_MISMATCH", (4500, 500, [0, 4000])),
                ("releaseAuth", hold, "0.01", {}, "AMOUNT_MISMATCH", (4500, 500, [0, 4000])),
                ("recharge", "", "10.00", {}, None, (5500, 1500, [0, 4000])))):
            with self.subTest(operation=operation, amount=amount, comes_to=comes_to):
                done = self.move(operation, f"T{number}", amount, of_hold, **other)
                if comes_to is None:
                    self.assertRegex(done, "^90[0-9]{4}$", self.answer)
                else:
                    self.assertEqual(done, comes_to)
                    self.assertTrue(self.answer.startswith("500 "))
                self.assertEqual(self.money(), money)
        self.assertEqual(self.counts("holds", "deposits", "fundings", "double_spent", "double_funded", "invalid"),
                         [2, 2, 1, 0, 0, 0])

    def test_every_request_leaves_an_activity(self):
        self.sandbox.put_cards({"number": CARD, "balance_hundredths": 10000, "expiration_date": "2012-12-31", "in_answer": True})
        hold = self.move("preAuthorization", "A0070000050010100001", "60.00")
        self.assertEqual(self.move("preAuthorization", "A2", "60.00"), "INSUFFICIENT_FUNDS")
        self.assertIn('<return ResponseCode="DECLINED">', self.answer)
        self.move("postAuth", "D1", "20.00", hold)
        self.move("releaseAuth", "R1", "40.00", hold)
        self.move("recharge", "D2", "5.00")
        self.move("activateInstrument", "S1", "0.00")
        shown = self.inquire()
        self.assert_valid(shown)
        self.assertIn("<Balance><CurrencyID>USD</CurrencyID><Amount>85.00</Amount></Balance><AvailableBalance><CurrencyID>USD"
                      "</CurrencyID><Amount>85.00</Amount></AvailableBalance><ExpirationDate>2012-12-31</ExpirationDate>", shown)
        self.assertEqual(
            re.findall("<TransactionType>(.*?)</TransactionType><RTPTransactionID>(.*?)</RTPTransactionID><Amount>(.*?)</Amount>"
                       "<ResponseCode>(.*?)</ResponseCode>", shown),
            [("PREAUTHORIZATION", "A0070000050010100001", "60.00", "APPROVED"), ("PREAUTHORIZATION", "A2", "60.00", "DECLINED"),
             ("POST_AUTH", "D1", "20.00", "APPROVED"), ("RELEASE_AUTH", "R1", "40.00", "APPROVED"),
             ("RECHARGE", "D2", "5.00", "APPROVED"), ("ACTIVATE", "S1", "0.00", "APPROVED")])
        card = self.sandbox.cards()["1443"]
        self.assertEqual(card["holds"], [{"activity_id": hold, "transaction_id": "A0070000050010100001",
                                          "amount_hundredths": 6000, "open_hundredths": 0, "expired": False}])
        self.assertEqual([(each["transaction_id"], each["preauth_activity_id"]) for each in card["deposits"]], [("D1", hold)])
        self.assertEqual([each["response_code"] for each in card["activities"]], ["APPROVED", "DECLINED"] + ["APPROVED"] * 4)
        kept = (self.kept / "soap" / "0001-preAuthorization.xml").read_text()
        self.assertIn("<RTPTransactionID>A0070000050010100001<", kept)
        self.assert_no_card_number(CARD)

    def test_a_declined_activation_leaves_an_activity_and_no_money(self):
        self.sandbox.put_cards({"number": "6006491234567777", "decline": "CARD_EXPIRED"})
        self.assert_refused(self.fund(card="6006491234567777"), "CARD_EXPIRED")
        shown = self.inquire("6006491234567777")
        self.assertIn("<ActiveFlag>false<", shown)
        self.assertIn(f"<RTPTransactionID>{FIRST}</RTPTransactionID><Amount>50.00</Amount><ResponseCode>DECLINED<", shown)
        self.assertEqual(self.sandbox.cards()["7777"]["fundings"], 0)

    def test_one_transaction_twice_is_seen(self):
        self.move("preAuthorization", "A2", "101.00")
        self.move("preAuthorization", "A2", "90.00")
        self.move("recharge", "A2", "1.00")
        self.assertFalse(self.sandbox.cards()["1443"]["double_spent"])
        for operation in ("preAuthorization", "postAuth", "releaseAuth"):
            with self.subTest(operation):
                self.setUp()
                hold = self.move("preAuthorization", "A1", "10.00")
                self.assertEqual(self.counts("double_spent"), [0])
                self.move(operation, "A1", "1.00", hold if operation != "preAuthorization" else "")
                self.assertEqual(self.counts("double_spent", "double_funded"), [1, 0])

    def test_a_deposit_that_is_asked_for_twice_is_done_twice(self):
        hold = self.move("preAuthorization", "A1", "50.00")
        self.move("postAuth", "D1", "20.00", hold)
        self.move("postAuth", "D1", "20.00", hold)
        self.assertEqual(self.money(), (6000, 5000, [1000]))
        self.assertTrue(self.sandbox.cards()["1443"]["double_spent"])

    def test_requests_at_once(self):
        """What is available is held once, whoever asks."""
        with futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: self.ask("preAuthorization", f"A{number}", "1.00"), range(120)))
        self.assertEqual(sum('ResponseCode="APPROVED"' in answer for answer in answers), 100)
        self.assertEqual(self.money(), (10000, 0, [100] * 100))
        self.assertEqual(len(set(re.findall("<accountActivityId>(.*?)<", self.inquire()))), 120)

    def test_holds_without_hold_days_never_expire(self):
        hold = self.move("preAuthorization", "A1", "60.00", at="2010-11-23T09:21:41")
        self.assertRegex(self.move("postAuth", "D1", "60.00", hold, at="2040-11-23T09:21:41"), "^9")

    def test_what_cannot_be(self):
        for card in ({"number": CARD, "balance_hundredths": "much"}, {"number": CARD, "expiration_date": "2010-13-01"}, {}):
            with self.subTest(card), self.assertRaises(HTTPError) as refused:
                self.sandbox.put_cards(card)
            self.assertEqual(refused.exception.code, 400)
        self.assertTrue(self.call("postAuth", f"<cardNumber>{CARD}</cardNumber>").startswith("500 "))
        self.assertEqual(self.counts("invalid"), [1])

    def test_faults(self):
        hold = self.move("preAuthorization", "A0", "10.00")
        for where, operation, of_hold in (("preauth", "preAuthorization", ""), ("postauth", "postAuth", hold),
                                          ("release", "releaseAuth", hold)):
            with self.subTest(where):
                self.sandbox.fault(where, "relate", code="BUSY")
                self.assertEqual(self.move(operation, "B1", "1.00", of_hold), "BUSY")
                before = len(self.sandbox.cards()["1443"]["activities"])
                for what, more in (("drop", 0), ("drop_after", 1)):
                    self.sandbox.fault(where, what)
                    self.assertRaises((http.client.HTTPException, OSError), self.move, operation, what + where, "1.00", of_hold)
                    self.assertEqual(len(self.sandbox.cards()["1443"]["activities"]), before + more)
        self.assertEqual(self.money(), (9900, 9000, [800, 100]))


class WholePayments(SvcSandbox):
    options = ("--no-partial-redemption", "--hold-days", "7", "--decline", "6666=LOST")

    def setUp(self):
        super().setUp()
        self.sandbox.put_cards({"number": CARD, "balance_hundredths": 10000})

    def test_a_deposit_takes_all_that_the_hold_has(self):
        hold = self.move("preAuthorization", "A1", "60.00")
        self.assertEqual(self.move("postAuth", "D1", "59.99", hold), "AMOUNT_MISMATCH")
        self.move("releaseAuth", "R1", "0.01", hold)
        self.assertRegex(self.move("postAuth", "D1", "59.99", hold), "^9")
        self.assertEqual(self.money(), (4001, 4001, [0]))

    def test_holds_expire(self):
        """A hold is good through its last day, by the latest TransactionDateTime."""
        first = self.move("preAuthorization", "A1", "30.00", at="2010-11-23T23:59:59")
        second = self.move("preAuthorization", "A2", "30.00", at="2010-11-24T00:00:00")
        self.assertRegex(self.move("postAuth", "D1", "30.00", first, at="2010-11-30T23:59:59"), "^9")
        third = self.move("preAuthorization", "A3", "40.00", at="2010-11-30T23:59:59")
        self.assertEqual(self.money(), (7000, 0, [0, 3000, 4000]))
        self.assertEqual(self.move("preAuthorization", "A4", "30.00", at="2010-12-01T00:00:00"), "INSUFFICIENT_FUNDS")
        self.assertRegex(self.move("preAuthorization", "A4", "30.00", at="2010-12-02T00:00:00"), "^9")
        self.assertEqual(self.money(), (7000, 0, [0, 0, 4000, 3000]))
        self.assertEqual([hold["expired"] for hold in self.sandbox.cards()["1443"]["holds"]], [False, True, False, False])
        for operation, hold, comes_to in (("postAuth", second, "AUTHORIZATION_EXPIRED"),
                                          ("releaseAuth", second, "AUTHORIZATION_EXPIRED"),
                                          ("postAuth", first, "AMOUNT_MISMATCH")):
            self.assertEqual(self.move(operation, "X", "30.00", hold, at="2010-11-24T00:00:00"), comes_to)
        self.assertRegex(self.move("postAuth", "D3", "40.00", third, at=""), "^9")
        self.assertEqual(self.money()[0], 3000)

    def test_an_inquiry_shows_what_expired(self):
        self.move("preAuthorization", "A1", "30.00", at="2010-11-23T23:59:59")
        self.sandbox.put_cards({"number": "6006491234565555", "balance_hundredths": 100})
        self.move("preAuthorization", "A2", "1.00", card="6006491234565555", at="2010-12-25T00:00:00")
        self.assertIn("<AvailableBalance><CurrencyID>USD</CurrencyID><Amount>100.00<", self.inquire())
        self.assertEqual(self.money(), (10000, 10000, [0]))

    def test_endings(self):
        self.sandbox.put_cards({"number": "6006491234566666", "balance_hundredths": 100})
        self.assertEqual(self.move("preAuthorization", "A1", "1.00", card="6006491234566666"), "LOST")


if __name__ == "__main__":
    cases.main()
