-- SV and SD ticklers: listed, resolved by the number that a card gets, or by hand.
-- Order 6676: two physical cards, one with early notify and two virtual ones; pay type 9 takes 16 digits after 4788.
UPDATE pay_type SET card_number_length = 16, leading_digits = '4788' WHERE company = 7 AND pay_type = 9;
INSERT INTO system_control_value (company, code, value) VALUES (7, 'H96', 'Y');
INSERT INTO item (company, item, description, svc_type) VALUES
    (7, 'GIFTP', 'GIFT CARD', 'P'), (7, 'GIFTE', 'GIFT CARD, NOTIFIED', 'E'), (7, 'GIFTV', 'E-GIFT CARD', 'V');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6676, 1001, '2018-09-19');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (7, 6676, 1);
INSERT INTO order_detail (company, order_number, ship_to_number, line_number, item, quantity_ordered, regular_price, price)
VALUES (7, 6676, 1, 1, 'GIFTP', 2, 5000, 4500), (7, 6676, 1, 2, 'GIFTE', 1, 2500, 0), (7, 6676, 1, 3, 'GIFTV', 2, 0, 1000);
INSERT INTO pick_control_header (company, pick_control_number, customer_number, order_number, ship_to_number)
VALUES (7, 7001, 1001, 6676, 1), (7, 7002, 1001, 6676, 1), (7, 7003, 1001, 6676, 1);
INSERT INTO pick_control_detail (company, pick_control_number, line_number, order_line_number, quantity)
VALUES (7, 7001, 1, 1, 2), (7, 7002, 1, 2, 1), (7, 7003, 1, 3, 2);
INSERT INTO pick_stored_value_card (company, pick_control_number, line_number, sequence_number)
VALUES (7, 7001, 1, 1), (7, 7001, 1, 2), (7, 7002, 1, 1);
INSERT INTO tickler (company, tickler_number, customer_number, event_code, status, order_number, ship_to_number, line_number,
                     svc_sequence_number, created_at, created_by, note)
VALUES (7, 1, 1001, 'SD', 'O', 6676, 1, 2, 1, '2018-09-19T08:00:00', 'SVC_OUT', 'activation of stored value card 1 was declined: DECLINED; call the service bureau RLT'),
       (7, 2, 1001, 'CO', 'O', 6676, 1, 2, 1, '2018-09-19T08:00:00', 'MARIA', 'another event');
