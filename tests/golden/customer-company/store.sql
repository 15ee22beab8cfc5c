-- A company with no last name: the business name alone.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, company_name, street, city, state, postal_code, country, mail)
VALUES (7, 2002, 'Sample Goods Inc', '1 Dock Rd', 'Lynn', 'MA', '01901', 'US', 'N');
