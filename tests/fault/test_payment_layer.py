#!/usr/bin/env python3
"""Payments through a service bureau with communication type Integration Layer (Customer Engagement Integration, .IL Service
Bureau Setup; Work with Outbound Interface Transactions): authorizations, deposits, credits and reversals as files, each once by
name; the test is the service bureau."""

import json
import subprocess
import unittest
import xml.etree.ElementTree as xml

import payment_cases as cases
import support
from payment_cases import card

LATER = "2010-11-23T10:30:00"
BUREAU = """
UPDATE pay_type SET authorization_service = 'ILB', deposit_service = 'ILB' WHERE pay_type = 9;
INSERT INTO authorization_service (company, service_code, communication_type, merchant_id, presenters_id, submitters_id,
    send_reversal, batch_online, immediate_response, selected_for_deposit)
VALUES (7, 'ILB', 'I', 'MERCH', 'PRES', 'SUB', 'Y', 'B', 'N', 'Y');
INSERT INTO vendor_response (company, service_code, response_code, description, orce_response, hold_reason_code)
VALUES (7, 'ILB', 'FUNDS', 'NOT ENOUGH ON THE CARD', 'INSUFFICIENT_FUNDS', 'SV');
"""


class Layer(unittest.TestCase):
    def setUp(self):
        self.company = cases.Company(self)
        self.workspace = self.company.workspace
        self.company.sql(BUREAU)
        self.out = self.workspace.directory / "queue-out"
        self.answers = self.workspace.directory / "queue-in"
        self.workspace.allowed += ["queue-out", "queue-in"]
        for name, path in (("SVC_QUEUE_OUT_DIRECTORY", self.out), ("SVC_QUEUE_IN_DIRECTORY", self.answers)):
            path.mkdir()
            self.company.sql(f"INSERT INTO property (company, name, value) VALUES (7, '{name}', '{path}')")

    def run_tool(self, *arguments, exit_code=0, **more):
        done = self.company.payment(*arguments, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        self.assertNotIn(card(1).encode(), done.stdout + done.stderr)
        return json.loads(done.stdout) if done.stdout else {}

    def authorize(self, *options, **more):
        return self.run_tool("authorize", *options, **more)

    def requests(self):
        """Takes the requests out of the queue: the attributes of each by file name."""
        taken = {}
        for path in sorted(path for path in self.out.iterdir() if not path.name.startswith(".")):
            schema = "cw-deposit-request.xsd" if "Deposit" in path.name else "cw-authorization-request.xsd"
            done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(support.ROOT / "schemas" / schema), str(path)],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            taken[path.name] = dict(xml.parse(path).getroot()[0][2].attrib)
            path.unlink()
        return taken

    def answer(self, request, authorization="", code="", name=None, told=""):
        is_deposit = "depositAmount" in request
        kind, element = ("CWDepositResponse", "DepositResponse") if is_deposit else ("CWAuthorizationResponse", "AuthResponse")
        number = f'authNumber="{authorization}" ' if authorization else ""
        told = f'ccAccountNumber="{told}" ' if told else ""
        path = self.answers / (name or f"{kind}_{request['transactionSeqNumber']}.xml")
        path.write_text(f'<Message type="{kind}"><{kind}><{element} companyID="7" '
                        f'transactionSeqNumber="{request["transactionSeqNumber"]}" '
                        f'merchantReference="{request["merchantReference"]}" {told}{number}responseCode="{code}"/></{kind}></Message>')
        return path

    def rejected(self):
        directory = self.answers / "rejected"
        return sorted(path.name for path in directory.iterdir()) if directory.exists() else []

    def history(self):
        return [(row["status"], row["amount"], row["n"], row["response_code"]) for row in self.company.rows(
            "SELECT status, amount, authorization_number AS n, response_code FROM authorization_history ORDER BY order_number, "
            "opm_sequence, authorization_sequence")]

    def controls(self):
        return " ".join(row["s"] for row in self.company.rows(
            "SELECT process || ':' || status AS s FROM integration_process_control ORDER BY trigger_number"))

    def order(self, number=6001, n=1, amount=4000):
        self.company.sql(cases.order(number, card(n), amount))

    def authorized(self):
        """Order 6001 with 40.00 authorized as AUTH1."""
        self.order()
        self.authorize()
        [request] = self.requests().values()
        self.answer(request, "AUTH1")
        self.assertEqual(self.authorize(at=LATER)["authorized"], 1)

    def test_an_authorization(self):
        self.order()
        result = self.authorize()
        self.assertEqual((result["requested"], result["authorized"]), (1, 0))
        [(name, request)] = self.requests().items()
        self.assertEqual(name, "CWAuthorizationRequest_007_000000001.xml")
        self.assertEqual((request["actionCode"], request["merchantReference"], request["orderID"], request["paymentID"], request["authID"],
                          request["authAmount"], request["authAmountText"], request["ccAccountNumber"], request["currencyCode"]),
                         ("Authorization", "0070000600101001", "00006001", "01", "001", "4000", "40.00", card(1), "USD"))
        self.assertEqual(self.authorize()["waiting"], 1)
        self.assertEqual(self.requests(), {}, "the other side has it: it is not put again")
        path = self.answer(request, "AUTH1", "OK", told=card(1))
        result = self.authorize(at=LATER)
        self.assertEqual((result["authorized"], result["amount"], result["waiting"]), (1, "40.00", 0))
        self.assertFalse(path.exists())
        self.assertEqual(self.history(), [("A", 4000, "AUTH1", "OK")])
        self.assertEqual(self.controls(), "SVC_AUTH:CMP")
        self.assertEqual(self.company.rows("SELECT file_code AS f, status FROM il_outbound_trigger"), [{"f": "AUT", "status": "C"}])

    def test_a_dry_run(self):
        self.order()
        self.assertEqual(self.authorize("--dry-run")["to_send"], 1)
        self.assertEqual((self.requests(), self.history()), ({}, []))
        self.authorize()
        self.assertEqual(self.authorize("--dry-run")["waiting"], 1)

    def test_a_decline_holds_the_order(self):
        self.order()
        self.authorize()
        [request] = self.requests().values()
        self.answer(request, code="INSUFFICIENT_FUNDS")
        result = self.authorize(exit_code=1)
        self.assertEqual((result["declined"], result["requested"]), (1, 0), "the next run asks again, not the one that was told")
        self.assertEqual(self.history(), [("D", 4000, "", "FUNDS")])
        self.assertEqual(self.controls(), "SVC_AUTH:FLD")
        self.assertEqual(self.company.rows("SELECT hold_reason_code AS h FROM order_header WHERE order_number = 6001"), [{"h": "SV"}])
        self.assertEqual(self.authorize()["requested"], 1)
        [request] = self.requests().values()
        self.assertEqual(request["merchantReference"], "0070000600101002")

    def test_answers_that_come_twice(self):
        self.order()
        self.authorize()
        [request] = self.requests().values()
        self.answer(request, "AUTH1", name="a.xml")
        self.answer(request, "AUTH1", name="b.xml")
        self.assertEqual(self.authorize()["authorized"], 1)
        self.answer(request, "AUTH1", name="a.xml")
        self.assertEqual(self.authorize()["authorized"], 0)
        self.assertEqual((list(self.answers.iterdir()), self.rejected()), ([], []))
        self.answer(request, "AUTH2", name="a.xml")
        self.answer(request, "AUTH2", name="c.xml")
        self.authorize(exit_code=1)
        self.assertEqual(self.rejected(), ["a.xml", "c.xml"])
        self.assertEqual(self.history(), [("A", 4000, "AUTH1", "")])

    def test_answers_that_are_none(self):
        self.order()
        self.authorize()
        [request] = self.requests().values()
        self.answer(request, "AUTH1", name="card.xml", told=card(2))
        self.answer({**request, "transactionSeqNumber": "99"}, "AUTH1", name="number.xml")
        self.answer({**request, "merchantReference": "0070000600101002"}, "AUTH1", name="reference.xml")
        self.answer({**request, "depositAmount": "", "merchantReference": "007000000000001"}, "AUTH1", name="kind.xml")
        self.answer(request, "AUTH1", "DECLINED", name="both.xml")
        self.answer(request, code="APPROVED", name="neither.xml")
        (self.answers / "text.xml").write_text("no XML")
        result = self.authorize(exit_code=1)
        self.assertEqual((result["left_behind"], result["waiting"]), (7, 1))
        self.assertEqual(self.rejected(), ["both.xml", "card.xml", "kind.xml", "neither.xml", "number.xml", "reference.xml", "text.xml"])
        self.assertEqual(self.history()[0][0], "S")
        said = self.company.rows("SELECT message FROM job_run_message WHERE subject = 'answer file kind.xml'")[0]["message"]
        self.assertIn("it is not the kind of message that answers request 1", said)

    def test_other_processes_leave_the_answers_alone(self):
        self.order()
        self.authorize()
        [request] = self.requests().values()
        path = self.answer(request, "AUTH1")
        self.company.sql("INSERT OR REPLACE INTO system_control_value (company, code, value) VALUES (7, 'I26', 'ILB');")
        done = self.workspace.run([support.tool("oa-svc-activate"), "--at", LATER, "--log-file", "tool.log"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.run_tool("reverse")
        self.assertTrue(path.exists())
        self.assertEqual(self.authorize()["authorized"], 1)

    def test_deposit_and_credit(self):
        self.authorized()
        self.company.sql(cases.invoice(9001, 6001, 2500))
        self.assertEqual(self.run_tool("deposit")["requested"], 1)
        [(name, request)] = self.requests().items()
        self.assertEqual(name, "CWDepositRequest_007_000000002.xml")
        self.assertEqual((request["actionCode"], request["transactionType"], request["merchantReference"], request["authNumber"],
                          request["invoiceNumber"], request["depositAmount"]),
                         ("Deposit", "Debit", "007000000000001", "AUTH1", "9001", "2500"))
        self.assertEqual(self.run_tool("deposit")["waiting"], 1)
        self.answer(request, "DEP1", "OK")
        result = self.run_tool("deposit")
        self.assertEqual((result["deposits"], result["deposited"]), (1, "25.00"))
        self.company.sql(cases.invoice(9002, 6001, -500))
        self.run_tool("deposit")
        [request] = self.requests().values()
        self.assertEqual((request["actionCode"], request["transactionType"], "authNumber" in request), ("Credit", "Credit", False))
        self.answer(request, "CRED1")
        self.assertEqual(self.run_tool("deposit")["credited"], "5.00")
        self.assertEqual(self.company.rows("SELECT amount_charged AS d, amount_credited AS c FROM order_payment_method WHERE "
                                           "order_number = 6001"), [{"d": 2500, "c": 500}])
        self.assertEqual(self.controls(), "SVC_AUTH:CMP SVC_DEP:CMP SVC_DEP:CMP")

    def test_a_deposit_above_the_authorization_waits_for_another(self):
        self.order(amount=4000)
        self.company.sql(cases.invoice(9001, 6001, 4000))
        result = self.run_tool("deposit")
        self.assertEqual((result["authorizations"]["requested"], result["requested"], result["left_behind"]), (1, 0, 0))
        [request] = self.requests().values()
        self.answer(request, "AUTH1")
        result = self.run_tool("deposit")
        self.assertEqual((result["authorizations"]["authorized"], result["requested"]), (1, 1))
        [request] = self.requests().values()
        self.answer(request, code="CARD_NOT_FOUND")
        self.assertEqual(self.run_tool("deposit", exit_code=1)["rejected"], 1)
        self.assertEqual(self.company.rows("SELECT deposit_status AS s FROM invoice_payment_method WHERE invoice_number = 9001"), [{"s": "R"}])

    def test_reversal(self):
        self.authorized()
        self.company.sql("UPDATE order_header SET status = 'X' WHERE order_number = 6001")
        self.assertEqual(self.run_tool("reverse")["requested"], 1)
        [request] = self.requests().values()
        self.assertEqual((request["actionCode"], request["merchantReference"], request["authID"], request["authNumber"], request["authAmount"]),
                         ("Reversal", "007000000000001001", "001", "AUTH1", "4000"))
        self.answer(request, code="TRY_AGAIN")
        self.assertEqual(self.run_tool("reverse", exit_code=1)["declined"], 1)
        self.run_tool("reverse")
        [request] = self.requests().values()
        self.assertEqual(request["merchantReference"], "007000000000001002", "another attempt is another transaction")
        self.answer(request, "REV1")
        self.assertEqual(self.run_tool("reverse")["reversed"], 1)
        self.assertEqual(self.history()[0][0], "V")

    def test_killed_at_each_step(self):
        self.order()
        for step in ("payment-layer-recorded", "payment-layer-put"):
            self.assertEqual(self.company.payment("authorize", OA_TEST_KILL_AT=step).returncode, -9)
            self.assertEqual((self.history()[0][0], self.controls()), ("S", "SVC_AUTH:RDY"))
        [first] = self.requests().values()
        self.assertEqual(self.authorize(at=LATER)["requested"], 1, "nobody knows whether it was put")
        [again] = self.requests().values()
        self.assertEqual(first, again)
        for step in ("payment-layer-stored", "svc-il-taken"):
            self.answer(first, "AUTH1")
            self.assertEqual(self.company.payment("authorize", OA_TEST_KILL_AT=step).returncode, -9)
            self.assertEqual(self.authorize()["left_behind"], 0)
            self.assertEqual((self.history(), self.rejected(), list(self.answers.iterdir())), ([("A", 4000, "AUTH1", "")], [], []))
            self.company.sql("UPDATE authorization_history SET status = 'S', authorization_number = '';"
                             "UPDATE integration_process_control SET status = 'RDY', answer_file = ''")

    def test_a_request_stays_with_its_service_bureau(self):
        self.order()
        self.authorize()
        [request] = self.requests().values()
        self.company.sql("UPDATE pay_type SET authorization_service = 'RLT' WHERE pay_type = 9")
        self.company.cards(c1=10000)
        self.assertEqual(self.authorize()["waiting"], 1, "what is under way is not asked for elsewhere")
        self.assertEqual(self.company.card(1)["available_hundredths"], 10000)
        self.answer(request, "AUTH1")
        self.assertEqual(self.authorize()["authorized"], 1)

    def test_a_service_bureau_that_changes_its_communication_type(self):
        self.company.sql("UPDATE pay_type SET authorization_service = 'RLT' WHERE pay_type = 9;"
                         "UPDATE authorization_service SET communication_type = 'I' WHERE service_code = 'RLT'")
        self.order()
        self.company.cards(c1=10000)
        self.assertEqual(self.authorize()["requested"], 1)
        self.company.sql("UPDATE authorization_service SET communication_type = 'P' WHERE service_code = 'RLT'")
        self.authorize(exit_code=78)
        self.assertEqual(self.company.card(1)["available_hundredths"], 10000)

    def test_a_request_by_payment_link_is_not_put(self):
        self.company.sql("UPDATE pay_type SET authorization_service = 'RLT' WHERE pay_type = 9")
        self.order()
        self.company.cards(c1=10000)
        self.company.sandbox.fault("preauth", "drop_after", times=1)
        self.company.sandbox.fault("inquiry", "drop", times=1)
        self.authorize(exit_code=69)
        self.company.sql("UPDATE authorization_service SET communication_type = 'I' WHERE service_code = 'RLT'")
        self.authorize(exit_code=69)
        self.assertEqual((self.requests(), self.history()[0][0]), ({}, "S"))

    def test_payment_link_is_customer_engagement(self):
        self.order()
        self.company.sql("UPDATE authorization_service SET communication_type = 'P' WHERE service_code = 'ILB'")
        for job in ("authorize", "deposit", "reverse"):
            self.run_tool(job, exit_code=78)
        self.assertEqual(self.history(), [])

    def test_queues_that_are_not_set_up(self):
        self.order()
        self.company.sql("DELETE FROM property WHERE name = 'SVC_QUEUE_IN_DIRECTORY'")
        self.authorize(exit_code=78)
        self.assertEqual(self.history(), [])

    def test_many_requests_to_another_service_wait(self):
        """They are read in pieces; those of this service come after them."""
        many = range(5500, 5701)
        self.company.sql("".join(cases.order(n, card(2), 100) for n in many))
        self.company.sql("".join(
            "INSERT INTO authorization_history (company, order_number, opm_sequence, authorization_sequence, status, auth_service, amount, "
            f"currency_code, sent_at) VALUES (7, {n}, 1, 1, 'S', 'OTH', 100, 'USD', '2010-11-23T09:00:00');" for n in many))
        self.authorized()

    def test_online_answers_come_with_the_batch(self):
        self.company.sql("UPDATE authorization_service SET batch_online = 'O' WHERE service_code = 'ILB'")
        self.order()
        self.assertEqual(self.authorize()["requested"], 0)
        self.assertEqual(self.authorize("--order", "6001")["requested"], 1)
        [request] = self.requests().values()
        self.answer(request, "AUTH1")
        self.assertEqual(self.authorize()["authorized"], 1)


if __name__ == "__main__":
    unittest.main()
