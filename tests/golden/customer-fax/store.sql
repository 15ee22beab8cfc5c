-- L53 = FAX: permission N when Do Not Fax is selected, otherwise Y, for the customer and the number.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L53', 'FAX');
INSERT INTO property (company, name, value) VALUES (7, 'ORCE_FAX_PHONE_LABEL', 'FAX');
INSERT INTO customer_sold_to (company, customer_number, last_name, do_not_fax)
VALUES (7, 2030, 'FAXME', 'N');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2030, 'F', '5550103');
INSERT INTO customer_sold_to (company, customer_number, last_name, do_not_fax)
VALUES (7, 2031, 'NOFAX', 'Y');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2031, 'F', '5550104');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 2032, 'NONUMBER');
