#!/usr/bin/env python3
"""The scripts a newcomer runs first."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402


def script(name, *arguments, **environment):
    return subprocess.run([str(support.ROOT / "scripts" / name), *map(str, arguments)], capture_output=True, text=True,
                          env={**os.environ, "OA_BUILD_DIR": str(support.BUILD), **environment}, timeout=300)


class Scripts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="oa-test-")
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.store = self.directory / "store.db"

    def feed(self, *options):
        done = subprocess.run([support.tool("oa-salesfeed"), "--db", str(self.store), "--company", "7", "--json",
                               "--no-transfer", *options], capture_output=True, text=True)
        return done.returncode, json.loads(done.stdout)

    def test_demo_adds_up(self):
        done = script("demo")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("It all adds up.", done.stdout)
        self.assertIn("<Transaction ", done.stdout)

    def test_made_store_sends_every_invoice(self):
        done = script("make-store", "--invoices", 3000, "--customers", 500, "--seed", 3, self.store)
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = subprocess.run([support.tool("oa-store"), "--db", str(self.store), "check"], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout)
        code, result = self.feed()
        self.assertEqual((code, result["left_behind"]), (0, 0))
        self.assertEqual(result["read"], 3000)
        self.assertGreater(result["sent_returns"], 0)
        self.assertEqual(set(result["excluded"]), {"cross_channel", "suppressed_return"})

    def test_bad_rows_of_a_made_store_are_left_behind(self):
        script("make-store", "--invoices", 1000, "--customers", 200, "--seed", 3, "--bad", 2, self.store)
        code, result = self.feed()
        self.assertEqual((code, result["left_behind"]), (1, 20))

    def test_one_seed_makes_one_store(self):
        stores = [self.directory / "a" / "store.db", self.directory / "b" / "store.db"]
        for store in stores:
            store.parent.mkdir()
            script("make-store", "--invoices", 200, "--customers", 50, "--seed", 5, "--directory", self.directory / "out", store)
        self.assertEqual(support.sql(stores[0], ".dump"), support.sql(stores[1], ".dump"))

    def test_a_store_with_payments(self):
        script("make-store", "--invoices", 50, "--payments", 3000, self.store)
        self.assertEqual(support.sql(self.store, "PRAGMA foreign_key_check"), "")
        for job, count in (("authorize", 6), ("reverse", 3)):
            done = subprocess.run([support.tool("oa-payment"), "--db", str(self.store), "--company", "7", job, "--dry-run", "--json"],
                                  capture_output=True, text=True)
            self.assertEqual(json.loads(done.stdout)["to_send"], count, done.stderr)

    def test_import_of_everything_the_public_format_holds(self):
        rows = [
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            '536365,85123a,"HEART, WHITE",6,12/1/2010 8:26,2.55,17850,United Kingdom',
            "536365,POST,POSTAGE,1,12/1/2010 8:26,18.00,17850,United Kingdom",
            "536366,22423,CAKESTAND,3,12/1/2010 8:28,0.333,,EIRE",
            "536366,D,Discount,-1,12/1/2010 8:28,0.10,,EIRE",
            "C536379,85123A,\"HEART, WHITE\",-2,12/2/2010 9:41,2.55,17850,United Kingdom",
            "C536379,M,Manual,-1,12/2/2010 9:41,1.00,17850,United Kingdom",
            "A563185,B,Adjust bad debt,1,8/12/2011 14:50,11062.06,,United Kingdom",
            "536589,21777,,-10,12/1/2010 16:50,0,,United Kingdom",
            "536590,21778,T\xcaTE,1,12/1/2010 16:50,0,,Fran\xe7ais",
            "C536366,22423,CAKESTAND,-1,12/3/2010 8:28,1.00,,EIRE",
        ]
        data = self.directory / "data.csv"
        data.write_bytes("\n".join(rows).encode("latin-1"))
        report = self.directory / "report.json"
        done = script("import-online-retail", "--report", report, data, self.store)
        self.assertEqual(done.returncode, 1, done.stderr)
        found = json.loads(report.read_text())
        self.assertEqual(found["file"]["invoices"], 7)
        self.assertEqual(found["imported"]["invoices"], 3)
        self.assertEqual(found["refused"]["invoices"], 4)
        # 6 x 2.55 + 18.00; 3 x 0.333 rounded to 1.00, less 0.10; -(2 x 2.55 + 1.00)
        self.assertEqual(found["imported"]["net"], "28.10")
        self.assertEqual(found["rounding_difference"], "0.001")
        for number in ("A563185", "536589", "536590", "C536366"):
            self.assertIn(number, done.stderr)
        code, result = self.feed()
        self.assertEqual((code, result["sent"], result["grand_amount"]), (0, 3, "28.10"))
        linked = support.sql(self.store, "SELECT original_invoice_number FROM invoice_detail WHERE quantity < 0;")
        self.assertEqual(linked, "536365\n")


class Nightly(unittest.TestCase):
    """scripts/nightly as it is installed: its tools under the same prefix, nothing in the PATH that cron gives it."""

    CALLS = "#!/bin/sh\necho \"$(basename \"$0\") $*\" >> \"$CALLS\"\n"

    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="oa-test-")
        self.addCleanup(directory.cleanup)
        self.prefix = Path(directory.name)
        self.calls = self.prefix / "calls"
        self.script = self.prefix / "share" / "oa-batch" / "nightly"
        self.script.parent.mkdir(parents=True)
        (self.prefix / "bin").mkdir()
        shutil.copy(support.ROOT / "scripts" / "nightly", self.script)
        for name in ["oa-syncrdb", "oa-payment", "oa-salesfeed", "oa-svc-activate"]:
            self.tool(name, "exit 0")
        self.setting("INTERACT", "Y")

    def tool(self, name, rest):
        path = self.prefix / "bin" / name
        path.write_text(self.CALLS + rest + "\n")
        path.chmod(0o755)

    def setting(self, l37, i50):
        self.tool("oa-store", f'case $* in *L37) echo {l37} ;; *) echo {i50} ;; esac')

    def nightly(self, *options):
        done = subprocess.run([str(self.script), "--db", "store.db", "--company", "7", "--pause", "0", *options],
                              env={"PATH": "/usr/bin:/bin", "CALLS": str(self.calls)}, capture_output=True, text=True)
        calls = self.calls.read_text().splitlines() if self.calls.exists() else []
        return done, [call.split(" --")[0] for call in calls if not call.startswith("oa-store")]

    def test_the_tools_of_its_prefix_are_found(self):
        done, called = self.nightly()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(called, ["oa-syncrdb", "oa-payment authorize", "oa-payment deposit", "oa-salesfeed", "oa-svc-activate",
                                  "oa-payment reverse"])

    def test_what_the_settings_leave_out(self):
        self.setting("", "N")
        self.assertEqual(self.nightly()[1], ["oa-payment authorize", "oa-payment deposit", "oa-salesfeed", "oa-payment reverse"])

    def test_no_job_waits_for_the_success_of_another(self):
        self.tool("oa-payment", "exit 1")
        done, called = self.nightly()
        self.assertEqual((done.returncode, len(called)), (1, 6))
        self.tool("oa-payment", "exit 69")
        done, called = self.nightly("--tries", "2")
        self.assertEqual((done.returncode, len(called)), (69, 6 + 12))

    def test_a_setting_that_cannot_be_read_runs_nothing(self):
        for code in (66, 77, 78):
            self.tool("oa-store", f"echo refused >&2; exit {code}")
            done, called = self.nightly()
            self.assertEqual((done.returncode, called), (code, []))

    def test_a_locked_store_is_tried_again(self):
        self.tool("oa-store", "exit 75")
        done, called = self.nightly("--tries", "3")
        self.assertEqual((done.returncode, called), (75, []))
        self.assertEqual(self.calls.read_text().count("get L37"), 3)

    def test_a_missing_tool_is_named(self):
        (self.prefix / "bin" / "oa-syncrdb").unlink()
        done, called = self.nightly()
        self.assertEqual((done.returncode, called), (66, []))
        self.assertIn("oa-syncrdb is not there", done.stderr)

    def test_units_are_not_started_again_for_what_that_cannot_cure(self):
        for unit in (support.ROOT / "scripts" / "systemd").glob("*.service"):
            text = unit.read_text()
            if "Restart=" in text:
                prevented = set(re.search(r"RestartPreventExitStatus=(.*)", text).group(1).split())
                self.assertLessEqual({"64", "66", "77", "78"}, prevented, unit.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
