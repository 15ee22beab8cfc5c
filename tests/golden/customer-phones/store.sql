-- Primary: the first there is of day, evening and third number; formatting is stripped; a number without digits is none.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2020, 'EVE');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2020, 'E', '555-0102');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2020, 'F', '555-0103');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2021, 'MOBILE');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2021, 'F', '555 0103');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2022, 'NODIGITS');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2022, 'D', 'N/A');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2022, 'E', '(555) 0104');
