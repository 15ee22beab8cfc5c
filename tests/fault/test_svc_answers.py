#!/usr/bin/env python3
"""Answers of the Stored Value Card Transaction Services that neither approve nor decline as they should: the card is asked
about by an inquiry, and where that does not tell either, its trigger stays ready and is named."""

import http.server
import re
import threading
import unittest

import cases
import support
from svc_cases import FIRST, FIVE_MINUTES_LATER, FIXTURES, SETUP, key

NUMBER = "6006491234560001"
OTHER = "6006491234569999"
INACTIVE = ('<return ResponseCode="APPROVED"><Instrument><ActiveFlag>false</ActiveFlag></Instrument><Balance><CurrencyID>USD'
            "</CurrencyID><Amount>0.00</Amount></Balance><AccountActivityList/></return>")
FUNDED = ('<return ResponseCode="APPROVED"><Instrument><ActiveFlag>true</ActiveFlag></Instrument><Balance><CurrencyID>USD'
          "</CurrencyID><Amount>50.00</Amount></Balance><AccountActivityList><AccountActivity><accountActivityId>B7"
          f"</accountActivityId><RTPTransactionID>{key(1)}</RTPTransactionID><Amount>50.00</Amount></AccountActivity>"
          "</AccountActivityList></return>")
APPROVED = '<return ResponseCode="APPROVED"><accountActivityId>A1</accountActivityId></return>'
WITHOUT_ID = '<return ResponseCode="APPROVED"/>'


