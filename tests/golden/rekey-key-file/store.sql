-- Seed 004, Pick Stored Value Card Table (card number encryption): files that are no key.
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 5001, 2);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 5001, 2, 1, 'MUG', 1, 1000, 1000);
INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number, card_type, issue_date,
                               issue_amount, activation_date, activation_time, email_sent_date, response_code, authorization_number)
VALUES (7, 5001, 1, 1, 1, '6006491286999901', 'P', '2010-11-21', 5000, '2010-11-22', '08:15:30', NULL, 'APPROVED', 'A1'),
       (7, 5001, 1, 1, 2, 'REMOVED BY SYSTEM', 'E', '2010-11-21', 2550, '2010-11-22', '08:15:31', '2010-11-22', 'APPROVED', 'A2'),
       (7, 5001, 1, 2, 1, '6006491286999919', 'V', '2010-11-21', 100, NULL, '', NULL, 'DECLINED', ''),
       (7, 5001, 1, 2, 2, '', 'P', '2010-11-21', 100, NULL, '', NULL, '', ''),
       (7, 5001, 2, 1, 1, '************9927', 'V', '2010-08-01', 9999999, '2010-08-01', '23:59:59', '2010-08-02', 'APPROVED', 'A3'),
       (7, 5002, 1, 1, 1, '6006491286999935', 'P', '2010-11-21', 1000, NULL, '', NULL, '', '');
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number) VALUES (7, 901, 1001, 5001, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity) VALUES (7, 901, 1, 1, 2);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number, card_number)
VALUES (7, 901, 1, 1, '6006491286998001'), (7, 901, 1, 2, '');
INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '6006491286997001'), (7, 2, '6006491286997002'),
       (8, 1, '6006491286997003');
