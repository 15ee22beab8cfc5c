#!/usr/bin/env python3
"""Companies that share a Customer Engagement: one number is funded once."""

import cases
import support
from svc_cases import CARDS, SvcTest, key


class SharedCustomerEngagement(SvcTest):
    """Company 8 has order 5001, too, and a card of the number of card 1 of company 7."""

    def setUp(self):
        super().setUp()
        self.workspace.sql(
            "INSERT INTO company (company, description) VALUES (8, 'Eight');"
            "INSERT INTO system_control_value SELECT 8, code, value FROM system_control_value WHERE company = 7;"
            "INSERT INTO property SELECT 8, name, value FROM property WHERE company = 7;"
            "INSERT INTO authorization_service (company, service_code, communication_type) VALUES (8, 'RLT', 'P');"
            "INSERT INTO web_service_authentication SELECT 8, web_service, authentication_type, user_id, secret_source, token_url,"
            " scope FROM web_service_authentication WHERE company = 7;"
            "INSERT INTO item (company, item) VALUES (8, 'CARD');"
            "INSERT INTO customer_sold_to (company, customer_number) VALUES (8, 1001);"
            "INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (8, 5001, 1001, '2010-11-20');"
            "INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (8, 5001, 1);"
            "INSERT INTO sku (company, item, sku_code) VALUES (8, 'CARD', '');"
            "INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price,"
            " price) VALUES (8, 5001, 1, 1, 'CARD', 9, 5000, 5000);"
            "INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number,"
            f" card_type, issue_date, issue_amount) VALUES (8, 5001, 1, 1, 1, '{CARDS[1][1]}', 'P', '2010-11-20', 5000);"
            + self.trigger_row(1, "008" + key(1)[3:], company=8))

    def activate_company(self, company, exit_code):
        return self.activate("--company", str(company), exit_code=exit_code)

    def assert_funded_once(self):
        self.assertEqual({last: card["fundings"] for last, card in self.sandbox.cards().items()}, {"0001": 1, "0002": 1, "0003": 1})

    def test_one_number_is_funded_once(self):
        self.activate_company(7, 0)
        result = self.activate_company(8, 1)
        self.assertEqual((result["activated"], result["left_behind"]), (0, 1))
        self.assert_funded_once()

    def test_a_number_whose_request_is_under_way(self):
        self.sandbox.fault("activate", "drop_after", times=1)
        self.activate("--retries", "0", exit_code=69)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.activate_company(7, 0)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.assert_funded_once()

    def test_two_cards_of_one_company(self):
        self.workspace.sql(f"UPDATE stored_value_card SET card_number = '{CARDS[1][1]}' WHERE company = 7 AND svc_sequence_number = 3")
        self.sandbox.put_cards({"number": CARDS[3][1]})
        self.assertEqual(self.activate(exit_code=1)["left_behind"], 1)
        self.assertEqual(self.sandbox.cards()["0001"]["fundings"], 1)

    def test_a_number_that_is_encrypted_by_another_key(self):
        for company in (7, 8):
            path = self.workspace.directory / f"{company}.key"
            path.write_text(f"{company}0" * 32 + "\n")
            path.chmod(0o600)
            self.workspace.check([support.tool("oa-store"), "--company", str(company), "rekey", "--new-key-file", str(path)])
        self.activate_company(7, 0)
        self.assertEqual(self.activate_company(8, 1)["left_behind"], 1)
        self.assert_funded_once()

    def test_a_number_of_another_customer_engagement(self):
        self.workspace.sql("UPDATE property SET value = value || '/other' WHERE company = 8 AND name = 'ORCE_CUSTOMER_SERVICE_PREFIX'")
        self.activate_company(7, 0)
        # Its requests go elsewhere: they are not kept back.
        self.assertEqual(self.activate("--company", "8", "--dry-run")["to_send"], 1)

    def test_a_number_is_given_once(self):
        self.workspace.sql("UPDATE stored_value_card SET card_number = '' WHERE company = 8;"
                           "DELETE FROM il_outbound_trigger WHERE company = 8")
        self.workspace.allowed += ["number"]
        for number, exit_code, named in ((CARDS[1][1], 65, "company 7"), ("6006491234560009", 0, "")):
            (self.workspace.directory / "number").write_text(number + "\n")
            done = self.workspace.run([support.tool("oa-svc"), "--company", "8", "number", "5001", "1", "1", "1", "--from", "number"])
            self.assertEqual(done.returncode, exit_code, done.stderr.decode())
            self.assertIn(named, done.stderr.decode())


if __name__ == "__main__":
    cases.main()
