#!/usr/bin/env python3
"""Stored Value Card Notification Email (Stored Value Card Purchase and Activation) against a real SMTP server: one email per card, in text and HTML; whatever
becomes of the server or of the run, no notice is lost and no card number gets anywhere but into the email."""

import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402
from smtp import SmtpServer, parsed  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql"]
AT = ["--at", "2010-11-23T09:21:41"]
NUMBERS = ["6006490123", "6006499876543210", "4788250000121443"]
TEMPLATE = """# what a card holder gets
Subject: Ihre Geschenkkarte über {issue_amount} {currency} für {name}
[text]
Dear {name}, the number is {card_number} : {issue_amount} {currency}, order {order_number}. Ünïcode, a = b,
.a line that begins with a dot, and one that is far longer than what a line of an email should be: {item_description} of {company_name}, {sender_name}.
[html]
<style>p { color: red }</style><p>Dear {name}, the number is <b>{card_number}</b>.</p>
"""


class NoticeCase(unittest.TestCase):
    def setUp(self):
        self.workspace = support.Workspace(FIXTURES, allowed=["mails", "messages"])
        self.addCleanup(self.workspace.__exit__)
        self.template = self.workspace.directory / "template.txt"
        self.template.write_text(TEMPLATE)
        self.messages = self.workspace.directory / "messages"
        self.messages.mkdir()
        self.workspace.sql(f"""
INSERT INTO system_control_value VALUES (7, 'I30', 'SVCNOTF');
INSERT INTO property (company, name, value) VALUES (7, 'SVC_EMAIL_TEMPLATE', '{self.template}'),
    (7, 'SVC_EMAIL_FROM', 'Géschenke <cards@shop.example.com>'), (7, 'SVC_EMAIL_DIRECTORY', '{self.messages}');
UPDATE customer_sold_to SET opt_in_out = 'O1', first_name = 'Änne <b>', email_address = 'alice@example.com' WHERE customer_number = 1001;
UPDATE order_ship_to SET order_ship_to_address = 'Y', email_address = 'bmiranda@att.net' WHERE order_number = 5002;
INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number, card_type,
    issue_date, issue_amount, activation_date, activation_time, notice_due) VALUES
    (7, 5001, 1, 1, 1, '{NUMBERS[0]}', 'V', '2010-11-22', 5000, '2010-11-22', '10:11:12', 'Y'),
    (7, 5001, 1, 1, 2, '{NUMBERS[1]}', 'E', '2010-11-22', 5000, '2010-11-22', '10:11:12', 'Y'),
    (7, 5002, 1, 1, 1, '{NUMBERS[2]}', 'V', '2010-11-22', 2550, '2010-11-22', '10:11:12', 'Y'),
    (7, 5002, 1, 1, 2, '4788250000121444', 'P', '2010-11-22', 2550, '2010-11-22', '10:11:12', '');""")

    def serve(self, *options):
        server = SmtpServer(self.workspace.directory / "mails", *options)
        self.addCleanup(server.stop)
        self.point_at(server.port)
        return server

    def point_at(self, port, host="127.0.0.1"):
        self.workspace.sql(f"INSERT OR REPLACE INTO property (company, name, value) VALUES (7, 'SMTP_SERVER', 'smtp://{host}:{port}');")

    def run_notices(self, code, *options, **environment):
        done = self.workspace.run([support.tool("oa-svc"), "notices", *AT, "--user", "MARIA", "--retries", "0", *options], **environment)
        self.assert_no_number(done.stdout + done.stderr)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done

    def assert_no_number(self, output):
        log = "".join(str(row) for row in self.workspace.rows("SELECT * FROM job_run_message")).encode()
        for number in NUMBERS:
            self.assertNotIn(number.encode(), output + log)

    def due(self):
        return [(row["order_number"], row["svc_sequence_number"]) for row in self.workspace.rows(
            "SELECT order_number, svc_sequence_number FROM stored_value_card WHERE notice_due = 'Y' ORDER BY 1, 2")]

    def history(self):
        return [(row["order_number"], row["user_id"], row["message"]) for row in self.workspace.rows(
            "SELECT order_number, user_id, message FROM order_transaction_history ORDER BY 1, sequence_number")]


