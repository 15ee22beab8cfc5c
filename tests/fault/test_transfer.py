#!/usr/bin/env python3
"""Every fault of the other side, then a run without it (Customer Engagement Integration, Customer Engagement File Transfer Service)."""

import cases
import support


class Delivered(cases.FaultTest):
    def test_everything_arrives_and_is_deleted(self):
        result = self.feed_json("--at", "2021-05-03T09:21:41")
        # The names of the documentation: the company as three digits, L50, YYMMDDHHMMSS; M63 leads the object's.
        self.assertEqual(result["zips"], ["OMS_007_ws_210503092141.zip"])
        self.assertEqual(list(self.objects()), ["imports/fileset/OMS_007_ws_210503092141.zip"])
        self.assertEqual(list(*self.objects().values()), ["cw-poslog_007_12301974_210503092141.xml"])
        self.assertEqual(self.sandbox.state()["transactions"]["grand_total_hundredths"], 5250)
        self.assert_delivered_once()

    def test_second_run_sends_nothing(self):
        self.feed_json()
        result = self.feed_json()
        self.assertEqual((result["read"], result["zips"]), (0, []))
        self.assert_delivered_once()

    def test_files_of_no_transfer_go_with_the_next_run(self):
        self.feed_json("--no-transfer")
        self.assertEqual(self.sandbox.state()["objects"], [])
        self.assert_waiting()
        result = self.feed_json()
        self.assertEqual((result["sent"], len(result["transferred_files"])), (0, 1))
        self.assert_delivered_once()

    def test_two_files_of_one_second_have_two_names(self):
        at = ("--at", "2021-05-03T09:21:41")
        self.feed_json("--no-transfer", *at)
        self.workspace.sql("UPDATE invoice_header SET extracted_to_store = '' WHERE invoice_number = 202;")
        self.feed_json("--no-transfer", *at)
        self.assertEqual(self.outbox(".xml"), ["cw-poslog_007_12301974_210503092141.xml",
                                               "cw-poslog_007_12301974_210503092142.xml"])


class RelativeAccessUri(cases.FaultTest):
    sandbox_options = ("--relative-access-uri",)

    def test_a_path_is_joined_to_the_host(self):
        self.feed_json()
        self.assert_delivered_once()


class Cured(cases.FaultTest):
    """Faults that a retry within the run cures."""

    def cured(self, where, what, **parameters):
        self.sandbox.fault(where, what, **parameters)
        self.feed_json()
        self.assert_delivered_once()

    def test_busy_services(self):
        for where in ("token", "par", "put"):
            for status in (429, 500, 503):
                self.sandbox.fault(where, "status", status=status, times=1)
        self.workspace.run([support.tool("oa-salesfeed"), *cases.FAST, "--retries", "5"])
        self.assert_delivered_once()

    def test_token_dropped(self):
        self.cured("token", "drop", times=1)

    def test_token_truncated(self):
        self.cured("token", "truncate", times=1)

    def test_token_expired_at_the_service(self):
        self.cured("token", "expire", times=1)

    def test_par_dropped(self):
        self.cured("par", "drop", times=1)

    def test_par_truncated(self):
        self.cured("par", "truncate", times=1)

    def test_par_expired(self):
        self.cured("par", "expire", times=1)

    def test_put_refused_as_expired(self):
        self.cured("put", "expire", times=1)

    def test_put_dropped(self):
        self.cured("put", "drop", times=1)

    def test_put_stalled(self):
        self.cured("put", "stall", times=1)

    def test_slow_answers_are_waited_for(self):
        for where in ("token", "par", "put"):
            self.sandbox.fault(where, "slow", seconds=0.4, times=1)
        self.feed_json()
        self.assert_delivered_once()

    def test_retry_after_is_honoured(self):
        self.cured("put", "status", status=503, retry_after=1, times=1)

    def test_lost_answer_puts_the_same_object_again(self):
        self.cured("put", "drop_after", times=1)
        self.assertEqual([entry["puts"] for entry in self.sandbox.state()["objects"]], [2])

    def test_truncated_answer_puts_the_same_object_again(self):
        self.cured("put", "truncate", times=1)
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)


