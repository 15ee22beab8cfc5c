-- Nobody to send: no file, exit 0.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name, relate_id)
VALUES (7, 2071, 'RELATED', '900000000071');
