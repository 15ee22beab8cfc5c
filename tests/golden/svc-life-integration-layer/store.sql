-- Stored Value Card Purchase and Activation, Stored Value Card Activation Process by the Integration Layer: a physical card, one with early notification and a
-- virtual one, from CWPickIn and FLSVCA to the answers of the service bureau: two are approved, the physical one is declined
-- (FLD and an SD tickler). The template is XML only: CWEmailOut.
UPDATE pay_type SET card_number_length = 16, leading_digits = '6006', first_digits_shown = 4, last_digits_shown = 4 WHERE pay_type = 9;
INSERT INTO item (company, item, description, svc_type) VALUES
    (7, 'GIFTP', 'GIFT CARD', 'P'), (7, 'GIFTE', 'GIFT CARD, NOTIFIED', 'E'), (7, 'GIFTV', 'E-GIFT CARD', 'V');
UPDATE customer_sold_to SET opt_in_out = 'O1' WHERE customer_number = 1001;
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number, order_ship_to_address, email_address)
VALUES (7, 6676, 1, 'Y', 'bmiranda@att.net');
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'GIFTP', 1, 5000, 4500), (7, 6676, 1, 2, 'GIFTE', 1, 2550, 2000), (7, 6676, 1, 3, 'GIFTV', 1, 0, 1000);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 701, 1001, 6676, 1), (7, 702, 1001, 6676, 1), (7, 703, 1001, 6676, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
VALUES (7, 701, 1, 1, 1), (7, 702, 1, 2, 1), (7, 703, 1, 3, 1);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number)
VALUES (7, 701, 1, 1), (7, 702, 1, 1);
INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '6006491234560003'), (7, 2, '6006491234560004');
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id)
VALUES (7, 'ILB', 'I', '6006', '49');
INSERT INTO system_control_value (company, code, value)
VALUES (7, 'H96', 'Y'), (7, 'I25', 'ORDER'), (7, 'I26', 'ILB'), (7, 'I30', 'SVCNOTF'), (7, 'I50', 'Y');
