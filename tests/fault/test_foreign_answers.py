#!/usr/bin/env python3
"""Answers as servers, gateways and proxies of the field give them: understood, or refused and named; nothing that is not beyond
doubt is stored, printed raw or taken for done."""

import gzip
import http.server
import json
import threading
import unittest
import zlib

import cases
import support

NAMESPACE = "http://v2_3.customer.webservices.csx.dtv.com/"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
ID = "900000000001"
CUSTOMERS = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "customer_services.sql"]


class Server(http.server.ThreadingHTTPServer):
    """Answers every request as `answer(handler, body)` says: status, headers, body."""

    def __init__(self, answer):
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def take(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                server.requests.append((self.command, self.path, body))
                status, headers, content = server.answer(self, body)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_PUT = take

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.requests = answer, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class ForeignAnswers(unittest.TestCase):
    fixtures = CUSTOMERS

    def begin(self, answer):
        self.workspace = support.Workspace(self.fixtures)
        self.addCleanup(self.workspace.__exit__)
        self.server = Server(answer)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.workspace.sql(f"""
            UPDATE system_control_value SET value = '{self.server.url}/files' WHERE code = 'M62';
            UPDATE property SET value = '{self.server.url}/orce' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX';
            UPDATE web_service_authentication SET token_url = '{self.server.url}/token' WHERE authentication_type = 'OAUTH';""")

    def run_tool(self, name, *arguments):
        done = self.workspace.run([support.tool(name), *cases.FAST, "--retries", "0", *arguments])
        self.said = done.stderr.decode()
        self.printed = done.stdout.decode()
        return done.returncode


def envelope(inner, operation="addOrUpdateCustomer", declaration='<?xml version="1.0" encoding="UTF-8"?>', space=SOAP_11):
    return (f'{declaration}<S:Envelope xmlns:S="{space}"><S:Body><n:{operation}Response xmlns:n="{NAMESPACE}">{inner}'
            f"</n:{operation}Response></S:Body></S:Envelope>")


def fault(text):
    return (f'<S:Envelope xmlns:S="{SOAP_11}"><S:Body><S:Fault><faultcode>S:Server</faultcode><faultstring>{text}</faultstring><detail>'
            f'<n:RelateProcessingException xmlns:n="{NAMESPACE}"/></detail></S:Fault></S:Body></S:Envelope>')


def plain(customer_id=ID):
    return envelope(f"<customerId>{customer_id}</customerId>")


MTOM = 'multipart/related; type="application/xop+xml"; boundary="uuid:1"; start="<root>"; start-info="text/xml"'
MTOM_BODY = f"--uuid:1\r\nContent-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n{plain()}\r\n--uuid:1--\r\n"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


class RelateIds(ForeignAnswers):
    def synchronize(self, content, content_type="text/xml; charset=utf-8", status=200, **headers):
        content = content.encode() if isinstance(content, str) else content
        looked_at = envelope(f"<return><CustomerID>{ID}</CustomerID><RetailStoreID>12</RetailStoreID><Source>STORE</Source></return>",
                             "retrieveCustomer").encode()

        def answer(_, body):
            if b"retrieveCustomer" in body:
                return 200, {"Content-Type": "text/xml"}, looked_at
            return status, {"Content-Type": content_type, **headers}, content

        self.begin(answer)
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', relate_id = 'OLD' WHERE customer_number = 1001")
        code = self.run_tool("oa-syncrdb")
        row = self.workspace.rows("SELECT relate_id, synchronize_with_remote_db AS flag FROM customer_sold_to WHERE customer_number = 1001")[0]
        return code, row["relate_id"], row["flag"]

    def test_understood(self):
        undeclared = plain().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
        for name, content, options in (
                ("pretty-printed", envelope(f"\n <customerId>\n  {ID}\n </customerId>\n"), {}),
                ("CDATA", envelope(f"<customerId>{ID[:4]}<![CDATA[{ID[4:]}]]></customerId>"), {}),
                ("a comment", envelope(f"<customerId>{ID[:4]}<!-- x -->{ID[4:]}</customerId>"), {}),
                ("a character reference", envelope("<customerId>&#57;00000000001</customerId>"), {}),
                ("qualified", envelope(f"<n:customerId>{ID}</n:customerId>"), {}),
                ("more than is known", envelope(f"<new/><customerId>{ID}</customerId><message>x</message>"), {}),
                ("gzip", gzip.compress(plain().encode()), {"Content-Encoding": "gzip"}),
                ("UTF-16", plain().replace("UTF-8", "UTF-16").encode("utf-16"), {"content_type": "text/xml; charset=utf-16"}),
                ("ISO-8859-1", plain().replace("UTF-8", "ISO-8859-1").replace("</c", "</c").encode("latin-1"), {}),
                ("a byte order mark", "\ufeff" + plain(), {}),
                ("an unknown charset", undeclared, {"content_type": "text/xml; charset=x-none"}),
                ("a quoted charset", undeclared, {"content_type": 'text/xml; charset="UTF-8"'}),
                ("a charset in single quotes", undeclared, {"content_type": "text/xml;charset='utf-8'"}),
                ("a charset without its hyphen", undeclared, {"content_type": "text/xml; charset=UTF8;"}),
                ("a blank charset", undeclared, {"content_type": "text/xml; charset="}),
                ("UTF-16 without a declaration", undeclared.encode("utf-16"), {"content_type": "text/xml"}),
                ("UTF-16 without a mark", undeclared.encode("utf-16-be"), {"content_type": "text/xml; charset=utf-16be"}),
                ("three prefixes", undeclared.replace("<customerId>", f'<c:customerId xmlns:c="{NAMESPACE}" xmlns:d="urn:d" d:a="1">')
                 .replace("</customerId>", "</c:customerId>"), {}),
                ("text of both directions", envelope(f"<message>\u202eabc \u05d0</message><customerId>{ID}</customerId>"), {}),
                ("tabs around the ID", plain(f"\t{ID}\t"), {}),
                ("deflate", zlib.compress(plain().encode()), {"Content-Encoding": "deflate"}),
                ("SOAP 1.2", plain().replace(SOAP_11, SOAP_12), {"content_type": "application/soap+xml"}),
                ("MTOM", MTOM_BODY, {"content_type": MTOM})):
            with self.subTest(name):
                self.assertEqual(self.synchronize(content, **options), (0, ID, "N"), self.said)

    def test_an_answer_that_cannot_be_used(self):
        for name, content, options in (
                ("no ID", envelope(f'<customerId {XSI} xsi:nil="true"/>'), {}),
                ("two IDs", envelope(f"<customerId>{ID}</customerId><customerId>777</customerId>"), {}),
                ("a document type", f'<!DOCTYPE x [<!ENTITY e "{ID}">]>' + envelope("<customerId>&e;</customerId>", declaration=""), {}),
                ("two documents", plain() + plain("777"), {}),
                ("something behind it", plain() + "<script>ad()</script>", {}),
                ("cut off", plain()[:-40], {}),
                ("gzip that does not say so", gzip.compress(plain().encode()), {}),
                ("a bad gzip", b"\x1f\x8b" + plain().encode(), {"Content-Encoding": "gzip"}),
                ("a gzip that is cut off", gzip.compress(plain().encode())[:-12], {"Content-Encoding": "gzip"}),
                ("zip", b"PK\x03\x04" + plain().encode(), {"Content-Encoding": "zip"}),
                ("a bomb", gzip.compress(b" " * (40 << 20)), {"Content-Encoding": "gzip"}),
                ("an unknown encoding", plain(), {"Content-Encoding": "x-none"}),
                ("a sign-on page", "<html><body>Sign in</body></html>", {"content_type": "text/html"}),
                ("multipart without a boundary", MTOM_BODY, {"content_type": "multipart/related"})):
            with self.subTest(name):
                self.assertEqual(self.synchronize(content, **options), (69, "OLD", "Y"), self.said)
                self.assertIn("127.0.0.1", self.said)

    def test_an_id_that_is_not_one_leaves_the_customer_behind(self):
        for wrong in ("null", "9" * 21, "9.00E+11", "a&#10;b", "a&lt;b&gt;", "900\u00a0000", "900\u200b000", "900\t000", "900&#9;000", "\ufeff900", "a\u202eb"):
            with self.subTest(wrong):
                self.assertEqual(self.synchronize(plain(wrong)), (1, "OLD", "Y"), self.said)
                self.assertIn("customer 1001: left behind: ", self.said)
                self.assertIn("is not a Relate ID", self.said)

    def test_an_id_that_is_found_but_not_one_is_not_sent_back(self):
        found = envelope("<return><CustomerID>null</CustomerID></return>", "retrieveCustomer")
        self.begin(lambda *_: (200, {"Content-Type": "text/xml"}, found.encode()))
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', relate_id = '' WHERE customer_number = 1001")
        self.assertEqual(self.run_tool("oa-syncrdb"), 1, self.said)
        self.assertIn("'null' is not a Relate ID", self.said)
        self.assertEqual(len(self.server.requests), 1)

    def test_one_id_for_two_customers_is_told(self):
        self.begin(lambda _, body: (200, {"Content-Type": "text/xml"}, (
            envelope("<return><CustomerID>777</CustomerID><RetailStoreID>12</RetailStoreID><Source>S</Source></return>", "retrieveCustomer")
            if b"retrieveCustomer" in body else plain("777")).encode()))
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', relate_id = customer_number")
        self.assertEqual(self.run_tool("oa-syncrdb"), 0, self.said)
        self.assertRegex(self.said, r"warning: customer 100[12]: Customer Engagement answered the customer ID 777, which customer 100[12] has too")

    def test_what_a_fault_says_is_data(self):
        echo = (f"bad request of Authorization: Basic b3JjZS11c2VyOm9yY2UtcGFzc3dvcmQ= for {support.PASSWORD}, card 6006491234560001 "
                "\u009b31m\u202e\u2066red&#13;&#10;oa-syncrdb: error: forged")
        log = None
        for options in ([], ["--log-format", "json"]):
            with self.subTest(options):
                content = fault(echo).encode()
                self.begin(lambda *_: (500, {"Content-Type": "text/xml"}, content))
                self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y' WHERE customer_number = 1001")
                log = self.workspace.directory / "log"
                self.assertEqual(self.run_tool("oa-syncrdb", "-vv", "--log-file", str(log), *options), 1, self.said)
                kept = json.dumps(self.workspace.rows("SELECT * FROM job_run_message") + self.workspace.rows("SELECT * FROM job_run"), ensure_ascii=False)
                for place, text in (("stderr", self.said), ("log file", log.read_text()), ("job log", kept), ("stdout", self.printed)):
                    for raw in ("b3JjZS11c2Vy", support.PASSWORD, "6006491234560001", "\u009b", "\u202e", "\u2066"):
                        self.assertNotIn(raw, text, place)
                self.assertIn("bad request of Authorization: Basic ***", self.said)
                self.assertFalse([line for line in self.said.splitlines() if line.startswith("oa-syncrdb: error: forged")])

    def test_who_is_refused_or_asks_the_wrong_address_is_not_told_to_try_again(self):
        for status, code in ((401, 77), (403, 77), (404, 78), (405, 78), (400, 69), (503, 69)):
            with self.subTest(status):
                self.assertEqual(self.synchronize("", status=status), (code, "OLD", "Y"), self.said)


class Codes(ForeignAnswers):
    def pull(self, **address):
        parts = {"Country": "AU", "Territory": "NSW", "PostalCode": "2000", **address}
        record = ("<return><CustomerID>900000000042</CustomerID><EntityInformation><Individual><Name><Name Location=\"Last\">\n  Schm<!-- -->idt\n"
                  "</Name></Name><ContactInformation><Address TypeCode=\"HOME\" PrimaryFlag=\"true\"><AddressLine1>1 Main St</AddressLine1>"
                  + "".join(f"<{name}>{text}</{name}>" for name, text in parts.items())
                  + "</Address></ContactInformation></Individual></EntityInformation></return>")

        def answer(_, body):
            operation = "retrieveCustomer" if b"retrieveCustomer" in body else "addOrUpdateCustomer"
            content = envelope(record if operation == "retrieveCustomer" else "<customerId>900000000042</customerId>", operation)
            return 200, {"Content-Type": "text/xml"}, content.encode()

        self.begin(answer)
        self.workspace.sql("""INSERT INTO country (company, country) VALUES (7, 'AU'), (7, 'US');
            INSERT INTO country_state (company, country, state) VALUES (7, 'US', 'MA');
            INSERT INTO scf (company, country, scf) VALUES (7, 'US', '011');
            INSERT INTO system_control_value VALUES (7, 'D63', 'A1'), (7, 'D13', 'R');""")
        return self.run_tool("oa-customer", "pull", "--relate-id", "900000000042")

    def test_a_code_is_never_cut(self):
        for what, address in (("territory 'NSW'", {}), ("territory 'LONDON'", {"Territory": "London"}),
                              ("postal code '011011234567'", {"Country": "US", "Territory": "MA", "PostalCode": "011011234567"})):
            with self.subTest(what):
                self.assertEqual(self.pull(**address), 65, self.said)
                self.assertIn(what, self.said)
                self.assertEqual(self.workspace.rows("SELECT customer_number FROM customer_sold_to WHERE customer_number > 1002"), [])
                self.assertEqual(len(self.server.requests), 1)

    def test_names_are_read_whole(self):
        self.assertEqual(self.pull(Country="US", Territory="MA", PostalCode="01101"), 0, self.said)
        self.assertEqual(self.workspace.rows("SELECT last_name, state FROM customer_sold_to WHERE customer_number > 1002"),
                         [{"last_name": "SCHMIDT", "state": "MA"}])

    def test_codes_of_the_store_are_not_cut_on_their_way_out(self):
        self.begin(lambda *_: (200, {"Content-Type": "text/xml"}, plain().encode()))
        self.workspace.sql("UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', state = 'NSW' WHERE customer_number = 1001")
        self.assertEqual(self.run_tool("oa-syncrdb"), 1, self.said)
        self.assertIn("the state 'NSW' has more than 2 positions", self.said)
        self.assertEqual(self.server.requests, [])

    def test_a_name_of_the_store_drives_no_terminal(self):
        self.begin(lambda *_: (200, {"Content-Type": "text/xml"}, envelope("<return/>", "searchCustomers").encode()))
        self.workspace.sql("UPDATE customer_sold_to SET last_name = 'SAM' || char(27, 155, 8238, 10) || 'PLE' WHERE customer_number = 1001")
        self.assertEqual(self.run_tool("oa-customer", "search", "--name", "SAM"), 0, self.said)
        self.assertIn("SAM\\x1B\\x9B\\u202E PLE", self.printed)
        self.assertEqual(self.run_tool("oa-customer", "--json", "search", "--name", "SAM"), 0, self.said)
        self.assertIn("\\u009b\\u202e", self.printed)
        self.assertIn("SAM\x1b\x9b\u202e\nPLE", json.loads(self.printed)["customers"][0]["name"])


class Files(ForeignAnswers):
    fixtures = cases.FIXTURES

    def feed(self, token=(200, b'{"access_token": "tok", "expires_in": 3600}'), access=None, put=(200, {}, b""), *arguments):
        def answer(handler, _):
            if handler.path == "/token":
                return token[0], {"Content-Type": "application/json"}, token[1]
            if handler.command == "POST":
                status, content = access or (200, json.dumps({"accessUri": f"{self.server.url}/p/x/o/x.zip"}).encode())
                return status, {"Content-Type": "application/json"}, content
            return put

        self.begin(answer)
        return self.run_tool("oa-salesfeed", *arguments)

    def test_an_access_uri_of_another_kind(self):
        for uri in (b"null", b"5", b"[]", b"{}", b'"ftp://127.0.0.1/x"', b'"http://example.com/x"', b'"file:///etc/passwd"', b'"http://a b/"', b'"\xff"'):
            with self.subTest(uri):
                self.assertEqual(self.feed(access=(200, b'{"accessUri": ' + uri + b"}")), 69, self.said)
                self.assertNotIn("internal", self.said)
                self.assertEqual([r for r in self.server.requests if r[0] == "PUT"], [])
        self.assertEqual(self.feed(access=(200, b'[{"accessUri": "/p/x"}]')), 69, self.said)

    def test_times_of_a_token(self):
        for seconds in (b"0", b"-5", b'"3600"', b"1e300", b"9223372036854775807", b"-1e300", b"null"):
            with self.subTest(seconds):
                self.assertEqual(self.feed(token=(200, b'{"access_token": "tok", "expires_in": ' + seconds + b"}")), 0, self.said)

    def test_who_is_refused_or_asks_the_wrong_address_is_not_told_to_try_again(self):
        for status, code in ((401, 77), (403, 77), (400, 78), (404, 78), (500, 69)):
            with self.subTest(token=status):
                self.assertEqual(self.feed(token=(status, b"{}")), code, self.said)
        for status, code in ((401, 77), (403, 77), (404, 78), (400, 69), (503, 69)):
            with self.subTest(access=status):
                self.assertEqual(self.feed(access=(status, b"{}")), code, self.said)

    def test_what_the_store_took_is_compared(self):
        for headers, code in (({"ETag": "x"}, 0), ({"opc-content-md5": "AAAAAAAAAAAAAAAAAAAAAA=="}, 69),
                              ({"ETag": '"00000000000000000000000000000000"'}, 69)):
            with self.subTest(headers):
                self.assertEqual(self.feed(put=(200, headers, b"")), code, self.said)
                if code:
                    self.assertIn("is not what was sent", self.said)
                    self.assertEqual(self.workspace.rows("SELECT DISTINCT state FROM outbound_batch"), [{"state": "sending"}])

    def test_a_web_page_is_not_an_answer_of_the_object_store(self):
        page = b"<html><body>Sign in</body></html>"
        for name, headers, body in (("its type", {"Content-Type": "Text/HTML; charset=utf-8"}, b""),
                                    ("XHTML", {"Content-Type": "application/xhtml+xml"}, b""),
                                    ("no type", {}, page), ("another type", {"Content-Type": "text/plain"}, b"\n<!doctype html>" + page),
                                    ("a comment before it", {}, b"<!-- proxy --><HTML>"), ("an ETag of its own", {"ETag": '"page-1"'}, page)):
            with self.subTest(name):
                self.assertEqual(self.feed(put=(200, headers, body)), 69, self.said)
                self.assertIn("is not an answer of an object store", self.said)
                self.assertEqual(self.workspace.rows("SELECT DISTINCT state FROM outbound_batch"), [{"state": "sending"}])

    def test_certificates_that_are_not_there(self):
        self.assertEqual(self.feed((200, b"{}"), None, (200, {}, b""), "--ca-file", "/nonexistent/ca.pem"), 66, self.said)
        self.assertIn("/nonexistent/ca.pem", self.said)
        self.assertEqual(self.feed((200, b"{}"), None, (200, {}, b""), "--ca-file", "/dev/null"), 65, self.said)
        self.assertEqual(self.server.requests, [])


class SettingsWithUsers(ForeignAnswers):
    def test_a_user_in_a_url_is_refused(self):
        self.begin(lambda *_: (200, {}, b""))
        self.assertEqual(self.run_store("set", "M62", "https://user:hunter22@example.com/files"), 65)
        self.assertIn("no user and password in the URL", self.said)
        self.assertNotIn("hunter22", self.said)
        self.workspace.sql("UPDATE system_control_value SET value = 'https://user:hunter22@example.com/files' WHERE code = 'M62';"
                           "UPDATE web_service_authentication SET token_url = 'https://user:hunter22@example.com/t' WHERE token_url <> ''")
        self.assertNotEqual(self.run_store("check"), 0)
        for place in ("M62 'https://***@example.com/files' must have no user", "'ORCE File Service' 'https://***@example.com/t' must have no user"):
            self.assertIn(place, self.printed + self.said)
        self.assertNotIn("hunter22", self.printed + self.said)

    def run_store(self, *arguments):
        done = self.workspace.run([support.tool("oa-store"), *arguments])
        self.said, self.printed = done.stderr.decode(), done.stdout.decode()
        return done.returncode


if __name__ == "__main__":
    unittest.main()
