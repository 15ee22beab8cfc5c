-- Seed 004, Stored Value Card Activation Process: the life of a physical card, encrypted at rest. I23 bills it with its number,
-- activateInstrument funds it with the order line price (I25 ORDER). It has no notice, whatever address there is.
UPDATE pay_type SET card_number_length = 16, leading_digits = '6006', first_digits_shown = 4, last_digits_shown = 4 WHERE pay_type = 9;
INSERT INTO item (company, item, description, svc_type) VALUES
    (7, 'GIFTP', 'GIFT CARD', 'P'), (7, 'GIFTE', 'GIFT CARD, NOTIFIED', 'E'), (7, 'GIFTV', 'E-GIFT CARD', 'V');
UPDATE customer_sold_to SET opt_in_out = 'O1' WHERE customer_number = 1001;
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number, order_ship_to_address, email_address)
VALUES (7, 6676, 1, 'Y', 'bmiranda@att.net');
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'GIFTP', 1, 5000, 4500);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 701, 1001, 6676, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity) VALUES (7, 701, 1, 1, 1);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number) VALUES (7, 701, 1, 1);
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_ORCE_PASSWORD');
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id)
VALUES (7, 'RLT', 'P', '6006', '49');
INSERT INTO system_control_value (company, code, value) VALUES (7, 'I26', 'RLT'), (7, 'I30', 'SVCNOTF'), (7, 'I50', 'Y'), (7, 'I23', 'Y'), (7, 'I25', 'ORDER');
INSERT INTO property (company, name, value) VALUES (7, 'SVC_EMAIL_FROM', 'Gift cards <cards@shop.example.com>');
INSERT INTO user_authority VALUES (7, 'LAYOUT', 'A88', 'A');
