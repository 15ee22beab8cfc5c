#!/usr/bin/env python3
"""Customer conversion that is stopped, killed, continued and begun again (Customer Engagement Integration, Customer Engagement Batch Customer Upload
to Customer Engagement Process: the Active Procedure), and the Relate IDs that come back."""

import json
import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path

import cases
import support

DISK_FULL = Path(__file__).with_name("disk_full.c")
COUNT = 500
NUMBERS = [10_000 + n for n in range(1, COUNT + 1)]
# Customer 1002 of the fixture has no Relate ID either.
EXPECTED = [1002, *NUMBERS]


class CustomerTest(cases.FaultTest):
    def setUp(self):
        super().setUp()
        self.workspace.sql(
            f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {COUNT}) "
            "INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, country) "
            "SELECT 7, 10000 + n, 'FIRST' || n, 'LAST', n || ' MAIN ST', 'US' FROM n;")

    def upload(self, *options, **environment):
        return self.workspace.run([support.tool("oa-custupload"), *cases.FAST, *options], **environment)

    def upload_json(self, *options, exit_code=0, **environment):
        done = self.upload("--json", *options, **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return json.loads(done.stdout)

    def arrived_customers(self):
        numbers = []
        for files in self.objects().values():
            for content in (files[name] for name in files if name.startswith("cw-customer_conversion_")):
                numbers += map(int, re.findall(rb'TypeCode="SERENADE_ID">\s*<AlternateID>(\d+)<', content))
        return sorted(numbers)

    def assert_all_sent_once(self):
        self.assertEqual(self.arrived_customers(), EXPECTED)
        for entry in self.sandbox.state()["objects"]:
            for file in entry["files"]:
                self.assertTrue(file["valid"], file)
        self.assertEqual(self.outbox(), [])
        self.assert_ended(COUNT + 1)

    def assert_ended(self, done):
        ended = self.workspace.sql("SELECT done_count FROM active_procedure WHERE job = 'RLTCSUP' AND ended_at IS NOT NULL")
        self.assertEqual(ended, f"{done}\n")


class Whole(CustomerTest):
    def test_one_run(self):
        result = self.upload_json()
        self.assertEqual((result["sent"], len(result["files"]), len(result["zips"])), (COUNT + 1, 1, 1))
        self.assert_all_sent_once()

    def test_files_of_a_split_leave_in_one_zip(self):
        result = self.upload_json("--max-per-file", "100")
        self.assertEqual((len(result["files"]), len(result["zips"])), (6, 1))
        self.assert_all_sent_once()

    def test_sales_and_customers_share_outbox_and_zip(self):
        self.feed_json("--no-transfer")
        self.upload_json()
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)
        self.assertEqual(self.arrived_customers(), EXPECTED)
        self.assertEqual(self.sandbox.state()["transactions"]["unique"], 3)

    def test_after_the_end_only_a_restart_begins_another_conversion(self):
        self.upload_json()
        self.workspace.sql("INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES (7, 20000, 'NEW')")
        for options in ((), ("--dry-run",), ("--no-transfer",)):
            result = self.upload_json(*options)
            self.assertEqual((result["sent"], result["done_before"], result["customers_left"]), (0, COUNT + 1, COUNT + 2))
            self.assertTrue(result["ended_before"])
        self.assert_all_sent_once()
        said = self.upload().stdout.decode()
        self.assertRegex(said, f"the conversion ended at .* with {COUNT + 1} customers sent; {COUNT + 2} without a Relate ID")
        self.assertIn("RLTCSUP has ended: 501 done", self.workspace.check([support.tool("oa-store"), "runs"]))
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = 'R' || customer_number WHERE customer_number < 20000")
        result = self.upload_json("--restart")
        self.assertEqual((result["sent"], result["done_before"], result["ended_before"]), (1, 0, ""))
        self.assert_ended(1)

    def test_with_nobody_to_send_no_conversion_begins(self):
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = 'R' || customer_number")
        self.upload_json()
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = ''")
        self.assertGreater(self.upload_json()["sent"], COUNT)

    def test_no_transfer_then_transfer(self):
        self.upload_json("--no-transfer")
        result = self.upload_json()
        self.assertEqual((result["sent"], result["done_before"]), (0, COUNT + 1))
        self.assert_all_sent_once()

    def test_customer_service_refuses_then_takes(self):
        self.sandbox.fault("put", "status", status=400, times=1)
        self.upload_json(exit_code=69)
        result = self.upload_json()
        self.assertEqual((result["sent"], result["done_before"]), (0, COUNT + 1))
        self.assert_all_sent_once()


