-- Text is sent in capitals whatever its script, the email address as it is.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, company_name, street, city, country, email_address)
VALUES (7, 2040, 'zoë', 'müller-łódź', 'ελλάς & söhne', 'улица 1', 'Århus', 'dk', 'Zoë.Müller@example.com');
