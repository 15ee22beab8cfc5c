-- OROMS-USERID of who changed the customer last, or created it, or OROMS where neither is known.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, entered_by)
VALUES (7, 2090, 'maria');
INSERT INTO customer_sold_to (company, customer_number, entered_by, changed_by)
VALUES (7, 2091, 'maria', 'otto');