class Bureau(http.server.BaseHTTPRequestHandler):
    """Answers each operation by what `answers` has for it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        operation = re.search(r"<ns2:(\w+)", body)[1]
        self.server.operations.append(operation)
        text = (f'<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><ns2:{operation}Response '
                f'xmlns:ns2="urn:x">{self.server.answers[operation]}</ns2:{operation}Response></S:Body></S:Envelope>').encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class SvcAnswers(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.bureau = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bureau)
        self.addCleanup(self.bureau.server_close)
        self.addCleanup(self.bureau.shutdown)
        self.bureau.operations = []
        threading.Thread(target=self.bureau.serve_forever, daemon=True).start()
        self.workspace.sql(
            SETUP + f"UPDATE property SET value = 'http://127.0.0.1:{self.bureau.server_port}/orce' WHERE name = "
            "'ORCE_CUSTOMER_SERVICE_PREFIX';"
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number,"
            f" card_type, issue_date, issue_amount) VALUES (7, 5001, 1, 1, 1, '{NUMBER}', 'P', '2010-11-20', 5000);"
            "INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at)"
            f" VALUES (7, 1, 'SVC', '{key(1)}', 'A', 'R', '2010-11-20T10:00:00')")

    def run_against(self, answer, inquiry, at=FIRST, retries="0"):
        """The exit code, what was said, and the operations that were asked for."""
        self.bureau.answers = {"activateInstrument": answer, "inquiry": inquiry}
        self.bureau.operations.clear()
        done = self.workspace.run([support.tool("oa-svc-activate"), *cases.FAST, "--retries", retries, "--at", at])
        return done.returncode, done.stderr.decode(), " ".join(self.bureau.operations)

    def state(self):
        card = self.workspace.rows("SELECT activation_date, authorization_number, response_code FROM stored_value_card")[0]
        trigger = self.workspace.rows("SELECT status, sent_at FROM il_outbound_trigger")[0]
        return trigger["status"], card["authorization_number"], card["response_code"], bool(trigger["sent_at"])

    def test_a_decline_with_an_activity_id_is_a_decline(self):
        for answer in ('<return ResponseCode="DECLINED"><accountActivityId>0</accountActivityId><ErrorCode>51</ErrorCode></return>',
                       '<return ResponseCode="declined"><accountActivityId>77123</accountActivityId></return>',
                       "<return><accountActivityId>77123</accountActivityId><ErrorCode>CARD_LOST</ErrorCode></return>"):
            with self.subTest(answer=answer):
                self.setUp()
                code, _, operations = self.run_against(answer, FUNDED)
                self.assertEqual((code, operations), (1, "activateInstrument"))
                status, authorization, response, sent = self.state()
                self.assertEqual((status, authorization, sent), ("E", "", False))
                self.assertTrue(response)

    def test_an_answer_that_is_not_clear_is_asked_about(self):
        for answer in (WITHOUT_ID, '<return ResponseCode="APPROVED"><accountActivityId> </accountActivityId></return>',
                       "<return><accountActivityId>A1</accountActivityId></return>", "",
                       APPROVED.replace("</return>", "<ErrorCode>51</ErrorCode></return>"),
                       APPROVED.replace("</return>", "<accountActivityId>A2</accountActivityId></return>"),
                       APPROVED.replace("A1", "1" * 21),
                       APPROVED.replace("<acc", f"<Instrument><CardNumber>{OTHER}</CardNumber></Instrument><acc")):
            with self.subTest(answer=answer):
                self.setUp()
                code, said, operations = self.run_against(answer, FUNDED)
                self.assertEqual((code, operations), (0, "activateInstrument inquiry"), said)
                self.assertEqual(self.state(), ("C", "B7", "INQUIRY", False))

    def test_an_inquiry_tells_of_a_decline(self):
        """Every request leaves an activity, a declined one too."""
        declined = FUNDED.replace("</AccountActivity>", "<ResponseCode>DECLINED</ResponseCode></AccountActivity>")
        for inquiry in (declined, declined.replace("true", "false").replace("DECLINED", "declined")):
            with self.subTest(inquiry=inquiry):
                self.setUp()
                code, said, operations = self.run_against(WITHOUT_ID, inquiry)
                self.assertEqual((code, operations), (1, "activateInstrument inquiry"), said)
                status, authorization, response, sent = self.state()
                self.assertEqual((status, authorization, response.upper(), sent), ("E", "", "DECLINED", False))

    def test_where_the_inquiry_does_not_tell_the_trigger_stays(self):
        for inquiry in (INACTIVE, INACTIVE.replace("<ActiveFlag>false", f"<CardNumber>{OTHER}</CardNumber><ActiveFlag>false"),
                        FUNDED.replace("B7", "1" * 21), FUNDED.replace("B7", ""),
                        FUNDED.replace("true", "false"), FUNDED.replace(key(1), ""),
                        FUNDED.replace("</AccountActivity>", "<ResponseCode>PENDING</ResponseCode></AccountActivity>"),
                        '<return ResponseCode="DECLINED"><ErrorCode>INTERNAL</ErrorCode></return>', ""):
            for retries in ("0", "2"):
                with self.subTest(inquiry=inquiry, retries=retries):
                    self.setUp()
                    code, said, operations = self.run_against(WITHOUT_ID, inquiry, retries=retries)
                    self.assertEqual(code, 69, said)
                    self.assertIn(key(1), said)
                    self.assertEqual(operations.split().count("activateInstrument"), 1)
                    self.assertEqual(self.state(), ("R", "", "", True))

    def test_it_is_sent_again_once_an_inquiry_knows_that_nothing_was_done(self):
        self.run_against(WITHOUT_ID, INACTIVE)
        code, _, operations = self.run_against(APPROVED, INACTIVE)
        self.assertEqual((code, operations), (69, "inquiry"))
        code, _, operations = self.run_against(APPROVED, INACTIVE, FIVE_MINUTES_LATER)
        self.assertEqual((code, operations), (0, "inquiry activateInstrument"))
        self.assertEqual(self.state(), ("C", "A1", "APPROVED", False))

    def test_an_approval(self):
        for answer, number in ((APPROVED, "A1"), (APPROVED.replace("APPROVED", "approved"), "A1"),
                               (APPROVED.replace("A1", "12<!-- -->34"), "1234"), (APPROVED.replace("A1", "\n 1\n"), "1"),
                               (APPROVED.replace("A1", "1" * 20), "1" * 20),
                               (APPROVED.replace("<acc", "<Instrument><CardNumber>************0001</CardNumber></Instrument><acc"), "A1")):
            with self.subTest(answer=answer):
                self.setUp()
                code, said, operations = self.run_against(answer, INACTIVE)
                self.assertEqual((code, operations), (0, "activateInstrument"), said)
                self.assertEqual(self.state()[:2], ("C", number))


if __name__ == "__main__":
    cases.main()
