-- CTYCONV: three-letter codes become two-letter ones in every table; unknown ones are reported. CTY3DEL removes what nothing uses.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO country (company, country, description) VALUES (7, 'USA', 'UNITED STATES'), (7, 'CA', 'CANADA'), (7, 'CAN', 'CANADA'), (7, 'XYZ', 'NOWHERE');
INSERT INTO customer_sold_to (company, customer_number, country)
VALUES (7, 4001, 'USA');
INSERT INTO customer_sold_to (company, customer_number, country)
VALUES (7, 4002, 'XYZ');
INSERT INTO customer_sold_to (company, customer_number, country)
VALUES (7, 4003, 'CA');
INSERT INTO customer_sold_to (company, customer_number, country)
VALUES (7, 4004, 'can');
