-- A country code of three letters is reported and its customer left behind.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name, country)
VALUES (7, 2060, 'THREE', 'USA');
INSERT INTO customer_sold_to (company, customer_number, last_name, country)
VALUES (7, 2061, 'TWO', 'US');
INSERT INTO customer_sold_to (company, customer_number, last_name, country)
VALUES (7, 2062, 'DIGITS', 'U1');