class Chain(CustomerTest):
    """scripts/convert-customers: upload, wait for the query results, Relate IDs."""

    def chain(self, *options):
        return self.workspace.run([str(support.ROOT / "scripts" / "convert-customers"), "--db", str(self.workspace.store),
                                   "--company", "7", "--query-file", "ids.csv", *options], OA_BUILD_DIR=support.BUILD)

    def test_upload_then_query_results_then_relate_ids(self):
        done = self.chain()
        self.assertEqual(done.returncode, 75, done.stderr.decode())
        self.assert_all_sent_once()
        got = self.sandbox.request("GET", f"/sandbox/customers?limit={COUNT + 10}")
        self.assertEqual(sorted(int(customer["customer_number"]) for customer in got), EXPECTED)
        (self.workspace.directory / "ids.csv").write_text(self.sandbox.request("GET", "/sandbox/customer-ids.csv"))
        done = self.chain()
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        without = self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE relate_id = ''")
        self.assertEqual(without, "0\n")
        self.assertFalse((self.workspace.directory / "ids.csv").exists())
        self.assert_all_sent_once()

    def test_a_failed_upload_ends_the_chain(self):
        self.sandbox.fault("put", "status", status=400, times=0)
        self.assertEqual(self.chain().returncode, 69)


class Stopped(CustomerTest):
    def test_a_stop_keeps_the_place_and_the_next_run_goes_on(self):
        result = self.upload_json(exit_code=75, OA_TEST_TERM_AT="customer:200")
        self.assertEqual((result["sent"], result["stopped"], result["customers_left"]), (200, True, COUNT + 1 - 200))
        self.assertEqual(self.sandbox.state()["objects"], [])
        shown = self.workspace.check([support.tool("oa-store"), "runs"])
        self.assertRegex(shown, "RLTCSUP is under way since [^ ]+: 200 done")
        self.assertIn("run the same command again to go on, with --restart to begin again", shown)
        result = self.upload_json()
        self.assertEqual((result["sent"], result["done_before"]), (COUNT + 1 - 200, 200))
        self.assertEqual(len(result["zips"]), 1)
        self.assert_all_sent_once()

    def test_stopped_again_and_again(self):
        for _ in range(5):
            self.upload_json(exit_code=75, OA_TEST_TERM_AT="customer:90")
        self.upload_json()
        self.assert_all_sent_once()

    def test_restart_begins_again_and_sends_nobody_twice(self):
        self.upload_json(exit_code=75, OA_TEST_TERM_AT="customer:200")
        result = self.upload_json("--restart")
        self.assertEqual((result["sent"], result["done_before"]), (COUNT + 1, 0))
        self.assert_all_sent_once()

    def test_interrupt_from_the_keyboard_is_a_stop_too(self):
        process = subprocess.Popen([support.tool("oa-custupload"), *cases.FAST], cwd=self.workspace.directory,
                                   env=self.workspace.environment(OA_TEST_STOP_AT="customer:100"),
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(process.stdout.close)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(), 75)
        self.assertIn(b"to go on", process.stdout.read())
        self.upload_json()
        self.assert_all_sent_once()

    def test_a_dry_run_of_a_stopped_conversion_counts_what_is_left(self):
        self.upload_json(exit_code=75, OA_TEST_TERM_AT="customer:200")
        result = self.upload_json("--dry-run")
        self.assertEqual((result["sent"], result["done_before"]), (COUNT + 1 - 200, 200))
        # With --restart it counts what beginning again would send.
        self.assertEqual(self.upload_json("--dry-run", "--restart")["sent"], COUNT + 1)
        self.upload_json()
        self.assert_all_sent_once()


