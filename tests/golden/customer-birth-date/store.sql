-- Month and date go with year 1900; February 29, which 1900 has not, with 1904; half a birthday is none.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name, birth_month, birth_date)
VALUES (7, 2050, 'MAY', 5, 7);
INSERT INTO customer_sold_to (company, customer_number, last_name, birth_month, birth_date)
VALUES (7, 2051, 'LEAP', 2, 29);
INSERT INTO customer_sold_to (company, customer_number, last_name, birth_month)
VALUES (7, 2052, 'HALF', 5);
INSERT INTO customer_sold_to (company, customer_number, last_name, birth_month, birth_date)
VALUES (7, 2053, 'NEVER', 2, 30);
