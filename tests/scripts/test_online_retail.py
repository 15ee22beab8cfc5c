#!/usr/bin/env python3
"""The real file: OA_ONLINE_RETAIL_CSV is 10,000 lines of the public data set "Online Retail" (Daqing Chen, 2015, UCI Machine
Learning Repository): 512 invoices, 43 of them cancellations, net 180,667.75."""

import os
import unittest

import test_scripts


class OnlineRetail(unittest.TestCase):
    def test_the_whole_job_reconciles(self):
        done = test_scripts.script("demo", "--data", os.environ["OA_ONLINE_RETAIL_CSV"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        table = [line.split() for line in done.stdout.splitlines()]
        self.assertIn(["in", "the", "file", "512", "43", "180,667.75"], table)
        # Stock movements without price and customer are no sales; all else arrives.
        self.assertIn(["refused", "by", "the", "importer", "45", "0", "0.00"], table)
        self.assertIn(["left", "behind", "in", "the", "store", "0", "0", "0.00"], table)
        self.assertIn(["arrived", "467", "43", "180,667.75"], table)


if __name__ == "__main__":
    unittest.main(verbosity=2)
