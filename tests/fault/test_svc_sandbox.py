#!/usr/bin/env python3
"""The sandbox's Stored Value Card Transaction Services: what funds a card twice must show, and what arrives must be valid."""

import http.client
import re
from urllib.error import HTTPError

import cases
from svc_sandbox_cases import CARD, FIRST, SECOND, SvcSandbox


class Cards(SvcSandbox):
    def test_a_physical_card(self):
        self.assert_refused(self.inquire(), "CARD_NOT_FOUND")
        answer = self.fund()
        number = re.search("<accountActivityId>([0-9]+)</accountActivityId>", answer).group(1)
        self.assertIn('ResponseCode="APPROVED"', answer)
        shown = self.inquire()
        for part in ("<ActiveFlag>true<", "<Amount>50.00</Amount>", f"<RTPTransactionID>{FIRST}<", f">{number}<"):
            self.assertIn(part, shown)
        card = self.sandbox.cards()["1443"]
        self.assertEqual((card["number"], card["active"], card["balance_hundredths"], card["fundings"], card["double_funded"]),
                         ("************1443", True, 5000, 1, False))
        self.assertEqual(self.counts("cards", "active", "fundings", "double_funded", "invalid"), [1, 1, 1, 0, 0])
        kept = sorted(file.name for file in (self.kept / "soap").iterdir())
        self.assertEqual(kept, ["0001-inquiry.xml", "0002-activateInstrument.xml", "0003-inquiry.xml"])
        self.assertIn(FIRST, (self.kept / "soap" / kept[1]).read_text())
        self.assert_no_card_number(CARD)

    def test_one_transaction_twice_is_seen(self):
        self.fund()
        self.fund()
        self.assertEqual(self.counts("fundings", "double_funded"), [2, 1])
        self.assertEqual(self.sandbox.cards()["1443"]["balance_hundredths"], 10000)
        self.assertTrue(self.sandbox.cards()["1443"]["double_funded"])

    def test_two_transactions_are_no_double_funding(self):
        self.fund(FIRST)
        self.fund(SECOND)
        self.assertEqual(self.counts("fundings", "double_funded"), [2, 0])

    def test_virtual_cards_have_numbers_of_their_own(self):
        numbers = [self.generate() for _ in range(20)] + [self.generate("600", "649"), self.generate("60064", "9")]
        self.assertEqual(len(set(numbers)), 22)
        for number in numbers:
            self.assertRegex(number, "^600649[0-9]{10}$")
        self.assertIn("<ActiveFlag>false<", self.inquire(numbers[0]))
        self.assert_refused(self.fund(card=CARD, operation="recharge"), "CARD_NOT_FOUND")
        self.assertIn("APPROVED", self.fund(card=numbers[0], operation="recharge"))
        self.assertEqual(self.counts("generated", "cards", "active", "fundings"), [22, 22, 1, 1])
        self.assert_no_card_number(*numbers)

    def test_declined_cards(self):
        self.sandbox.put_cards({"number": CARD, "decline": "CARD_EXPIRED"},
                               {"number": "6006491234567777", "decline": "STOLEN", "in_answer": True})
        self.assert_refused(self.fund(), "CARD_EXPIRED")
        answer = self.fund(card="6006491234567777")
        self.assertIn("<ErrorCode>STOLEN</ErrorCode>", answer)
        self.assertNotIn("accountActivityId", answer)
        self.assertEqual(self.counts("cards", "active", "fundings"), [2, 0, 0])
        self.sandbox.put_cards({"number": CARD})
        self.assertIn("APPROVED", self.fund())

    def test_answers_follow_the_schema(self):
        self.sandbox.put_cards({"number": "6006491234567777", "decline": "STOLEN", "in_answer": True})
        for answer in (self.fund(), self.inquire(), self.fund(card="6006491234567777"), self.inquire("6006491234567777"),
                       self.inquire("6006491234568888"),
                       self.call("generateCard", "<cardPrefix>6006</cardPrefix><cardSeriesSequence>49</cardSeriesSequence>"
                                 "<currencyId>USD</currencyId>")):
            self.assert_valid(answer)
        for file in (self.kept / "soap").iterdir():
            self.assert_valid(file.read_text())

    def test_invalid_requests(self):
        for answer in (self.fund(card="12345"), self.fund(card="************1443"), self.fund(amount="5,00"),
                       self.fund(amount="5.001"), self.fund(transaction=""), self.call("inquiry", ""),
                       self.call("noSuchOperation", ""),
                       self.call("inquiry", f"<cardNumber>{CARD}</cardNumber>",
                                 "http://v3_1.customer.webservices.csx.dtv.com/"),
                       self.call("inquiry", f"<cardNumber>{CARD}1234567890</cardNumber><currencyId>USD</currencyId>")):
            self.assertTrue(answer.startswith("500 "), answer)
            self.assertIn("S:Client", answer)
        self.assert_refused(self.fund(amount="-5.00"), "INVALID_AMOUNT")
        self.assert_refused(self.call("inquiry", f"<cardNumber>{CARD}</cardNumber><currencyId>USD</currencyId>", user="7"),
                            "INVALID_SECURITY_USER")
        self.assertEqual(self.counts("invalid", "fundings"), [9, 0])
        self.assert_no_card_number(CARD)


