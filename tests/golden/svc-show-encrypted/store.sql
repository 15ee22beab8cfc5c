-- Seed 004, Display Stored Value Cards Screen: numbers that are encrypted, and a key that is lost.
UPDATE pay_type SET card_number_length = 16, leading_digits = '6006', first_digits_shown = 4, last_digits_shown = 4 WHERE pay_type = 9;
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
INSERT INTO user_authority VALUES (7, 'BOTH', 'A88', 'A'), (7, 'BOTH', 'B14', 'A'), (7, 'LAYOUT', 'A88', 'A'), (7, 'LAYOUT', 'B14', 'D'),
                                  (7, 'B14ONLY', 'B14', 'A'), (7, 'DENIED', 'A88', 'D'), (7, 'DENIED', 'B14', 'A');
