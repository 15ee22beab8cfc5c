-- L51 unselected: no profile data.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, prefix, first_name, middle_initial, last_name, suffix, company_name, street, apartment, city, state, postal_code, country, email_address, e_commerce_id, ghost, entry_date, mail, rent, do_not_fax, birth_month, birth_date, opt_in_out, po_box, delivery_code, customer_class, entered_by, changed_by)
VALUES (7, 2001, 'Dr ', 'Anna', 'b', 'Sample  ', 'JR', 'Sample Goods Inc', '12 Oak Street', '4B', 'Boston', 'ma', '02101', 'us', 'Anna.Sample@Example.com ', 'WEB-77', 'N', '2009-01-02', 'Y', 'Y', 'N', 5, 17, 'O1', 'PB 9', 'R', 'A1', 'maria', 'otto');
INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2, address_line_3, address_line_4)
VALUES (7, 2001, 'Building 2', 'Gate C', 'c/o Reception');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2001, 'D', '(617) 555-0101');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2001, 'E', '617.555.0102');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number) VALUES (7, 2001, 'F', '+1 617 555 0103');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2001, 'Anna.Sample@Example.com ', 'Y', 'H', 'O1');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out)
VALUES (7, 2001, 'other@example.com', 'N', '', '');
INSERT INTO profile (company, profile, description) VALUES (7, 'MAR', 'MARITAL STATUS'), (7, 'LNG', 'LANGUAGE');
INSERT INTO profile_data (company, profile, profile_data, description) VALUES (7, 'MAR', 'M', 'Married'), (7, 'LNG', 'E', 'ENGLISH');
INSERT INTO customer_profile (company, customer_number, profile, profile_data) VALUES (7, 2001, 'MAR', 'M'), (7, 2001, 'LNG', 'E');
