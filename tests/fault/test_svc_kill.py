#!/usr/bin/env python3
"""oa-svc that is killed and run again (Stored Value Card Purchase and Activation, Assigning a Stored Value Card Number, Billing a Stored Value Card):
a pick is billed whole or not at all, a virtual number leaves its table with its bill, and no card number is ever
shown."""

import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: E402

FIXTURES = [support.ROOT / "testdata" / "company7.sql"]
AT = "--at 2018-09-20T10:15:30"
KILLED = -9
STORE = """
UPDATE pay_type SET card_number_length = 16, leading_digits = '4788' WHERE company = 7 AND pay_type = 9;
INSERT INTO system_control_value (company, code, value) VALUES (7, 'H96', 'Y');
INSERT INTO item (company, item, svc_type) VALUES (7, 'GIFTP', 'P'), (7, 'GIFTV', 'V');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2018-09-19');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'GIFTP', 4, 5000, 4500), (7, 6676, 1, 2, 'GIFTV', 4, 2500, 2000);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 7001, 1001, 6676, 1), (7, 7002, 1001, 6676, 1), (7, 7003, 1001, 6676, 1), (7, 7004, 1001, 6676, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
VALUES (7, 7001, 1, 1, 2), (7, 7002, 1, 1, 2), (7, 7003, 1, 2, 2), (7, 7004, 1, 2, 2);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number)
VALUES (7, 7001, 1, 1), (7, 7001, 1, 2), (7, 7002, 1, 1), (7, 7002, 1, 2);
INSERT INTO virtual_card_number (company, sequence_number, card_number)
VALUES (7, 1, '4788000000000011'), (7, 2, '4788000000000012'), (7, 3, '4788000000000013'), (7, 4, '4788000000000014');
"""
MESSAGE = ('<Message type="CWPICKIN"><PickIn>'
           + "".join(f'<PickInHeader company="7" control_number="{pick}">'
                     + "".join(f'<PickInDetail line_nbr="1" svc_card_nbr="4788{pick:08}{unit:04}"/>' for unit in (1, 2))
                     + "</PickInHeader>" for pick in (7001, 7002))
           + "</PickIn></Message>")


class SvcKill(unittest.TestCase):
    def workspace(self, more=""):
        workspace = support.Workspace(FIXTURES, allowed=["pick_in.xml", "number"])
        self.addCleanup(workspace.__exit__)
        workspace.sql(STORE + more)
        (workspace.directory / "pick_in.xml").write_text(MESSAGE)
        (workspace.directory / "number").write_text("4788000000009999\n")
        return workspace

    def seen(self, workspace):
        """All but the job log and the directory of this store."""
        text = workspace.sql(".dump")
        return sorted(line for line in text.splitlines() if "job_run" not in line and "ORCE_DIRECTORY_PATH" not in line)

    def run_tool(self, workspace, command, **environment):
        done = workspace.run([support.tool("oa-svc"), *f"{command} {AT} --log-file log".split()], **environment)
        shown = done.stdout + done.stderr + (workspace.directory / "log").read_bytes()
        self.assertNotRegex(shown, rb"4788\d{8}")
        return done

    def check_whole(self, workspace):
        """Every pick is printed with its records, or billed with its cards; numbers are nowhere twice."""
        for pick in workspace.rows("SELECT pick_control_number AS number, status FROM pick_control_header"):
            records = workspace.rows("SELECT count(*) AS n FROM pick_stored_value_card WHERE "
                                     f"pick_control_number = {pick['number']}")[0]["n"]
            if pick["status"] == "B":
                self.assertEqual(records, 0)
        billed = workspace.rows("SELECT coalesce(sum(d.quantity), 0) AS n FROM pick_control_header h JOIN "
                                "pick_control_detail d USING (company, pick_control_number) WHERE h.status = 'B'")[0]["n"]
        cards = workspace.rows("SELECT card_number FROM stored_value_card")
        self.assertEqual(len(cards), billed)
        triggers = workspace.rows("SELECT trigger_key FROM il_outbound_trigger")
        self.assertEqual(len({row["trigger_key"] for row in triggers}), sum(row["card_number"] != "" for row in cards))
        numbers = [row["card_number"] for table in ("stored_value_card", "pick_stored_value_card", "virtual_card_number")
                   for row in workspace.rows(f"SELECT card_number FROM {table} WHERE card_number <> ''")]
        self.assertEqual(len(numbers), len(set(numbers)))
        self.assertEqual(len([n for n in numbers if n.startswith("47880000000000")]), 4)

    def check(self, command, points, more="", again=0):
        """`again`: the exit code of a run after one that was killed after its last row."""
        undisturbed = self.workspace(more)
        self.assertEqual(self.run_tool(undisturbed, command).returncode, 0)
        expected = self.seen(undisturbed)
        for point in points:
            with self.subTest(command=command, point=point):
                workspace = self.workspace(more)
                killed = self.run_tool(workspace, command, OA_TEST_KILL_AT=point)
                self.assertEqual(killed.returncode, KILLED)
                self.check_whole(workspace)
                # What was done before the kill is refused: it is done.
                self.assertIn(self.run_tool(workspace, command).returncode, (0, again))
                self.check_whole(workspace)
                self.assertEqual(self.seen(workspace), expected)

    def test_assign_a_message(self):
        self.check("assign --from pick_in.xml", ["svc-assign", "svc-assign:2", "svc-assigned", "svc-assigned:2"], again=1)

    def test_assign_a_message_that_bills(self):
        self.check("assign --from pick_in.xml", ["svc-assign", "svc-assign:2", "svc-assigned", "svc-assigned:2"],
                   "INSERT INTO system_control_value VALUES (7, 'I23', 'Y');", again=1)

    def test_bill(self):
        self.check("bill 7001 7002", ["svc-bill", "svc-bill:2", "svc-billed", "svc-billed:2"], again=1)

    def test_assign_virtual(self):
        self.check("assign-virtual", ["svc-virtual", "svc-virtual:2", "svc-virtual-billed", "svc-virtual-billed:2"])

    def test_pick_slips(self):
        for command in ("void 7001", "void 7001 --quantity 1", "reprint 7001 --as 7010"):
            self.check(command, ["svc-pick-slip"])

    def test_a_number_for_a_billed_card(self):
        card = """INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number,
                                                card_type, issue_date, issue_amount)
                  VALUES (7, 6676, 1, 1, 1, 'P', '2018-09-19', 4500);
                  INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number,
                                                   ship_to_number, status) VALUES (7, 7009, 1001, 6676, 1, 'B');
                  INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
                  VALUES (7, 7009, 1, 1, 1);"""
        self.check("number 6676 1 1 1 --from number", ["svc-number"], card)


class PickInSchema(unittest.TestCase):
    def validate(self, text):
        schema = support.ROOT / "schemas" / "cw-pick-in.xsd"
        return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(schema), "-"], input=text.encode(),
                              capture_output=True).returncode

    def test_the_schema_takes_the_message_and_no_other(self):
        self.assertEqual(self.validate(MESSAGE), 0)
        self.assertEqual(self.validate(MESSAGE.replace("CWPICKIN", "CWPickIn")), 0)
        for old, new in ((' control_number="7001"', ""), ('company="7"', 'company="0"'), ("CWPICKIN", "CWPICKOUT"),
                         ('line_nbr="1"', 'line_nbr="x"'), ("PickInDetail", "PickInLine"), ("4788", "4" * 21)):
            with self.subTest(new=new):
                self.assertNotEqual(self.validate(MESSAGE.replace(old, new)), 0)


if __name__ == "__main__":
    unittest.main()