class EmailTest(NoticeCase):
    def test_each_card_has_its_email(self):
        server = self.serve()
        done = self.run_notices(0)
        self.assertEqual(done.stdout.decode(), "sent 3 notices\n")
        mails = server.mails()
        self.assertEqual([(mail["from"], mail["to"]) for mail in mails],
                         [("cards@shop.example.com", [to]) for to in ["alice@example.com", "alice@example.com", "bmiranda@att.net"]])
        for mail, number in zip(mails, NUMBERS):
            message = parsed(mail)
            self.assertFalse(message.defects)
            self.assertEqual(message.get_content_type(), "multipart/alternative")
            text, html = message.iter_parts()
            self.assertEqual((text.get_content_type(), html.get_content_type()), ("text/plain", "text/html"))
            self.assertIn(f"the number is {number} :", text.get_content())
            self.assertIn(f"<b>{number}</b>", html.get_content())
            self.assertIn("<style>p { color: red }</style>", html.get_content())
            self.assertLessEqual(max(map(len, mail["message"].split("\r\n"))), 78)
        first = parsed(mails[0])
        text, html = first.iter_parts()
        self.assertEqual(first["Subject"], "Ihre Geschenkkarte über 50.00 USD für Änne <b> SAMPLE")
        self.assertEqual(first["From"].addresses[0].display_name, "Géschenke")
        self.assertEqual(first["Message-ID"], "<svc.007000050010010000100001@shop.example.com>")
        self.assertEqual(first["Date"].datetime.replace(tzinfo=None).isoformat(), "2010-11-23T09:21:41")
        self.assertEqual(text.get_content().replace("\r\n", "\n"),
                         f"Dear Änne <b> SAMPLE, the number is {NUMBERS[0]} : 50.00 USD, order 5001. Ünïcode, a = b,\n"
                         ".a line that begins with a dot, and one that is far longer than what a line of an email should be: SWEATER "
                         "of SAMPLE COMPANY, Änne <b> SAMPLE.\n")
        self.assertIn("Dear Änne &lt;b&gt; SAMPLE,", html.get_content())
        self.assertEqual(self.due(), [])
        self.assertEqual(self.workspace.rows("SELECT email_sent_date d, count(*) n FROM stored_value_card GROUP BY 1 ORDER BY 1"),
                         [{"d": None, "n": 1}, {"d": "2010-11-23", "n": 3}])
        self.assertEqual(self.history(), [(5001, "MARIA", "SVC Notice to alice@example.com")] * 2 +
                         [(5002, "MARIA", "SVC Notice to bmiranda@att.net")])
        self.run_notices(0)
        self.assertEqual(len(server.mails()), 3)

    def test_text_alone(self):
        server = self.serve()
        self.template.write_text("Subject: Card\n[text]\nthe number is {card_number}\n")
        self.run_notices(0)
        message = parsed(server.mails()[2])
        self.assertEqual((message.get_content_type(), message.get_content()), ("text/plain", f"the number is {NUMBERS[2]}\r\n"))

    def test_numbers_are_removed_after_the_notice(self):
        self.serve("refuse=bmiranda@att.net")
        self.workspace.sql("INSERT INTO system_control_value VALUES (7, 'J22', 'Y');")
        self.run_notices(1)
        self.assertEqual([row["card_number"] for row in self.workspace.rows("SELECT card_number FROM stored_value_card ORDER BY order_number, svc_sequence_number")],
                         ["REMOVED BY SYSTEM", "REMOVED BY SYSTEM", NUMBERS[2], "4788250000121444"])

    def test_a_number_that_cannot_be_read(self):
        server = self.serve()
        self.workspace.sql("UPDATE stored_value_card SET card_number = 'v1:00' WHERE order_number = 5001 AND svc_sequence_number = 1;")
        done = self.run_notices(1)
        self.assertIn(b"card 5001-1-1-1: the notice was not sent and stays due: the card numbers are encrypted", done.stderr)
        self.assertEqual(len(server.mails()), 2)
        self.assertEqual(self.due(), [(5001, 1)])

    def test_a_recipient_that_is_refused_stops_no_other(self):
        for option, words in [("refuse", b"550 5.1.1 no such user; correct the address"), ("later", b"451 4.7.1 come again later; it may be")]:
            with self.subTest(option):
                self.workspace.sql("UPDATE stored_value_card SET notice_due = 'Y' WHERE card_type <> 'P';")
                server = self.serve(option + "=alice@example.com")
                done = self.run_notices(1)
                self.assertIn(words, done.stderr)
                self.assertEqual(done.stdout, b"sent 1 notice, 2 still due: run it again\n")
                self.assertEqual(self.due(), [(5001, 1), (5001, 2)])
                server.stop()
        server = self.serve()
        self.run_notices(0)
        self.assertEqual([mail["to"] for mail in server.mails()[-2:]], [["alice@example.com"]] * 2)

    def test_a_refusal_that_repeats_the_number_is_masked(self):
        self.serve("refuse-data")
        done = self.run_notices(1)
        self.assertIn(b"refused: ******0123", done.stderr)
        self.assertEqual(len(self.due()), 3)

    def test_no_server(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.point_at(free.getsockname()[1])
        done = self.run_notices(1)
        self.assertEqual(done.stderr.count(b"and stays due"), 1)  # the others are not even tried
        self.assertEqual(len(self.due()), 3)
        self.assertEqual(self.history(), [])
        self.serve()
        self.run_notices(0)
        self.assertEqual(self.due(), [])

    def test_a_server_that_comes_up_meanwhile(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.point_at(free.getsockname()[1])
        done = self.run_notices(1, "--retries", "2", "--retry-delay", "10")
        self.assertEqual(done.stderr.count(b"again in"), 2, done.stderr)

    def test_a_server_that_hangs(self):
        with socket.create_server(("127.0.0.1", 0)) as mute:
            self.point_at(mute.getsockname()[1])
            start = time.monotonic()
            done = self.run_notices(1, "--timeout", "1", "--connect-timeout", "1")
            self.assertLess(time.monotonic() - start, 20)
            self.assertEqual(done.stderr.count(b"and stays due"), 1)
        for command, taken in [("RCPT", 0), ("DATA", 3)]:
            with self.subTest(command):
                server = self.serve("hang=" + command)
                done = self.run_notices(1, "--timeout", "1")
                self.assertEqual(done.stderr.count(b"and stays due"), 3, done.stderr)
                self.assertEqual(done.stderr.count(b"may have been accepted all the same"), taken, done.stderr)
                self.assertEqual((len(server.mails()), len(self.due())), (taken, 3))
                server.stop()

    def test_killed_after_the_mail(self):
        server = self.serve()
        self.run_notices(-signal.SIGKILL, OA_TEST_KILL_AT="svc-notice-sent:2")
        self.assertEqual(len(server.mails()), 2)
        self.assertEqual(self.due(), [(5001, 2), (5002, 1)])
        self.run_notices(0)
        identities = [parsed(mail)["Message-ID"] for mail in server.mails()]
        self.assertEqual(identities, [f"<svc.0070000{order}00100001{card:05}@shop.example.com>"
                                      for order, card in [(5001, 1), (5001, 2), (5001, 2), (5002, 1)]])
        self.assertEqual(len(self.history()), 3)

    def test_killed_after_the_store(self):
        server = self.serve()
        self.run_notices(-signal.SIGKILL, OA_TEST_KILL_AT="svc-notice-stored:1")
        self.run_notices(0)
        self.assertEqual(len(server.mails()), 3)

    def test_stopped_by_a_signal(self):
        server = self.serve()
        self.run_notices(75, OA_TEST_TERM_AT="svc-notice-stored:1")
        self.assertEqual((len(server.mails()), len(self.due())), (1, 2))

    def test_dry_run(self):
        server = self.serve()
        done = self.run_notices(0, "--dry-run")
        self.assertEqual(done.stdout, b"would send 3 notices\n")
        self.assertEqual((server.mails(), len(self.due()), self.history()), ([], 3, []))

    def test_no_address(self):
        server = self.serve()
        self.workspace.sql("UPDATE customer_sold_to SET opt_in_out = 'O3' WHERE customer_number = 1001;"
                           "UPDATE order_ship_to SET email_address = '' WHERE order_number = 5002;")
        self.workspace.sql("INSERT INTO system_control_value VALUES (7, 'J22', 'Y')")
        done = self.run_notices(1)
        self.assertEqual(done.stdout, b"sent 0 notices, 1 without an address to be sent to, 2 still due: run it again\n")
        self.assertIn(b"card 5001-1-1-2: the notice is not sent: the Opt in/opt out setting of the customer sold to 1001 (O3) does not", done.stderr)
        self.assertIn(b"card 5002-1-1-1: the notice was not sent and stays due: the order ship to has no email address; a virtual", done.stderr)
        # The number of a virtual card reaches its holder by the notice alone: it is kept, for all that J22 says.
        self.assertEqual((server.mails(), self.due(), self.history()), ([], [(5001, 1), (5002, 1)], []))
        self.assertEqual([row["card_number"] for row in self.workspace.rows("SELECT card_number FROM stored_value_card WHERE card_type <> 'P'")],
                         [NUMBERS[0], "REMOVED BY SYSTEM", NUMBERS[2]])
        self.workspace.sql("UPDATE order_ship_to SET email_address = 'bmiranda@att.net' WHERE order_number = 5002;")
        self.run_notices(1)
        self.assertEqual((len(server.mails()), self.due()), (1, [(5001, 1)]))

    def test_an_address_that_would_say_more_to_the_server(self):
        server = self.serve()
        for bad in ["a@b.example\r\nRCPT TO:<evil@example.com>", "a@b.example>\nDATA", "jürgen@example.com", "two@at@example.com", "a b@example.com"]:
            with self.subTest(bad):
                self.workspace.sql(f"UPDATE order_ship_to SET email_address = '{bad}' WHERE order_number = 5002;")
                self.run_notices(1)
                self.assertEqual(self.due(), [(5002, 1)])
        self.assertEqual([mail["to"] for mail in server.mails()], [["alice@example.com"]] * 2)

    def test_a_password_in_a_setting_is_not_repeated(self):
        done = self.workspace.run([support.tool("oa-store"), "set", "SMTP_SERVER", "smtp://shop:secret@mail.example.com"])
        self.assertEqual(done.returncode, 65)
        self.assertIn(b"smtp://***@mail.example.com", done.stderr)
        self.assertNotIn(b"secret", done.stderr)

    def test_i30_blank(self):
        self.workspace.sql("DELETE FROM system_control_value WHERE code = 'I30';")
        done = self.run_notices(0)
        self.assertEqual((done.stdout, len(self.due())), (b"sent 0 notices\n", 3))
        self.assertIn(b"3 notices are due, but Stored Value Card Email Notification Program (I30) is blank", done.stderr)

    def test_tls_and_a_password(self):
        key, certificate = (str(self.workspace.directory / name) for name in ("key.pem", "cert.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                        "-subj", "/CN=mail", "-addext", "subjectAltName=IP:0.0.0.0"], check=True, capture_output=True)
        self.workspace.sql("INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source) "
                           "VALUES (7, 'SMTP', 'BASIC', 'shop', 'env:OA_SMTP_PASSWORD');")
        server = self.serve("tls=" + certificate + "," + key, "password=shop:secret word")
        self.point_at(server.port, "0.0.0.0")  # this machine, but by no name of the loopback
        self.assertIn(b"certificate", self.run_notices(1, OA_SMTP_PASSWORD="secret word").stderr)
        done = self.run_notices(1, "--ca-file", certificate, OA_SMTP_PASSWORD="wrong")
        self.assertIn(b"535 5.7.8", done.stderr)
        self.assertEqual(len(self.due()), 3)
        self.run_notices(0, "--ca-file", certificate, OA_SMTP_PASSWORD="secret word")
        self.assertEqual([(mail["peer_tls"], mail["user"]) for mail in server.mails()], [(True, "shop")] * 3)

    def test_a_server_without_tls_is_not_told_anything(self):
        server = self.serve()
        self.point_at(server.port, "0.0.0.0")
        self.run_notices(1)
        self.assertEqual((server.mails(), len(self.due())), ([], 3))
        self.run_notices(0, "--allow-http")
        self.assertEqual(len(server.mails()), 3)

    def test_configuration(self):
        server = self.serve()
        for change, words in [
                ("DELETE FROM property WHERE name = 'SVC_EMAIL_FROM';", "SVC_EMAIL_FROM"),
                ("INSERT OR REPLACE INTO property VALUES (7, 'SVC_EMAIL_FROM', 'nobody');", "is 'nobody': it must be an email address"),
                ("UPDATE property SET value = '/nonexistent' WHERE name = 'SVC_EMAIL_TEMPLATE';", "/nonexistent"),
                ("DELETE FROM property WHERE name = 'SVC_EMAIL_TEMPLATE';", "SVC_EMAIL_TEMPLATE"),
                ("UPDATE property SET value = 'smtp://u:p@h' WHERE name = 'SMTP_SERVER';", "is 'smtp://***@h': it must be smtp://HOST:PORT"),
                ("DELETE FROM property WHERE name IN ('SMTP_SERVER', 'SVC_EMAIL_DIRECTORY');", "SVC_EMAIL_DIRECTORY")]:
            with self.subTest(change):
                self.workspace.sql("CREATE TABLE kept AS SELECT * FROM property;" + change)
                self.assertIn(words, self.run_notices(78).stderr.decode())
                self.workspace.sql("DELETE FROM property; INSERT INTO property SELECT * FROM kept; DROP TABLE kept;")
        self.template.write_text("Subject: Card\n[text]\nthe number is {card_number\n")
        self.assertIn("line 2: the section [text] has no {card_number}", self.run_notices(78).stderr.decode())
        self.assertEqual((server.mails(), len(self.due())), ([], 3))


class EmailOutTest(NoticeCase):
    """CWEmailOut messages instead, for a template that is XML only or without an SMTP server."""

    def files(self):
        return sorted(path.name for path in self.messages.iterdir())

    def test_messages(self):
        self.template.write_text("[xml]\n")
        server = self.serve()
        self.run_notices(-signal.SIGKILL, OA_TEST_KILL_AT="svc-notice-written:2")
        self.assertEqual(self.files(), [".CWEmailOut_007000050010010000100002.xml.tmp", "CWEmailOut_007000050010010000100001.xml"])
        self.run_notices(-signal.SIGKILL, OA_TEST_KILL_AT="svc-notice-sent:1")
        self.run_notices(0)
        names = [f"CWEmailOut_0070000{order}00100001{card:05}.xml" for order, card in [(5001, 1), (5001, 2), (5002, 1)]]
        self.assertEqual(self.files(), names)
        for name, number in zip(names, NUMBERS):
            path = self.messages / name
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            self.assertIn(f'card_number="{number}"', path.read_text())
            checked = subprocess.run(["xmllint", "--noout", "--schema", str(support.ROOT / "schemas" / "cw-email-out.xsd"), str(path)], capture_output=True)
            self.assertEqual(checked.returncode, 0, checked.stderr.decode())
        self.assertEqual((server.mails(), self.due(), len(self.history())), ([], [], 3))

    def test_no_server(self):
        self.run_notices(0)
        self.assertEqual((len(self.files()), self.due()), (3, []))


if __name__ == "__main__":
    unittest.main()
