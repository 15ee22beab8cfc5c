#!/usr/bin/env python3
"""What goes wrong on the machine itself: disk, permissions, locks, versions, certificates, terminals."""

import contextlib
import os
import pty
import resource
import signal
import socket
import sqlite3
import subprocess
import time

import cases
import support

LONG = os.environ.get("OA_TEST_LONG") == "1"


class Machine(cases.FaultTest):
    def refused(self, exit_code, sentence, *options, **environment):
        done = self.feed(*options, **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        self.assertIn(sentence, done.stderr.decode())
        self.assertEqual(done.stderr.count(b"\n"), 1, "one line says it")
        return done

    def assert_unmarked(self):
        marked = self.workspace.sql("SELECT COUNT(*) FROM invoice_header WHERE extracted_to_store = 'Y'")
        self.assertEqual(marked, "0\n")
        self.assertEqual(self.workspace.sql("SELECT COUNT(*) FROM outbound_file"), "0\n")


class Store(Machine):
    def test_no_store_is_named(self):
        self.refused(64, "give --db FILE or set OA_DB", OA_DB="")

    def test_no_such_store(self):
        self.refused(66, "there is no store", OA_DB="elsewhere.db")

    def test_a_file_that_is_no_store(self):
        other = self.workspace.directory / "other.db"
        other.write_text("this is no database, though it is long enough to be read as one\n" * 100)
        self.refused(65, "is not a sound store", OA_DB=other)

    def test_another_schema_version(self):
        self.workspace.sql("PRAGMA user_version = 99;")
        self.refused(78, "has schema version 99, this tool needs")
        self.assert_unmarked()

    def test_store_locked_by_another_program(self):
        # An editor of the store holds the write lock for longer than the tools wait.
        holder = sqlite3.connect(self.workspace.store, isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("BEGIN IMMEDIATE")
        self.refused(75, "another program is writing to the store")
        holder.execute("ROLLBACK")
        self.assert_unmarked()
        self.feed_json()
        self.assert_delivered_once()

    def test_store_that_may_not_be_written(self):
        with self.read_only(self.workspace.store):
            self.refused(77, "may not be written")
        self.assert_unmarked()

    @contextlib.contextmanager
    def read_only(self, path):
        # Permissions do not stop root; a read-only mount of the file does.
        with mounted(["mount", "--bind", str(path), str(path)], path):
            subprocess.run(["mount", "-o", "remount,ro,bind", str(path)], check=True)
            yield

    def test_invoice_marked_by_another_program_meanwhile(self):
        # Stopped between its snapshot and its marks, while another program marks an invoice.
        holder = sqlite3.connect(self.workspace.store, isolation_level=None)
        self.addCleanup(holder.close)
        process = subprocess.Popen([support.tool("oa-salesfeed"), *cases.FAST], cwd=self.workspace.directory,
                                   env=self.workspace.environment(OA_TEST_STOP_AT="written"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        holder.execute("UPDATE invoice_header SET extracted_to_store = 'Y' WHERE invoice_number = 202")
        process.send_signal(signal.SIGCONT)
        message = process.stderr.read().decode()
        self.assertEqual(process.wait(), 75, message)
        self.assertIn("1 of the 3 invoices in the file were changed by another program meanwhile", message)
        holder.execute("UPDATE invoice_header SET extracted_to_store = '' WHERE invoice_number = 202")
        self.assert_unmarked()
        self.feed_json()
        self.assert_delivered_once()


class Locks(Machine):
    def test_two_runs_at_once(self):
        self.sandbox.fault("put", "stall", times=1, seconds=600)
        first = subprocess.Popen([support.tool("oa-salesfeed"), "--retries", "0", "--timeout", "600"],
                                 cwd=self.workspace.directory, env=self.workspace.environment(),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for(lambda: self.workspace.sql("SELECT COUNT(*) FROM outbound_batch").strip() == "1")
            done = self.refused(75, "another job of company 7 is running: RLTSLSF, process")
            self.assertIn(f"process {first.pid} on", done.stderr.decode())
            self.assertIn(", since ", done.stderr.decode())
        finally:
            first.kill()
            first.wait()
        self.feed_json()
        self.assert_delivered_once()

    def test_a_dry_run_needs_no_lock(self):
        lock = open(f"{self.workspace.store}.007.lock", "w")
        self.addCleanup(lock.close)
        import fcntl
        fcntl.flock(lock, fcntl.LOCK_EX)
        self.assertEqual(self.feed("--dry-run").returncode, 0)
        self.assertEqual(self.feed().returncode, 75)
        self.assert_unmarked()

    def wait_for(self, condition):
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


@contextlib.contextmanager
def mounted(command, path):
    subprocess.run(command, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


class Disk(Machine):
    def test_directory_is_missing(self):
        self.workspace.outbox.rmdir()
        self.refused(73, "which is not a directory")
        self.assert_unmarked()
        self.workspace.outbox.mkdir()

    def test_directory_is_read_only(self):
        with mounted(["mount", "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs", str(self.workspace.outbox)],
                     self.workspace.outbox):
            self.refused(73, "may not be written")
        self.assert_unmarked()

    def test_disk_of_the_outbox_is_full(self):
        with mounted(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(self.workspace.outbox)],
                     self.workspace.outbox):
            (self.workspace.outbox / "filler").write_bytes(b"x" * 4096)
            self.refused(74, "No space left on device")
            self.assertEqual(self.outbox(), ["filler"])
        self.assert_unmarked()
        self.feed_json()
        self.assert_delivered_once()

    def test_disk_is_full_when_the_zip_is_written(self):
        with mounted(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(self.workspace.outbox)],
                     self.workspace.outbox):
            # Room for the POSlog file, none for the zip beside it.
            done = self.feed("--no-transfer")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            with contextlib.suppress(OSError), open(self.workspace.outbox / "filler", "wb", buffering=0) as filler:
                while True:
                    filler.write(b"x" * 4096)
            self.refused(74, "cannot write the zip")
            self.assert_waiting()
            (self.workspace.outbox / "filler").unlink()
            self.feed_json()
            self.assert_delivered_once()

    def test_disk_of_the_store_is_full(self):
        small = self.workspace.directory / "small"
        small.mkdir()
        with mounted(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], small):
            subprocess.run(["sqlite3", str(self.workspace.store), f"VACUUM INTO '{small}/store.db'"], check=True)
            with contextlib.suppress(OSError), open(small / "filler", "wb", buffering=0) as filler:
                while True:
                    filler.write(b"x" * 4096)
            done = self.feed(OA_DB=small / "store.db")
            self.assertEqual(done.returncode, 74, done.stderr.decode())
            (small / "filler").unlink()
            done = self.feed(OA_DB=small / "store.db")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(self.arrived_invoices(), cases.INVOICES)

    def test_a_file_of_the_outbox_is_lost(self):
        self.feed_json("--no-transfer")
        name = self.outbox(".xml")[0]
        content = (self.workspace.outbox / name).read_bytes()
        (self.workspace.outbox / name).unlink()
        self.refused(66, f"oa-store outbox --forget {name}")
        (self.workspace.outbox / name).write_bytes(content)
        self.feed_json()
        self.assert_delivered_once()

    def test_a_file_of_the_outbox_was_changed(self):
        self.feed_json("--no-transfer")
        path = self.workspace.outbox / self.outbox(".xml")[0]
        path.write_bytes(path.read_bytes()[:-100])
        self.refused(65, f"{path.name} is not what was written")
        self.assertEqual(self.sandbox.state()["objects"], [])


class Size(Machine):
    def test_memory_of_a_large_transfer_is_flat(self):
        # A file that was left by an earlier run and cannot be compressed.
        megabytes = 5000 if LONG else 200
        name = "cw-poslog_007_12301974_101123092141.xml"
        with open(self.workspace.outbox / name, "wb") as file:
            block = os.urandom(1 << 20)
            for number in range(megabytes):
                file.write(number.to_bytes(8, "big") + block[8:])
        digest = subprocess.run(["sha256sum", self.workspace.outbox / name], capture_output=True, text=True).stdout.split()[0]
        self.workspace.sql(f"INSERT INTO outbound_file VALUES (7, '{name}', '{digest}', {megabytes << 20}, 1, 'written', "
                           "'2010-11-23T09:21:41', NULL);")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        done = self.feed(timeout=1800)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLessEqual(peak, max(before, 64 * 1024), "kilobytes")
        sizes = {file["name"]: file["bytes"] for entry in self.sandbox.state()["objects"] for file in entry["files"]}
        self.assertEqual(sizes[name], megabytes << 20)


class Certificates(Machine):
    def setUp(self):
        super().setUp()
        self.certificate = self.workspace.directory / "server.pem"
        key = self.workspace.directory / "server.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.server = subprocess.Popen(["openssl", "s_server", "-quiet", "-www", "-accept", f"127.0.0.1:{port}",
                                        "-key", key, "-cert", self.certificate],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.stop)
        self.workspace.sql(f"UPDATE web_service_authentication SET token_url = 'https://localhost:{port}/token';")
        deadline = time.monotonic() + 30
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def stop(self):
        self.server.kill()
        self.server.wait()

    def test_a_certificate_nobody_signed_is_refused(self):
        done = self.feed()
        self.assertEqual(done.returncode, 69)
        self.assertIn("certificate", done.stderr.decode())
        self.assertNotIn("trying again", done.stderr.decode())
        self.assert_waiting()

    def test_a_certificate_trusted_by_ca_file_is_taken(self):
        # The server is no token service; what matters is that it was spoken to.
        done = self.feed("--ca-file", str(self.certificate))
        self.assertEqual(done.returncode, 69)
        self.assertNotIn("certificate", done.stderr.decode())
        self.assertIn("Less than 1 bytes/sec transferred", done.stderr.decode())


class Terminal(Machine):
    def test_a_pipe_and_cron_see_only_the_final_line(self):
        done = self.feed()
        self.assertEqual(done.stderr, b"")
        self.assertEqual(done.stdout.count(b"\n"), 1)

    def test_a_terminal_sees_progress(self):
        leader, follower = pty.openpty()
        done = subprocess.run([support.tool("oa-salesfeed"), *cases.FAST, "--progress", "always"], stderr=follower,
                              stdout=subprocess.PIPE, cwd=self.workspace.directory, env=self.workspace.environment())
        os.close(follower)
        os.close(leader)
        self.assertEqual(done.returncode, 0)

    def test_stdout_that_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([support.tool("oa-salesfeed"), *cases.FAST, "--json"], stdout=full,
                                  stderr=subprocess.PIPE, cwd=self.workspace.directory, env=self.workspace.environment())
        self.assertEqual(done.returncode, 74)
        self.assertIn(b"could not be written to stdout", done.stderr)
        self.assert_delivered_once()

    def test_secret_is_missing(self):
        environment = self.workspace.environment()
        del environment["OA_ORCE_CLIENT_SECRET"]
        done = subprocess.run([support.tool("oa-salesfeed")], env=environment, capture_output=True)
        self.assertEqual(done.returncode, 78)
        self.assertIn(b"the environment variable OA_ORCE_CLIENT_SECRET is not set", done.stderr)
        self.assert_unmarked()

    def test_secret_file_open_to_others(self):
        secret = self.workspace.directory / "secret"
        secret.write_text(support.SECRET + "\n")
        secret.chmod(0o644)
        self.workspace.sql(f"UPDATE web_service_authentication SET secret_source = 'file:{secret}';")
        self.refused(77, "readable by nobody else")
        self.assert_unmarked()
        secret.chmod(0o600)
        self.feed_json()
        self.assert_delivered_once()


if __name__ == "__main__":
    cases.main()