class Killed(CustomerTest):
    def test_at_every_step(self):
        for step in ("customer:10", "written", "marking", "marked", "renamed", "published", "published:3", "batch", "zipped",
                     "put", "sent", "zip-deleted", "files-deleted", "transferred", "completed"):
            with self.subTest(step):
                self.begin_anew()
                killed = self.upload("--max-per-file", "100", OA_TEST_KILL_AT=step)
                self.assertEqual(killed.returncode, -signal.SIGKILL)
                self.upload_json("--max-per-file", "100")
                self.assert_all_sent_once()

    def test_of_a_restart(self):
        for step in ("withdrawing", "withdrawn", "customer:10", "marked"):
            with self.subTest(step):
                self.begin_anew()
                self.upload_json("--max-per-file", "100", exit_code=75, OA_TEST_TERM_AT="customer:250")
                killed = self.upload("--restart", OA_TEST_KILL_AT=step)
                self.assertEqual(killed.returncode, -signal.SIGKILL)
                self.upload_json()
                self.assert_all_sent_once()

    def begin_anew(self):
        """As if no conversion had ever begun."""
        self.sandbox.request("DELETE", "/sandbox/state")
        self.workspace.sql("DELETE FROM active_procedure")

    def test_at_any_instant(self):
        """Whole runs, transfer and end of the process included, killed at moments spread over them."""
        self.begin_anew()
        begin = time.monotonic()
        self.upload_json()
        whole = time.monotonic() - begin
        kills = 150 if os.environ.get("OA_TEST_LONG") == "1" else 15
        for kill in range(kills):
            with self.subTest(kill=kill):
                self.begin_anew()
                process = subprocess.Popen([support.tool("oa-custupload"), *cases.FAST], cwd=self.workspace.directory,
                                           env=self.workspace.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(whole * 1.1 * kill / kills)
                process.kill()
                process.wait()
                self.upload_json()
                self.assert_all_sent_once()

    def test_disk_fails_at_each_write(self):
        """Each write, sync, rename and delete of a run fails in turn, and everything after it."""
        library = self.workspace.directory / "full.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(DISK_FULL), "-ldl"], check=True)
        call, step = 1, 1 if os.environ.get("OA_TEST_LONG") == "1" else 7
        while True:
            with self.subTest(call=call):
                self.begin_anew()
                done = self.upload(LD_PRELOAD=str(library), OA_TEST_FULL_AT=str(call),
                                   ASAN_OPTIONS="verify_asan_link_order=0")
                again = self.upload()
                self.assertEqual(again.returncode, 0, again.stderr.decode())
                self.assert_all_sent_once()
            if done.returncode == 0:
                break
            self.assertEqual(done.returncode, 74, done.stderr.decode())
            call += step
        self.assertGreater(call, 20)

    def test_at_random(self):
        random.seed(11)
        for _ in range(20 if os.environ.get("OA_TEST_LONG") == "1" else 3):
            self.begin_anew()
            for _ in range(5):
                process = subprocess.Popen([support.tool("oa-custupload"), *cases.FAST, "--max-per-file", "50", "--no-transfer"],
                                           cwd=self.workspace.directory, env=self.workspace.environment(),
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(random.uniform(0, 0.08))
                process.kill()
                process.wait()
            self.upload_json("--max-per-file", "50")
            self.assert_all_sent_once()


class RelateIds(CustomerTest):
    def setUp(self):
        super().setUp()
        self.workspace.sql(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 35000) "
            "INSERT INTO customer_sold_to (company, customer_number, synchronize_with_remote_db) SELECT 7, 100000 + n, 'Y' FROM n;")
        self.file = self.workspace.directory / "ids.csv"
        self.write_file()

    def write_file(self):
        lines = [f"{910_000_000_000 + n},{100_000 + n}" for n in range(1, 35_001)]
        self.file.write_text("CUSTOMER_ID,SERENADE_ID\n" + "\n".join(lines) + "\n")

    def relate(self, *options, **environment):
        return self.workspace.run([support.tool("oa-relateid"), "ids.csv", *options], **environment)

    def assert_related(self):
        wrong = self.workspace.sql(
            "SELECT COUNT(*) FROM customer_sold_to WHERE customer_number > 100000 AND "
            "(relate_id <> CAST(customer_number - 100000 + 910000000000 AS TEXT) OR synchronize_with_remote_db <> 'N')")
        self.assertEqual(wrong, "0\n")
        self.assertFalse(self.file.exists())
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM active_procedure"), "0\n")

    def updated(self):
        return int(self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE synchronize_with_remote_db = 'N'"))

    def test_killed_between_transactions_goes_on(self):
        self.assertEqual(self.relate(OA_TEST_KILL_AT="relate-ids:2").returncode, -signal.SIGKILL)
        self.assertEqual(self.updated(), 20_000)
        self.assertTrue(self.file.exists())
        done = self.relate("--json")
        result = json.loads(done.stdout)
        self.assertEqual((done.returncode, result["updated"], result["done_before"]), (0, 15_000, 20_000))
        self.assert_related()

    def test_killed_before_and_after_the_file_is_deleted(self):
        for step in ("relate-ids-done", "relate-ids-deleted"):
            with self.subTest(step):
                self.write_file()
                self.relate(OA_TEST_KILL_AT=step)
                done = self.relate()
                # The file is gone with its last step: there is nothing left to do, and the next file begins at its start.
                self.assertEqual(done.returncode, 0 if step == "relate-ids-done" else 66)
                self.write_file()
                self.assertEqual(self.relate().returncode, 0)
                self.assert_related()

    def test_stopped_goes_on(self):
        self.assertEqual(self.relate(OA_TEST_TERM_AT="relate-ids").returncode, 75)
        self.assertEqual(self.updated(), 10_000)
        self.assertTrue(self.file.exists())
        self.assertEqual(self.relate().returncode, 0)
        self.assert_related()

    def test_another_file_of_the_same_name_begins_at_its_start(self):
        self.relate(OA_TEST_KILL_AT="relate-ids:2")
        self.workspace.sql("UPDATE customer_sold_to SET relate_id = '', synchronize_with_remote_db = 'Y'")
        self.file.write_text(self.file.read_text() + "910000000000,100000\n")
        self.assertEqual(self.relate().returncode, 1)
        self.assert_related()

    def test_killed_while_the_refused_lines_are_written(self):
        self.file.write_text(self.file.read_text() + "910000000000,100000\n")
        for step in ("relate-ids-done", "relate-ids-refused"):
            self.assertEqual(self.relate(OA_TEST_KILL_AT=step).returncode, -signal.SIGKILL)
            self.assertTrue(self.file.exists())
        self.assertEqual(self.relate().returncode, 1)
        self.assert_related()
        refused = sorted(self.workspace.directory.glob("*refused*"))
        self.assertEqual([path.name for path in refused], ["ids.csv.refused"])
        self.assertEqual(refused[0].read_text(), "CUSTOMER_ID,SERENADE_ID\n# line 35002: there is no customer 100000\n"
                                                 "910000000000,100000\n")

    def grow_meanwhile(self, change):
        process = subprocess.Popen([support.tool("oa-relateid"), "ids.csv"], cwd=self.workspace.directory,
                                   env=self.workspace.environment(OA_TEST_STOP_AT="relate-ids:2"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        change()
        process.send_signal(signal.SIGCONT)
        self.assertEqual(process.wait(), 1)
        self.assertIn(b"changed while it was read", process.stderr.read())
        self.assertTrue(self.file.exists())

    def test_a_file_that_grows_while_it_is_read_is_kept(self):
        self.workspace.sql("INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 50000)")

        def append():
            with open(self.file, "a") as file:
                file.write("920000000000,50000\n")
        self.grow_meanwhile(append)
        self.assertEqual(self.relate().returncode, 0)
        self.assertEqual(self.workspace.sql("SELECT relate_id FROM customer_sold_to WHERE customer_number = 50000"),
                         "920000000000\n")
        self.assert_related()

    def test_a_file_that_is_replaced_while_it_is_read_is_kept(self):
        def replace():
            other = self.file.with_suffix(".new")
            other.write_bytes(self.file.read_bytes())
            other.rename(self.file)
        self.grow_meanwhile(replace)

    def test_a_last_line_that_is_being_written_is_left(self):
        whole = self.file.read_text()
        # Cut within a number: 135000 is not customer 13500.
        self.workspace.sql("INSERT INTO customer_sold_to (company, customer_number) VALUES (7, 13500)")
        self.file.write_text(whole[:-2])
        done = self.relate()
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"ids.csv line 35001: it has no line end", done.stderr)
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM customer_sold_to WHERE customer_number = 13500 AND relate_id = ''"),
                         "1\n")
        self.file.write_text(whole)
        self.assertEqual(self.relate().returncode, 0)
        self.assert_related()


if __name__ == "__main__":
    cases.main()