class Endings(SvcSandbox):
    options = ("--decline", "443=LOST", "--fault", "recharge:status=503", "--fault", "inquiry:hide=ResponseCode:2")

    def test_of_the_command_line(self):
        self.assert_refused(self.fund(), "LOST")
        self.assertIn("APPROVED", self.fund(card="6006491234561444"))
        number = self.generate()
        self.assertTrue(self.fund(card=number, operation="recharge").startswith("503 "))
        self.assertIn("APPROVED", self.fund(card=number, operation="recharge"))
        self.assertEqual([self.inquire(number).count("<ResponseCode>") for _ in range(3)], [0, 0, 1])


class Faults(SvcSandbox):
    def test_lost_answers_and_lost_requests(self):
        for what, fundings in (("drop_after", 1), ("drop", 0)):
            with self.subTest(what):
                self.sandbox.request("DELETE", "/sandbox/state")
                self.sandbox.fault("svc", what)
                self.assertRaises((http.client.HTTPException, OSError), self.fund)
                self.assertEqual(self.counts("fundings"), [fundings])

    def test_answers_instead(self):
        self.sandbox.fault("svc", "status", status=503)
        self.assertTrue(self.fund().startswith("503 "))
        self.sandbox.fault("activate", "garbage")
        self.assertIn("<html>", self.fund())
        self.sandbox.fault("activate", "relate", code="BUSY")
        self.assert_refused(self.fund(), "BUSY")
        self.assertEqual(self.counts("fundings"), [0])
        self.sandbox.fault("generate", "status", status=500)
        self.assertIn("APPROVED", self.fund())

    def test_an_inquiry_that_hides_something(self):
        self.fund()
        for element in ("ResponseCode", "AccountActivityList", "RTPTransactionID", "AccountActivity", "AvailableBalance"):
            with self.subTest(element):
                self.assertIn(f"<{element}>", self.inquire())
                self.sandbox.fault("inquiry", "hide", element=element)
                hidden = self.inquire()
                self.assertNotIn(f"<{element}>", hidden)
                self.assertIn("<Balance><CurrencyID>USD</CurrencyID><Amount>50.00</Amount></Balance>", hidden)
                self.assert_valid(hidden)
        for where, order in (("inquiry", {}), ("inquiry", {"element": ""}), ("put", {"element": "x"})):
            self.assertRaises(HTTPError, self.sandbox.fault, where, "hide", **order)


if __name__ == "__main__":
    cases.main()
