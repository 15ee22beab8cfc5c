"""What the fault tests share: a company with three invoices to send, and what must have arrived in the end."""

import io
import json
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql", support.ROOT / "testdata" / "three_invoices.sql"]
INVOICES = [201, 202, 203]
FAST = ["--retries", "2", "--retry-delay", "1", "--timeout", "1", "--connect-timeout", "2"]
# The service bureau of the stored value cards, reached by the services of Customer Engagement.
CARD_SERVICES = """
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_ORCE_PASSWORD');
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id)
VALUES (7, 'RLT', 'P', '6006', '49');
"""


class FaultTest(unittest.TestCase):
    """A workspace and a sandbox for each test."""

    sandbox_options = ()

    def setUp(self):
        self.workspace = support.Workspace(FIXTURES)
        self.addCleanup(self.workspace.__exit__)
        self.kept = self.workspace.directory / "kept"
        self.sandbox = support.Sandbox(self.workspace.directory, "--keep", str(self.kept), *self.sandbox_options)
        self.addCleanup(self.sandbox.__exit__)
        self.sandbox.serve(self.workspace)

    def feed(self, *options, **environment):
        return self.workspace.run([support.tool("oa-salesfeed"), *FAST, *options], **environment)

    def feed_json(self, *options, exit_code=0, **environment):
        done = self.feed("--json", *options, **environment)
        self.assertEqual(done.returncode, exit_code, done.stderr.decode())
        return json.loads(done.stdout)

    def outbox(self, suffix=""):
        return sorted(path.name for path in self.workspace.outbox.iterdir() if path.name.endswith(suffix)
                      and path.name != support.STORE_FILE)

    def objects(self):
        """The objects as they lie in the object store: {name: {file name: bytes}}."""
        found = {}
        for entry in self.sandbox.state()["objects"]:
            archive = zipfile.ZipFile(io.BytesIO((self.kept / entry["kept_as"]).read_bytes()))
            found[entry["name"]] = {name: archive.read(name) for name in archive.namelist()}
        return found

    def arrived_invoices(self):
        """The invoice number of every transaction in every object of the store, valid files only."""
        numbers = []
        for entry in self.sandbox.state()["objects"]:
            self.assertTrue(entry["readable"])
            for file in entry["files"]:
                self.assertTrue(file["valid"], file)
        for files in self.objects().values():
            for content in files.values():
                done = subprocess.run(
                    ["xmllint", "--xpath", "//*[local-name()='Transaction']/*[local-name()='SequenceNumber']/text()", "-"],
                    input=content, capture_output=True, check=True)
                numbers += [int(number) for number in done.stdout.split()]
        return sorted(numbers)

    def assert_delivered_once(self):
        """Every invoice is in exactly one object, marked, and nothing is left on the way."""
        self.assertEqual(self.arrived_invoices(), INVOICES)
        self.assertEqual(self.sandbox.state()["transactions"]["conflicts"], 0)
        self.assertEqual(self.outbox(), [])
        marks = self.workspace.sql("SELECT invoice_number FROM invoice_header WHERE extracted_to_store = 'Y'").split()
        self.assertEqual([int(number) for number in marks], INVOICES)
        left = self.workspace.sql("SELECT COUNT(*) FROM outbound_file WHERE state <> 'sent'").strip()
        self.assertEqual(left, "0")
        sending = self.workspace.sql("SELECT COUNT(*) FROM outbound_batch WHERE state = 'sending'").strip()
        self.assertEqual(sending, "0")

    def assert_waiting(self, files=1):
        """The transfer failed: no zip, the XML files are there for the next run."""
        self.assertEqual(self.outbox(".zip"), [])
        self.assertEqual(len(self.outbox(".xml")), files)
        self.assertIn("OTHER.done", self.outbox())


def main():
    unittest.main(verbosity=2)