class Waits(cases.FaultTest):
    """Faults that end the run: the files wait, the next run sends them."""

    def waits(self, where, what, sentence, exit_code=69, **parameters):
        self.sandbox.fault(where, what, times=0, **parameters)
        done = self.feed()
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        self.assertIn(sentence, done.stderr.decode())
        self.assert_waiting()
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.feed_json()
        self.assert_delivered_once()

    def test_token_service_down(self):
        self.waits("token", "status", "the token service 127.0.0.1", status=503)

    def test_token_service_stalls(self):
        self.waits("token", "stall", "no answer from 127.0.0.1")

    def test_token_service_drops(self):
        self.waits("token", "drop", "no answer from 127.0.0.1")

    def test_token_garbage(self):
        self.waits("token", "garbage", "answered without an access token")

    def test_token_never_accepted(self):
        self.waits("token", "expire", "does not accept the token of client ID oms-client", exit_code=77)

    def test_file_service_down(self):
        self.waits("par", "status", "answered HTTP 500", status=500)

    def test_file_service_not_found(self):
        self.waits("par", "status", "check M62 ORCE File Service URL", exit_code=78, status=404)

    def test_file_service_stalls(self):
        self.waits("par", "stall", "no answer from 127.0.0.1")

    def test_file_service_garbage(self):
        self.waits("par", "garbage", "answered without an accessUri")

    def test_file_service_truncates(self):
        self.waits("par", "truncate", "no answer from 127.0.0.1")

    def test_par_always_expired(self):
        self.waits("par", "expire", "expires before the file is there")

    def test_object_store_down(self):
        self.waits("put", "status", "the object store answered HTTP 503", status=503)

    def test_object_store_refuses(self):
        self.waits("put", "status", "the object store answered HTTP 400", status=400)

    def test_object_store_stalls(self):
        self.waits("put", "stall", "no answer from 127.0.0.1")

    def test_object_store_drops(self):
        self.waits("put", "drop", "no answer from 127.0.0.1")

    def test_object_store_garbage(self):
        self.waits("put", "garbage", "is not an answer of an object store")

    def test_retry_after_beyond_patience(self):
        self.waits("put", "status", "the object store answered HTTP 503", status=503, retry_after=86400)

    def test_answer_always_lost(self):
        # It arrived, but that is not known: the next run puts the same object, and no second one.
        self.waits("put", "drop_after", "no answer from 127.0.0.1")
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)

    def test_answer_lost_without_a_second_try(self):
        """The PUT comes on the connection of the token and the PAR: that it was closed says nothing of the object."""
        self.sandbox.fault("put", "drop_after", times=1)
        self.assertEqual(self.feed("--retries", "0", "--at", "2021-05-03T09:21:41").returncode, 69)
        self.assertEqual(self.workspace.rows("SELECT state FROM outbound_batch"), [{"state": "sending"}])
        self.feed_json("--at", "2021-05-04T09:21:41")
        self.assertEqual([(entry["name"], entry["puts"]) for entry in self.sandbox.state()["objects"]],
                         [("imports/fileset/OMS_007_ws_210503092141.zip", 2)])
        self.assert_delivered_once()

    def test_answer_lost_then_new_invoices(self):
        self.sandbox.fault("put", "drop_after", times=0)
        self.feed()
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.workspace.sql("UPDATE invoice_header SET extracted_to_store = '' WHERE invoice_number = 202;"
                           "UPDATE invoice_header SET invoice_number = 204 WHERE invoice_number = 0;")
        result = self.feed_json()
        # The batch in doubt under its own name, what is new under another.
        self.assertEqual(len(result["zips"]), 2)
        self.assertEqual(len(self.sandbox.state()["objects"]), 2)

    def test_refused_batch_goes_into_the_next_zip(self):
        self.sandbox.fault("par", "status", status=500, times=0)
        self.feed("--at", "2021-05-03T09:21:41")
        self.sandbox.request("DELETE", "/sandbox/faults")
        self.workspace.sql("UPDATE invoice_header SET extracted_to_store = '' WHERE invoice_number = 202;")
        result = self.feed_json("--at", "2021-05-04T09:21:41")
        self.assertEqual(len(result["zips"]), 1)
        self.assertEqual(len(result["transferred_files"]), 2)
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)


class Refused(cases.FaultTest):
    """What is set up wrong gets its own sentence, is not retried, and keeps the files."""

    def refused(self, sentence, exit_code=77, **environment):
        done = self.feed(**environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        self.assertIn(sentence, done.stderr.decode())
        self.assertNotIn("trying again", done.stderr.decode())
        self.assert_waiting()

    def test_wrong_client_secret(self):
        self.refused("refused the client ID oms-client or its secret (HTTP 401)", OA_ORCE_CLIENT_SECRET="wrong")

    def test_client_without_file_review_role(self):
        self.workspace.sql("UPDATE web_service_authentication SET user_id = 'no-role-client';")
        self.refused("it has not the FileReview role")

    def test_nobody_listens(self):
        self.workspace.sql("UPDATE web_service_authentication SET token_url = 'http://127.0.0.1:9/token';")
        done = self.feed()
        self.assertEqual(done.returncode, 69)
        self.assertIn("no answer from 127.0.0.1:9", done.stderr.decode())
        self.assert_waiting()


class Nightly(cases.FaultTest):
    """scripts/nightly: one company after the other, again what was out of reach."""

    def nightly(self, *options):
        return self.workspace.run([str(support.ROOT / "scripts" / "nightly"), "--db", str(self.workspace.store), "--company",
                                   "7", "--pause", "0", *options], OA_BUILD_DIR=support.BUILD)

    def test_out_of_reach_then_reached(self):
        self.sandbox.fault("par", "status", status=400, times=2)
        done = self.nightly()
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assert_delivered_once()

    def test_out_of_reach_all_night(self):
        self.sandbox.fault("par", "status", status=400, times=0)
        self.assertEqual(self.nightly("--tries", "2").returncode, 69)
        self.assert_waiting()

    def test_a_company_that_fails_does_not_stop_the_others(self):
        done = self.nightly("--company", "8")
        self.assertEqual(done.returncode, 66, done.stderr.decode())
        self.assert_delivered_once()


class Secrets(cases.FaultTest):
    def test_no_secret_token_or_address_in_any_output(self):
        self.sandbox.fault("put", "status", status=500, times=1)
        log = self.workspace.directory / "log"
        done = self.feed("-vv", "--log-file", str(log), "--json")
        self.assertEqual(done.returncode, 0)
        everything = done.stdout + done.stderr + log.read_bytes() + self.workspace.sql(".dump").encode()
        for secret in (support.SECRET.encode(), b"Bearer", b"Basic ", b"/p/"):
            self.assertNotIn(secret, everything)

    def test_files_are_for_their_owner_alone(self):
        self.feed_json("--no-transfer")
        for path in [*self.workspace.outbox.iterdir(), self.workspace.store]:
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)


if __name__ == "__main__":
    cases.main()
