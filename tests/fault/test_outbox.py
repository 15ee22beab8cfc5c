#!/usr/bin/env python3
"""The outbox against what it did not write: names that lead elsewhere, another store, a file that is gone; and an other side
that never ends."""

import shutil
import signal
import socket
import threading
import time

import cases
import support


class Names(cases.FaultTest):
    def test_a_name_of_the_store_leads_out_of_the_directory_by_no_means(self):
        victim = self.workspace.directory / "cw-poslog_007_1_1.xml"
        victim.write_text("not of the outbox\n")
        for name in ("../cw-poslog_007_1_1.xml", "/etc/hostname", ".hidden", "a/b.xml", ""):
            with self.subTest(name=name):
                self.workspace.sql("DELETE FROM outbound_file; INSERT INTO outbound_file (company, file_name, sha256, byte_count, "
                                   f"row_count, state, created_at) VALUES (7, '{name}', '', 1, 1, 'written', '2010-11-23T09:21:41')")
                done = self.feed()
                self.assertEqual(done.returncode, 65, done.stderr.decode())
                self.assertIn(b"is not the name of a file of the outbox", done.stderr)
        self.assertTrue(victim.exists())
        self.assertEqual(self.sandbox.state()["objects"], [])

    def test_a_zip_too(self):
        self.workspace.sql("INSERT INTO outbound_batch (company, batch_number, zip_name, object_name, state, created_at) VALUES "
                           "(7, 1, '../OMS_007.zip', 'x', 'sending', '2010-11-23T09:21:41')")
        self.assertEqual(self.feed().returncode, 65)

    def test_a_descriptor_that_is_no_part_of_a_name_is_told_before_anything_is_marked(self):
        self.workspace.sql("UPDATE system_control_value SET value = 'a/b' WHERE code = 'L50';"
                           "INSERT INTO system_control_value (company, code, value) VALUES (7, 'L50', 'a/b') ON CONFLICT DO NOTHING;")
        self.assertEqual(self.feed().returncode, 78)
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM invoice_header WHERE extracted_to_store = 'Y'"), "0\n")

    def test_tables_that_the_suite_keeps_are_not_loaded(self):
        for table in ("outbound_file", "outbound_batch", "job_run", "active_procedure"):
            csv = self.workspace.directory / f"{table}.csv"
            csv.write_text("company\n7\n")
            done = self.workspace.run([support.tool("oa-store"), "load", str(csv)])
            self.assertEqual(done.returncode, 65)
            self.assertIn(b"is kept by the suite itself", done.stderr)

    def test_a_loop_of_links_is_no_directory(self):
        shutil.rmtree(self.workspace.outbox)
        self.workspace.outbox.symlink_to(self.workspace.outbox)
        self.assertEqual(self.feed().returncode, 73)
        self.workspace.outbox.unlink()


class TwoStores(cases.FaultTest):
    def test_a_directory_belongs_to_one_store(self):
        self.feed("--no-transfer")
        other = self.workspace.directory / "other.db"
        self.workspace.sql(f"VACUUM INTO '{other}'")
        done = self.feed(OA_DB=other)
        self.assertEqual(done.returncode, 78)
        self.assertIn(f"belongs to the store {self.workspace.store}".encode(), done.stderr)
        self.assertEqual(len(self.outbox(".xml")), 1)

    def test_the_files_of_another_store_are_no_leftovers(self):
        # Killed with its file recorded and not renamed: to the other store it would be a leftover.
        self.assertEqual(self.feed("--no-transfer", OA_TEST_KILL_AT="marked").returncode, -signal.SIGKILL)
        other = self.workspace.directory / "other.db"
        self.workspace.sql(f"VACUUM INTO '{other}'")
        self.assertEqual(self.feed(OA_DB=other).returncode, 78)
        self.feed_json()
        self.assert_delivered_once()

    def test_a_store_that_was_moved_keeps_its_directory(self):
        self.feed("--no-transfer")
        moved = self.workspace.directory / "moved.db"
        self.workspace.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.workspace.store.rename(moved)
        done = self.feed(OA_DB=moved)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        moved.rename(self.workspace.store)
        self.assert_delivered_once()


class LostFile(cases.FaultTest):
    def forget(self, name, exit_code=0):
        done = self.workspace.run([support.tool("oa-store"), "outbox", "--forget", name])
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return done.stdout.decode()

    def test_a_file_that_is_gone_gives_its_invoices_back(self):
        self.feed_json("--no-transfer")
        name = self.outbox(".xml")[0]
        (self.workspace.outbox / name).unlink()
        self.assertIn("3 invoices were given back", self.forget(name))
        self.feed_json()
        self.assert_delivered_once()

    def test_one_that_may_have_arrived_does_not(self):
        self.sandbox.fault("put", "drop_after", times=1)
        self.assertEqual(self.feed("--retries", "0").returncode, 69)
        name = self.outbox(".xml")[0]
        self.assertIn("may have arrived", self.forget(name))
        self.assertEqual(self.feed_json()["sent"], 0)
        self.assertEqual(self.arrived_invoices(), cases.INVOICES)
        self.assertEqual(len(self.sandbox.state()["objects"]), 1)

    def test_a_file_that_was_sent_is_not_forgotten(self):
        result = self.feed_json()
        self.forget(result["file"], exit_code=66)


class Dripping(cases.FaultTest):
    """A server that sends a byte now and then, for ever."""

    def setUp(self):
        super().setUp()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.server.close)
        threading.Thread(target=self.serve, daemon=True).start()
        self.workspace.sql("UPDATE web_service_authentication SET token_url = "
                           f"'http://127.0.0.1:{self.server.getsockname()[1]}/token';")

    def serve(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.drip, args=(connection,), daemon=True).start()

    def drip(self, connection):
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                while True:
                    connection.sendall(b"X: y\r\n")
                    time.sleep(0.2)
            except OSError:
                pass

    def test_it_is_given_up_at_the_deadline(self):
        done = self.feed("--retries", "0", "--timeout", "60", "--deadline", "1")
        self.assertEqual(done.returncode, 69, done.stderr.decode())

    def test_a_second_signal_ends_at_once(self):
        process = self.workspace.start([support.tool("oa-salesfeed"), "--timeout", "60", "--deadline", "600"])
        deadline = time.monotonic() + 20
        while not self.outbox(".xml"):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        self.assertIn(process.returncode, (-signal.SIGTERM, 75))


if __name__ == "__main__":
    cases.main()
