#!/usr/bin/env python3
"""oa-svc pick that is killed (Stored Value Card Purchase and Activation, Assigning Numbers to Virtual Stored Value Cards): run
again, each unit is picked once and each virtual card billed once, with one invoice."""

import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402

STORE = """
INSERT INTO property (company, name, value) VALUES (7, 'SVC_BILL_INVOICES', 'Y');
INSERT INTO item (company, item, description, svc_type) VALUES (7, 'GIFTP', 'GIFT CARD', 'P'), (7, 'GIFTV', 'E-GIFT CARD', 'V');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type) VALUES (7, 6676, 1, 4);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, quantity_reserved,
    regular_price, price) VALUES (7, 6676, 1, 1, 'GIFTP', 2, 2, 5000, 5000), (7, 6676, 1, 2, 'GIFTV', 2, 0, 1000, 1000),
    (7, 6676, 1, 3, 'GIFTV', 1, 0, 2000, 2000);
INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '6006491234560001'),
    (7, 2, '6006491234560002'), (7, 3, '6006491234560003');
"""


class Pick(unittest.TestCase):
    def pick(self, **environment):
        return self.workspace.run([support.tool("oa-svc"), "pick", "6676", "--at", "2010-11-23T09:21:41"], **environment)

    def test_killed_and_run_again(self):
        for step in ("svc-pick", "svc-virtual:1", "svc-virtual-billed:1", "svc-virtual:2", "svc-virtual-billed:2"):
            with self.subTest(step):
                self.workspace = support.Workspace([support.ROOT / "testdata" / "company7.sql"])
                self.addCleanup(self.workspace.__exit__)
                self.workspace.sql(STORE)
                before = self.workspace.rows("SELECT COUNT(*) AS n FROM invoice_header")[0]["n"]
                self.assertEqual(self.pick(OA_TEST_KILL_AT=step).returncode, -signal.SIGKILL)
                for _ in range(2):
                    done = self.pick()
                    self.assertEqual(done.returncode, 0, done.stderr.decode())
                self.assertEqual(self.workspace.rows(
                    "SELECT h.status, d.order_line_number AS line, d.quantity FROM pick_control_header h JOIN pick_control_detail d "
                    "USING (company, pick_control_number) ORDER BY 2"),
                    [{"status": "", "line": 1, "quantity": 2}, {"status": "B", "line": 2, "quantity": 2},
                     {"status": "B", "line": 3, "quantity": 1}])
                self.assertEqual(self.workspace.rows("SELECT COUNT(DISTINCT card_number) AS n FROM stored_value_card"), [{"n": 3}])
                self.assertEqual(self.workspace.rows("SELECT COUNT(*) AS n FROM invoice_header")[0]["n"], before + 2)
                self.assertEqual(self.workspace.rows("SELECT COUNT(*) AS n FROM virtual_card_number"), [{"n": 0}])


if __name__ == "__main__":
    unittest.main()
