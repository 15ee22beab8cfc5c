#!/usr/bin/env python3
"""oa-syncrdb when the network, the other side or the operator breaks in: bad and lost answers, signing in, addresses, pace,
signals."""

import signal
import socket
import time

import cases
import support
from sync_cases import A, SyncTest, key, known


class NetworkFailure(SyncTest):
    def test_busy_always(self):
        self.sandbox.fault("customer", "status", status=503, times=0)
        self.add(*range(3001, 3041), email_address=A)
        self.add(*range(3041, 3061))
        said = self.refused(69)
        self.assertIn("503", said)
        self.assertIn("60 customers are left flagged", said)
        self.assertEqual(len(self.flagged()), 60)
        self.assertEqual(self.workspace.rows("SELECT state, exit_code FROM job_run"), [{"state": "failed", "exit_code": 69}])

    def test_busy_twice_then_fine(self):
        self.sandbox.fault("customer", "status", status=503, times=2)
        self.add(3001)
        self.assertEqual(self.sync_json("--retries", "2", "--retry-delay", "1")["synchronized"], 1)
        self.assert_synchronized(3001)

    def test_busy_once_too_often(self):
        self.sandbox.fault("customer", "status", status=503, times=3)
        self.add(3001)
        self.refused(69, "--retries", "2", "--retry-delay", "1")
        self.assertEqual(self.flagged(), [3001])

    def test_busy_later_leaves_what_was_done(self):
        self.add(*range(3001, 3031))
        self.sandbox.fault("add", "status", status=503, times=0, customer="3020")
        self.refused(69, "--connections", "1")
        self.assertEqual(self.flagged(), list(range(3020, 3031)))
        self.assert_synchronized(*range(3001, 3020))

    def test_no_server(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
            self.workspace.sql(f"UPDATE property SET value = 'http://127.0.0.1:{port}' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
            self.add(3001, 3002)
            self.assertIn("2 customers are left flagged", self.refused(69))
        self.assertEqual(self.flagged(), [3001, 3002])

    def test_bad_answers(self):
        """Each operation, answered badly once: given up, and done by the next run after one more try."""
        faults = [("truncate", {}), ("half_close", {"seconds": 1}), ("garbage", {}), ("drop", {}), ("drop_after", {}),
                  ("status", {"status": 500}), ("status", {"status": 429})]
        for where in ("retrieve", "search", "add"):
            for what, parameters in faults:
                with self.subTest(where=where, what=what, **parameters):
                    self.check_given_up(where, what, **parameters)
                    self.sandbox.fault(where, what, **parameters)
                    self.check_done("--retries", "1")

    def test_answers_that_come_too_late(self):
        # The speed is taken over some seconds: --timeout 1 means about seven.
        for where, what in (("add", "slow"), ("search", "stall")):
            with self.subTest(where=where, what=what):
                self.check_given_up(where, what, seconds=15)
                self.check_done()

    def check_given_up(self, where, what, **parameters):
        self.sandbox.request("DELETE", "/sandbox/state")
        self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number > 3000")
        self.add(3001, email_address=A)
        self.sandbox.fault(where, what, **parameters)
        self.refused(69, "--retries", "0")
        self.assertEqual(self.link(3001), ("", "Y", ""))

    def check_done(self, *options):
        self.assertEqual(self.sync_json(*options)["synchronized"], 1)
        self.assert_synchronized(3001)
        self.assertEqual(self.services()["created"], 1)
        self.assert_nothing_wrong()

    def test_deep_answers(self):
        """They hold nothing that is looked for, so they are no answers: nobody is created because of them."""
        self.add(3001, email_address=A)
        for where in ("retrieve", "search", "add"):
            self.sandbox.fault(where, "deep")
            self.assertIn("cannot be used", self.refused(69, "--retries", "0"))
            self.assertEqual(self.link(3001), ("", "Y", ""))
        self.sync_json("--retries", "0")
        self.assert_synchronized(3001)

    def test_slow_answers_are_waited_for(self):
        for where in ("retrieve", "search", "add"):
            self.sandbox.fault(where, "slow", seconds=0.3)
        self.add(3001, email_address=A)
        self.sync_json("--retries", "0")
        self.assert_synchronized(3001)

    def test_huge_answers_are_used(self):
        size = 10_000_000
        self.sandbox.add_customers(known("500", A), known("501", keys=[key(3002)]))
        self.add(3001, email_address=A)
        self.sandbox.fault("search", "huge", bytes=size)
        self.assertEqual(self.sync_json("--retries", "0")["by_email"], 1)
        self.add(3002)
        self.sandbox.fault("retrieve", "huge", bytes=size)
        self.assertEqual(self.sync_json("--retries", "0")["by_customer_number"], 1)
        self.add(3003, e_commerce_id="W1")
        self.sandbox.fault("add", "huge", bytes=size)
        self.sync_json("--retries", "0")
        self.assert_synchronized(3001, 3002, 3003)
        self.assertEqual([self.link(number)[0] for number in (3001, 3002)], ["500", "501"])
        self.assertEqual(self.sandbox.request("GET", "/sandbox/faults"), [])


class LostAnswer(SyncTest):
    """A new customer was created, and nobody heard of it."""

    def check(self, *options, **columns):
        self.add(3001, **columns)
        self.sandbox.fault("add", "drop_after")
        result = self.sync(*options)
        self.assertEqual(result.returncode, 69 if options else 0, result.stderr.decode())
        if options:
            self.assertEqual(self.link(3001)[1], "Y")
            self.assertEqual(self.sync_json()["synchronized"], 1)
        self.assert_synchronized(3001)
        self.assertEqual((self.services()["created"], self.services()["customers"]), (1, 1))

    def test_tried_again_in_the_same_run(self):
        self.check()

    def test_tried_again_in_the_next_run(self):
        self.check("--retries", "0")

    def test_with_an_email_address(self):
        self.check(email_address=A)

    def test_with_an_email_address_in_the_next_run(self):
        self.check("--retries", "0", email_address=A)

    def test_with_an_e_commerce_id(self):
        self.check("--retries", "0", e_commerce_id="W1")

    def test_killed_before_the_answer_is_stored(self):
        for columns in ({}, {"email_address": A}, {"e_commerce_id": "W1"}):
            with self.subTest(columns):
                self.sandbox.request("DELETE", "/sandbox/state")
                self.workspace.sql("DELETE FROM customer_sold_to WHERE customer_number > 3000")
                self.add(3001, **columns)
                self.assertEqual(self.sync(OA_TEST_KILL_AT="customer_answered").returncode, -signal.SIGKILL)
                self.assertEqual(self.link(3001)[:2], ("", "Y"))
                self.assertEqual(self.services()["created"], 1)
                self.assertEqual(self.sync_json()["synchronized"], 1)
                self.assert_synchronized(3001)
                self.assertEqual(self.services()["created"], 1)
        self.assertEqual(self.workspace.rows("SELECT state FROM job_run WHERE state <> 'done'"), [{"state": "interrupted"}] * 3)

    def test_killed_after_the_answer_is_stored(self):
        self.add(*range(3001, 3021))
        self.sync("--connections", "1", OA_TEST_KILL_AT="customer_synchronized:5")
        self.assertEqual(self.flagged(), list(range(3006, 3021)))
        self.sync_json()
        self.assert_synchronized(*range(3001, 3021))
        self.assertEqual((self.services()["created"], self.services()["updated"]), (20, 0))


class OAuth(SyncTest):
    def setUp(self):
        super().setUp()
        self.workspace.sql(
            "UPDATE web_service_authentication SET authentication_type = 'OAUTH', user_id = 'oms-client', "
            f"secret_source = 'env:OA_ORCE_CLIENT_SECRET', token_url = '{self.sandbox.url}/oauth2/v1/token' "
            "WHERE web_service = 'ORCE Customer'")

    def test_instead_of_basic(self):
        self.add(*range(3001, 3011))
        self.sync_json("--connections", "4", OA_ORCE_PASSWORD="")
        self.assert_synchronized(*range(3001, 3011))
        self.assertEqual(self.sandbox.state()["tokens"], 1)

    def test_a_token_past_its_time_is_replaced(self):
        self.sandbox.fault("token", "expire")
        self.add(3001)
        self.sync_json()
        self.assert_synchronized(3001)
        self.assertEqual(self.sandbox.state()["tokens"], 2)

    def test_wrong_secret(self):
        self.add(3001)
        said = self.refused(77, OA_ORCE_CLIENT_SECRET="wrong-secret")
        self.assertIn("oms-client", said)
        self.assertNotIn("wrong-secret", said)
        self.assertEqual(self.flagged(), [3001])

    def test_no_tokens(self):
        self.sandbox.fault("token", "status", status=503, times=0)
        self.add(3001)
        self.refused(69)
        self.assertEqual(self.flagged(), [3001])


class Addresses(SyncTest):
    def paths(self):
        return {request["path"] for request in self.sandbox.state()["requests"] if request["kind"] in ("add", "retrieve", "search")}

    def check(self, path):
        self.add(3001, email_address=A)
        self.sync_json()
        self.assert_synchronized(3001)
        self.assertEqual(self.paths(), {path})

    def test_version_2_3_unless_another_is_set(self):
        self.check("/orce/OrceWebServices/v2_3/CustomerServicesApiService")

    def test_version_3_1(self):
        self.workspace.sql("INSERT INTO property VALUES (7, 'ORCE_CUSTOMER_SERVICE_SUFFIX', "
                           "'/OrceWebServices/v3_1/CustomerServicesApiService?wsdl')")
        self.check("/orce/OrceWebServices/v3_1/CustomerServicesApiService")

    def test_the_older_form(self):
        self.workspace.sql(f"UPDATE property SET value = '{self.sandbox.url}/soap' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX';"
                           "INSERT INTO system_control_value VALUES (7, 'L50', 'ORG');"
                           "INSERT INTO property VALUES (7, 'ORCE_CUSTOMER_SERVICE_SUFFIX', '/v2_3/CustomerServices')")
        self.check("/soap/ORG/v2_3/CustomerServices")

    def test_plain_http_to_another_machine_is_refused(self):
        self.workspace.sql("UPDATE property SET value = 'http://orce.example.invalid/orce' WHERE name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.add(3001)
        self.assertIn("https", self.refused(78))


class Log(SyncTest):
    def test_no_secrets(self):
        card = "4111111111111111"
        self.sandbox.add_customers(known("500", A, names={"last": card}, business_name="4111 1111 1111 1111"))
        self.add(3001, last_name=card, email_address=A)
        self.workspace.allowed += ["customer_sold_to.last_name"]
        done = self.sync("-vv")
        self.assertEqual(done.returncode, 0)
        said = done.stderr.decode() + done.stdout.decode()
        self.assertIn("addOrUpdateCustomerResponse", said)
        for secret in (support.PASSWORD, "Basic b3", "b3JjZS11c2VyOm9yY2UtcGFzc3dvcmQ", card, "4111 1111 1111 1111"):
            self.assertNotIn(secret, said)
        self.assertIn("************1111", said)
        # What is sent is whole.
        self.assertEqual(self.with_number(3001)[0]["names"]["last"], card)

    def test_nothing_of_a_customer_unless_asked(self):
        self.add(3001, last_name="SECRETNAME", email_address=A)
        done = self.sync("-v")
        self.assertNotIn("SECRETNAME", done.stderr.decode())


class Pace(SyncTest):
    def test_rate(self):
        self.add(*range(3001, 3011))
        started = time.monotonic()
        result = self.sync_json("--rate", "20/s")
        self.assertEqual(result["answers"], 20)
        self.assertGreaterEqual(time.monotonic() - started, 0.9)
        self.assertLess(time.monotonic() - started, 5)

    def test_what_is_no_rate(self):
        for rate in ("0", "-1", "fast", "10/min"):
            with self.subTest(rate):
                self.refused(64, f"--rate={rate}")


class Stopped(SyncTest):
    sandbox_options = ("--latency", "200")
    numbers = range(3001, 3021)

    def assert_half_way(self):
        """Some are done and some are not, and nobody is half done."""
        done = [number for number in self.numbers if self.link(number)[1] == "N"]
        self.assertTrue(0 < len(done) < len(self.numbers), done)
        self.assert_synchronized(*done)
        for number in set(self.numbers) - set(done):
            self.assertEqual((self.with_number(number), self.link(number)), ([], ("", "Y", "")))

    def assert_rest_goes(self):
        self.sync_json("--connections", "20")
        self.assert_synchronized(*self.numbers)
        self.assertEqual(self.services()["created"], len(self.numbers))

    def test_by_a_signal(self):
        self.add(*self.numbers)
        process = self.workspace.start(self.command("--connections", "4"))
        self.wait_until(lambda: self.services()["created"] >= 5, "nobody is sent")
        process.send_signal(signal.SIGTERM)
        code, said = self.end(process)
        self.assertEqual(code, 75, said)
        self.assert_half_way()
        self.assertEqual(self.workspace.rows("SELECT state, exit_code FROM job_run"), [{"state": "interrupted", "exit_code": 75}])
        self.assert_rest_goes()

    def test_after_the_third(self):
        self.add(*self.numbers)
        result = self.sync_json("--connections", "2", exit_code=75, OA_TEST_TERM_AT="customer_synchronized:3")
        self.assertTrue(result["stopped"])
        self.assertEqual(result["remaining"], len(self.flagged()))
        self.assert_half_way()
        self.assert_rest_goes()

    def test_while_it_waits_to_try_again(self):
        self.sandbox.fault("customer", "status", status=503, times=0)
        self.add(*self.numbers)
        process = self.workspace.start(self.command("--retries", "50", "--retry-delay", "60000"))
        self.wait_until(lambda: sum(self.requests().values()) >= 8, "nothing is sent")
        time.sleep(0.5)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        code, said = self.end(process)
        self.assertEqual(code, 75, said)
        self.assertLess(time.monotonic() - started, 3)
        self.assertEqual(len(self.flagged()), len(self.numbers))
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.assert_rest_goes()

    def test_while_it_keeps_the_pace(self):
        self.add(*self.numbers)
        process = self.workspace.start(self.command("--rate", "2"))
        self.wait_until(lambda: sum(self.requests().values()) >= 2, "nothing is sent")
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        code, said = self.end(process)
        self.assertEqual(code, 75, said)
        self.assertLess(time.monotonic() - started, 5)
        self.assert_rest_goes()

    def test_two_runs_at_once(self):
        self.add(*self.numbers)
        process = self.workspace.start(self.command("--connections", "4"))
        self.wait_until(lambda: sum(self.requests().values()) >= 1, "nothing is sent")
        self.refused(75)
        code, said = self.end(process)
        self.assertEqual(code, 0, said)
        self.assert_synchronized(*self.numbers)
        self.assertEqual((self.services()["created"], self.services()["updated"]), (len(self.numbers), 0))


if __name__ == "__main__":
    cases.main()
