#!/usr/bin/env python3
"""Who may read CustomerMergeWeb (Merge/Purge Sold-to Names, E-Commerce Customer Merge Web XML File): the web storefront,
which is another user than the one that merges, as the umask of that one says. Nobody but him reads the rest."""

import os
import stat
import unittest
from contextlib import closing

import cases
import merge_cases
from merge_cases import COMPANY


class WebMode(unittest.TestCase):
    def setUp(self):
        self.stores = merge_cases.Stores()
        self.addCleanup(self.stores.close)
        self.store = self.stores.copy("merged.db")
        self.web = self.stores.directory / "web"
        self.web.mkdir()
        with closing(merge_cases.connect(self.store)) as connection:
            connection.executescript(f"""
                INSERT INTO customer_sold_to (company, customer_number) VALUES ({COMPANY}, 1), ({COMPANY}, 2);
                INSERT INTO customer_merge_purge VALUES ({COMPANY}, 1, 1, 'O', ''), ({COMPANY}, 2, 1, 'O', 'N');
                INSERT INTO system_control_value (company, code, value) VALUES ({COMPANY}, 'H86', 'Y');
                INSERT INTO property (company, name, value) VALUES
                    ({COMPANY}, 'ECOMMERCE_DIRECTORY_PATH', '{self.web}');""")
            connection.commit()

    def assert_mode(self, umask, mode):
        before = os.umask(umask)
        try:
            log = self.stores.directory / "log"
            done = self.stores.run(self.store, "merge", "--log-file", str(log))
        finally:
            os.umask(before)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        path, = self.web.iterdir()
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), mode)
        self.assertEqual(stat.S_IMODE(log.stat().st_mode), 0o600)

    def test_everybody(self):
        self.assert_mode(0o022, 0o644)

    def test_the_group(self):
        self.assert_mode(0o027, 0o640)

    def test_nobody_else(self):
        self.assert_mode(0o077, 0o600)


if __name__ == "__main__":
    cases.main()
