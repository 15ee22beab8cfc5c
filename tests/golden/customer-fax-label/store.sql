-- L53 and ORCE_FAX_PHONE_LABEL differ: the operator is told.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L53', 'FAX');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2033, 'FAXME');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2033, 'F', '5550103');
