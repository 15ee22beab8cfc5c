-- --dry-run --json names every field that would change, whom from and why. 4005 has another bill-to customer and stays.
INSERT INTO system_control_value (company, code, value) VALUES (7, 'H86', 'Y');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, entry_date, vat_number, discount_percent, bill_to_customer_number)
VALUES (7, 4001, 'ANN', 'WILLIAMS', '1 ELM ST', '2015-03-01', '', 0, 0), (7, 4002, 'ANN', 'DELANEY', '2 OAK ST', '2012-03-01', 'VAT2', 1250, 0),
       (7, 4003, 'JON', 'JONES', '', '2012-03-01', '', 0, 0), (7, 4004, 'JON', 'JONES', '', '2012-03-01', '', 0, 0),
       (7, 4005, 'JON', 'JONES', '', '2012-03-01', 'VAT5', 0, 1001);
INSERT INTO customer_sold_to_order_history (company, customer_number, entity, last_order_date, last_source_code) VALUES (7, 4002, '10', '2016-03-01', 'OLD16');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4001, 4001, 'O', ''), (7, 4002, 4001, 'O', 'Y'), (7, 4003, 4003, 'O', ''), (7, 4004, 4003, 'O', 'N'), (7, 4005, 4003, 'B', 'N');
