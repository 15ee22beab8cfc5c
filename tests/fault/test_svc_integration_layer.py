#!/usr/bin/env python3
"""Activating stored value cards by the Integration Layer: requests are put once, answers activate and decline, what is not an
answer is rejected."""

import signal

import cases
from svc_cases import CARDS, SvcTest, key


class IntegrationLayer(SvcTest):
    def setUp(self):
        super().setUp()
        self.out = self.workspace.directory / "queue-out"
        self.answers = self.workspace.directory / "queue-in"
        self.out.mkdir()
        self.answers.mkdir()
        self.workspace.allowed += ["queue-out"]
        self.workspace.sql("UPDATE system_control_value SET value = 'ILB' WHERE code = 'I26';")
        for name, path in (("SVC_QUEUE_OUT_DIRECTORY", self.out), ("SVC_QUEUE_IN_DIRECTORY", self.answers)):
            self.workspace.sql(f"INSERT INTO property (company, name, value) VALUES (7, '{name}', '{path}')")

    def requests(self):
        return sorted(path.name for path in self.out.iterdir())

    def controls(self):
        return [row["status"] for row in self.workspace.rows("SELECT status FROM integration_process_control ORDER BY trigger_number")]

    def test_requests_are_put_once(self):
        self.assertEqual(self.activate()["requested"], 3)
        self.assertEqual(len(self.requests()), 3)
        self.assertEqual((self.triggers(), self.controls()), ("RRR", ["RDY"] * 3))
        # The other side has taken them: they are not put again.
        for path in self.out.iterdir():
            path.unlink()
        result = self.activate("--dry-run")
        self.assertEqual((result["to_send"], result["waiting"]), (0, 3))
        self.assertEqual(self.activate()["waiting"], 3)
        self.assertEqual(self.requests(), [])

    def answer(self, trigger, authorization="", code="", name=None, card_number=""):
        """An answer of the service bureau, whole at once as a queue gives it."""
        told = f'ccAccountNumber="{card_number}" ' if card_number else ""
        number = f'authNumber="{authorization}" ' if authorization else ""
        (self.answers / (name or f"CWAuthorizationResponse_{trigger}.xml")).write_text(
            '<Message type="CWAuthorizationResponse"><CWAuthorizationResponse><AuthResponse companyID="7" '
            f'transactionSeqNumber="{trigger}" merchantReference="{key(trigger)}" {told}{number}responseCode="{code}"/>'
            "</CWAuthorizationResponse></Message>")

    def test_answers_activate_and_decline(self):
        self.activate()
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["declined"], result["waiting"]), (1, 1, 1))
        self.assertEqual((self.triggers(), self.controls()), ("CER", ["CMP", "FLD", "RDY"]))
        first, second = self.card(1), self.card(2)
        self.assertEqual((first["activation_date"], first["response_code"], first["authorization_number"], first["auth_service"]),
                         ("2010-11-23", "OK", "A1001", "ILB"))
        self.assertEqual((second["activation_date"], second["response_code"]), (None, "DECL"))
        self.assertEqual(list(self.answers.iterdir()), [])
        self.assertEqual([row["event_code"] for row in self.workspace.rows("SELECT * FROM tickler")], ["SD"])
        # A decline that comes after the approval changes nothing.
        self.answer(1, "", "LATE", "late.xml")
        self.activate()
        self.assertEqual(self.card(1), first)
        self.assertEqual((self.triggers(), self.controls()), ("CER", ["CMP", "FLD", "RDY"]))

    def test_a_decline_without_a_response_is_a_decline(self):
        self.activate()
        self.answer(2)
        self.assertEqual(self.activate(exit_code=1)["declined"], 1)
        self.assertEqual(self.card(2)["response_code"], "DECLINED")

    def test_an_answer_about_another_card(self):
        self.activate()
        another = CARDS[2][1]
        self.workspace.allowed += ["queue-in"]  # they came with it
        for name, answer in (("approved", ("A1001", "OK")), ("declined", ("", "DECL"))):
            for kind, told in (("whole", another), ("masked", "*" * 12 + another[-4:])):
                self.answer(1, *answer, f"{name}-{kind}.xml", told)
        result = self.activate(exit_code=1)
        self.assertEqual((result["left_behind"], result["activated"], result["declined"]), (4, 0, 0))
        self.assertEqual((self.triggers(), self.controls()), ("RRR", ["RDY"] * 3))
        self.assertEqual(sorted(path.name for path in (self.answers / "rejected").iterdir()),
                         ["approved-masked.xml", "approved-whole.xml", "declined-masked.xml", "declined-whole.xml"])
        # Its request still waits: its own answers are taken.
        self.answer(1, "A1001", "OK", card_number="*" * 12 + CARDS[1][1][-4:])
        self.answer(2, "A1002", "OK", card_number=another)
        self.assertEqual(self.activate()["activated"], 2)
        self.assertEqual((self.triggers(), self.controls()), ("CCR", ["CMP", "CMP", "RDY"]))

    def test_queue_directories(self):
        for statement, named in [("UPDATE property SET value = value || '-gone' WHERE name = 'SVC_QUEUE_IN_DIRECTORY'", "is not a directory"),
                                 (f"UPDATE property SET value = '{self.out}' WHERE name = 'SVC_QUEUE_IN_DIRECTORY'", "the same directory")]:
            self.workspace.sql(statement)
            for options in ([], ["--dry-run"]):
                self.assertIn(named, self.activate(*options, exit_code=78)["error"])
        self.assertEqual((self.triggers(), self.requests()), ("RRR", []))

    def test_a_second_trigger_of_a_card_is_no_second_request(self):
        self.workspace.sql(self.trigger_row(4, key(1)))
        self.assertEqual(self.activate()["requested"], 3)
        self.workspace.sql(self.trigger_row(5, key(2)))
        self.assertEqual(self.activate()["requested"], 0)
        self.assertEqual(len(self.requests()), 3)
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        self.activate(exit_code=1)
        self.assertEqual((self.triggers(), self.controls()), ("CERCE", ["CMP", "FLD", "RDY"]))

    def test_an_answer_file_of_a_known_name_that_says_something_else(self):
        self.activate()
        self.answer(1, "A1001", "OK", "answer.xml")
        self.activate()
        self.answer(1, "A1001", "OK", "answer.xml")
        self.activate()
        self.answer(1, "A1002", "OK", "answer.xml")
        self.assertEqual(self.activate(exit_code=1)["left_behind"], 1)
        self.assertEqual([path.name for path in (self.answers / "rejected").iterdir()], ["answer.xml"])
        self.assertEqual(self.card(1)["authorization_number"], "A1001")

    def test_a_request_that_waits_stays_with_its_service_bureau(self):
        self.activate()
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        self.assertEqual(self.activate("--dry-run")["waiting"], 3)
        result = self.activate()
        self.assertEqual((result["waiting"], result["activated"], self.fundings()), (3, 0, 0))
        self.answer(1, "A1001", "OK")
        self.answer(2, "", "DECL")
        self.assertEqual(self.activate(exit_code=1)["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings(), self.card(1)["auth_service"], self.card(2)["auth_service"]),
                         ("CER", 0, "ILB", "ILB"))
        # Where its answer cannot be taken it is named, and what is new goes to the other bureau.
        self.workspace.sql("DELETE FROM property WHERE name = 'SVC_QUEUE_IN_DIRECTORY';" + self.trigger_row(4, key(4)) +
                           "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number,"
                           " card_number, card_type, issue_date, issue_amount) VALUES (7, 5001, 1, 1, 4, '6006491234560004', 'P',"
                           " '2010-11-20', 5000)")
        result = self.activate(exit_code=1)
        self.assertEqual((result["activated"], result["left_behind"], self.triggers(), self.fundings()), (1, 1, "CERC", 1))

    def test_a_request_that_may_have_been_put_stays_with_its_service_bureau(self):
        self.assertEqual(self.workspace.run(self.command(), OA_TEST_KILL_AT="svc-il-put").returncode, -signal.SIGKILL)
        first = (self.out / self.requests()[0]).read_text()
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        result = self.activate()
        self.assertEqual((result["requested"], result["activated"], self.fundings()), (1, 2, 2))
        self.assertEqual([(self.out / name).read_text() for name in self.requests()], [first])

    def test_a_lost_answer_is_asked_for_where_the_request_went(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'RLT' WHERE code = 'I26'")
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate("--retries", "0", exit_code=69)
        self.workspace.sql("UPDATE system_control_value SET value = 'ILB' WHERE code = 'I26';" + self.trigger_row(4, key(1)))
        self.assertEqual(self.activate()["activated"], 1)
        self.assertEqual((self.triggers(), self.fundings(), self.requests(), self.card(1)["auth_service"]), ("CCCC", 3, [], "RLT"))

    def test_a_card_of_the_integration_layer_has_the_currency_of_its_order(self):
        self.set_currency("CAD")
        self.activate()
        for path in self.out.iterdir():
            self.assertIn('currencyCode="CAD"', path.read_text())

    def test_killed_while_an_answer_is_taken(self):
        self.activate()
        for trigger in CARDS:
            self.answer(trigger, f"A{trigger}", "OK")
        for step in ("svc-stored:1", "svc-il-taken:1"):
            self.assertEqual(self.workspace.run(self.command(), OA_TEST_KILL_AT=step).returncode, -signal.SIGKILL)
        self.activate()
        self.assertEqual((self.triggers(), self.controls()), ("CCC", ["CMP"] * 3))
        self.assertEqual([self.card(number)["authorization_number"] for number in CARDS], ["A1", "A2", "A3"])

    def test_answers_that_are_none(self):
        self.activate()
        (self.answers / "half.xml").write_text("<Message type=")
        self.answer(9, "A9", "OK")
        result = self.activate(exit_code=1)
        self.assertEqual(result["left_behind"], 2)
        self.assertEqual(sorted(path.name for path in (self.answers / "rejected").iterdir()),
                         ["CWAuthorizationResponse_9.xml", "half.xml"])


if __name__ == "__main__":
    cases.main()
