"""What the tests of the sandbox's Stored Value Card Transaction Services share: its requests, and what it must never show."""

import base64
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib import request as web
from urllib.error import HTTPError

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
        return self.ask(operation, transaction, amount, card=card)

    def ask(self, operation, transaction, amount, hold="", card=CARD, currency="USD", at="2010-11-23T09:21:41"):
        of_hold = f"<preAuthActivityId>{hold}</preAuthActivityId>" if hold else ""
        time = f"<TransactionDateTime>{at}</TransactionDateTime>" if at else ""
        return self.call(operation, f"<cardNumber>{card}</cardNumber>{of_hold}<TransactionInfo><RTPTransactionID>{transaction}"
                         f"</RTPTransactionID>{time}<RTPAmount><CurrencyID>{currency}</CurrencyID><Amount>{amount}</Amount>"
                         "</RTPAmount></TransactionInfo>")

    def move(self, *arguments, **options):
        """As ask: what a request for money of a card comes to, the activity ID or the code that it is declined with."""
        self.answer = self.ask(*arguments, **options)
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
