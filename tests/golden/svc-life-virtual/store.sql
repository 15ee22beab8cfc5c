-- Seed 004, Assigning Numbers to Virtual Stored Value Cards: the life of a virtual card, encrypted at rest. generateCard makes its
-- number, recharge funds it, the customer ship to has the email. The number of FLSVCA stays there, and gets the key too.
UPDATE pay_type SET card_number_length = 16, leading_digits = '6006', first_digits_shown = 4, last_digits_shown = 4 WHERE pay_type = 9;
INSERT INTO item (company, item, description, svc_type) VALUES
    (7, 'GIFTP', 'GIFT CARD', 'P'), (7, 'GIFTE', 'GIFT CARD, NOTIFIED', 'E'), (7, 'GIFTV', 'E-GIFT CARD', 'V');
UPDATE customer_sold_to SET opt_in_out = 'O1' WHERE customer_number = 1001;
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2010-11-20');
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, first_name, last_name, email_address, opt_in_out)
VALUES (7, 1001, 1, 'BIANCA', 'MIRANDA', 'bmiranda@att.net', 'O2');
INSERT INTO order_ship_to (company, order_number, ship_to_number, customer_number, customer_ship_to_number)
VALUES (7, 6676, 1, 1001, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'GIFTV', 1, 0, 1000);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 701, 1001, 6676, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity) VALUES (7, 701, 1, 1, 1);
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_ORCE_PASSWORD');
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id)
VALUES (7, 'RLT', 'P', '6006', '49');
INSERT INTO system_control_value (company, code, value) VALUES (7, 'I26', 'RLT'), (7, 'I30', 'SVCNOTF'), (7, 'I50', 'Y'), (7, 'I25', 'ORDER');
INSERT INTO property (company, name, value) VALUES (7, 'SVC_EMAIL_FROM', 'Gift cards <cards@shop.example.com>');
INSERT INTO user_authority VALUES (7, 'LAYOUT', 'A88', 'A');
INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '6006491234560003');
