#!/usr/bin/env python3
"""The sandbox's Stored Value Card Transaction Services: the rules of payments, what funds or charges a card twice must show, and
what arrives must be valid."""

import base64
import http.client
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib import request as web
from urllib.error import HTTPError

import cases
import leaks
import support

SPACE = "http://v3_1.svc.webservices.csx.dtv.com/"
PATH = "/orce/OrceWebServices/v3_1/SvcTransactionServicesApiService"
CARD = "6006491234561443"
FIRST = "555000066760010000100001"
SECOND = "555000066760010000100002"


class SvcSandbox(unittest.TestCase):
    options = ()

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.addCleanup(leaks.assert_no_leaks, self, self.directory)
        self.kept = self.directory / "kept"
        self.sandbox = support.Sandbox(self.directory, "--keep", str(self.kept), "--keep-requests", "-v", *self.options)
        self.addCleanup(self.sandbox.__exit__)

    def call(self, operation, content, space=SPACE, user="100"):
        """The answer's text; the status stands before that of a fault."""
        body = (f'<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:{operation} '
                f'xmlns:ns2="{space}">{content}<securityUserId>{user}</securityUserId></ns2:{operation}></S:Body></S:Envelope>')
        basic = base64.b64encode(b"orce-user:orce-password").decode()
        request = web.Request(self.sandbox.url + PATH, data=body.encode(), headers={
            "Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""', "Authorization": "Basic " + basic})
        try:
            with web.build_opener(web.ProxyHandler({})).open(request, timeout=30) as answer:
                return answer.read().decode()
        except HTTPError as error:
            return f"{error.code} {error.read().decode()}"

    def assert_valid(self, answer):
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(support.ROOT / "schemas" / "soap-envelope.xsd"),
                               "-"], input=re.sub("^[0-9]+ ", "", answer).encode(), capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def fund(self, transaction=FIRST, card=CARD, operation="activateInstrument", amount="50.00"):
        return self.call(operation, f"<cardNumber>{card}</cardNumber><TransactionInfo><RTPTransactionID>{transaction}"
                         "</RTPTransactionID><TransactionDateTime>2010-11-23T09:21:41</TransactionDateTime><RTPAmount>"
                         f"<CurrencyID>USD</CurrencyID><Amount>{amount}</Amount></RTPAmount></TransactionInfo>")

    def move(self, operation, transaction, amount, hold="", card=CARD, currency="USD", at="2010-11-23T09:21:41"):
        """What a request for money of a card comes to: the activity ID, or the code that it is declined with."""
        of_hold = f"<preAuthActivityId>{hold}</preAuthActivityId>" if hold else ""
        time = f"<TransactionDateTime>{at}</TransactionDateTime>" if at else ""
        self.answer = self.call(operation, f"<cardNumber>{card}</cardNumber>{of_hold}<TransactionInfo><RTPTransactionID>"
                                f"{transaction}</RTPTransactionID>{time}<RTPAmount><CurrencyID>{currency}</CurrencyID><Amount>"
                                f"{amount}</Amount></RTPAmount></TransactionInfo>")
        self.assert_valid(self.answer)
        return re.search("<(?:accountActivityId|relateExceptionCode|ErrorCode)>([^<]*)<", self.answer)[1]

    def money(self, last="1443"):
        """The balance of a card, what is available of it, and what each of its holds has open."""
        card = self.sandbox.cards()[last]
        return card["balance_hundredths"], card["available_hundredths"], [hold["open_hundredths"] for hold in card["holds"]]

    def generate(self, prefix="6006", series="49"):
        answer = self.call("generateCard", f"<cardPrefix>{prefix}</cardPrefix><cardSeriesSequence>{series}"
                           "</cardSeriesSequence><currencyId>USD</currencyId>")
        return re.search("<CardNumber>([^<]*)<", answer).group(1)

    def inquire(self, card=CARD):
        return self.call("inquiry", f"<cardNumber>{card}</cardNumber><currencyId>USD</currencyId>")

    def counts(self, *names):
        svc = self.sandbox.state()["svc"]
        return [svc[name] for name in names]

    def assert_refused(self, answer, code):
        self.assertTrue(answer.startswith("500 "), answer)
        self.assertIn(f"<relateExceptionCode>{code}<", answer)

    def assert_no_card_number(self, *numbers):
        """Neither in what is kept nor in what the sandbox logs and shows."""
        texts = [file.read_text(errors="replace") for file in self.directory.rglob("*") if file.is_file()]
        texts += [str(self.sandbox.state()), str(self.sandbox.request("GET", "/sandbox/cards"))]
        self.assertTrue(list(self.kept.rglob("*.xml")))
        for number in numbers:
            self.assertFalse([text for text in texts if number in text])


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

    def test_of_payments(self):
        self.sandbox.put_cards({"number": CARD, "balance_hundredths": 10000})
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
