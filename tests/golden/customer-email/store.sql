-- Only the primary address is sent: from Customer Sold To, or from its Email row; without one, no EMail and no permission.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2010, 'ROW');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2010, 'Second@example.com', 'N', '', '');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2010, 'First@Example.com', 'Y', 'H', 'O1');
INSERT INTO customer_sold_to (company, customer_number, last_name, opt_in_out)
VALUES (7, 2011, 'NONE', 'O1');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2011, 'second@example.com', 'N', '', '');
-- The same address in other capitals.
INSERT INTO customer_sold_to (company, customer_number, last_name, email_address) VALUES (7, 2012, 'CASE', 'Ada@Example.com');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2012, 'ada@example.com', 'Y', 'H', 'O1');
