-- --max-per-file 2: two files of one conversion.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2080, 'C0');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2081, 'C1');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2082, 'C2');
