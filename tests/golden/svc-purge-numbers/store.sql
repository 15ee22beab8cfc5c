-- Seed 004, Remove Stored Value Card numbers from the database (SECRISK, K65): activated cards billed before the
-- retention days; a notice that is due keeps the number. Done twice: the second time changes nothing.
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
INSERT INTO system_control_value (company, code, value) VALUES (7, 'K65', '30'), (7, 'I30', 'SVCNOTF');
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO stored_value_card (company, order_number, ship_to_number, line_number, svc_sequence_number, card_number, card_fingerprint,
                               card_type, issue_date, issue_amount, activation_date, notice_due)
VALUES (7, 5001, 1, 3, 1, '6006491286990001', '', 'P', '2010-10-23', 100, '2010-10-23', ''),
       (7, 5001, 1, 3, 2, '6006491286990002', '', 'P', '2010-10-24', 100, '2010-10-24', ''),
       (7, 5001, 1, 3, 3, '60064912869900030003', '', 'P', '2009-01-01', 100, '2010-11-23', ''),
       (7, 5001, 1, 3, 4, '6006491286', '', 'P', '2009-01-01', 100, '2009-01-02', ''),
       (7, 5001, 1, 3, 5, '6006491286990005', '', 'P', '2009-01-01', 100, NULL, ''),
       (7, 5001, 1, 3, 6, '6006491286990006', '', 'V', '2009-01-01', 100, '2009-01-02', 'Y'),
       (7, 5001, 1, 3, 7, 'REMOVED BY SYSTEM', '', 'V', '2009-01-01', 100, '2009-01-02', 'N'),
       (7, 5001, 1, 3, 8, '', '', 'P', '2009-01-01', 100, '2009-01-02', '');
-- The company's own key, so that the fingerprints are the same in each run.
INSERT INTO card_fingerprint_key VALUES (7, 1, '7777777777777777777777777777777777777777777777777777777777777777');
