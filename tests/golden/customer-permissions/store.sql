-- Each permission the other way: mail N, opted out, rent N, do not fax.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name, street, mail, rent, do_not_fax, opt_in_out, email_address)
VALUES (7, 2003, 'NO', '1 MAIN ST', 'N', 'N', 'Y', 'O2', 'no@example.com');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2003, 'no@example.com', 'Y', 'T', '');
INSERT INTO customer_sold_to (company, customer_number, last_name, opt_in_out, email_address)
VALUES (7, 2004, 'NO3', 'O3', 'no3@example.com');
INSERT INTO customer_sold_to (company, customer_number, last_name, opt_in_out, email_address)
VALUES (7, 2005, 'NO4', 'O4', 'no4@example.com');
INSERT INTO customer_sold_to (company, customer_number, last_name, email_address)
VALUES (7, 2006, 'UNKNOWN', 'unknown@example.com');
