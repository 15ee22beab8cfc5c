-- Two customers that Customer Engagement has not: one with every field of the mapping (PO box, delivery code, class, the
-- second email address and the extension are not sent), one with a name alone, which goes without a search.
INSERT INTO customer_sold_to (company, customer_number, prefix, first_name, middle_initial, last_name, suffix, company_name, street, apartment, city, state, postal_code, country, email_address, ghost, entry_date, mail, rent, do_not_fax, birth_month, birth_date, opt_in_out, po_box, delivery_code, customer_class, entered_by, changed_by, synchronize_with_remote_db)
VALUES (7, 2001, 'Dr ', 'Anna', 'b', 'Sample & Söhne  ', 'JR', 'Sample <Goods> Inc', '12 Oak Street', '4B', 'Boston', 'ma', '02101', 'us', ' Anna.Sample@Example.com', 'N', '2009-01-02', 'Y', 'Y', 'N', 5, 17, 'O1', 'PB 9', 'R', 'A1', 'maria', 'otto', 'Y');
INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2, address_line_3, address_line_4)
VALUES (7, 2001, 'Building 2', 'Gate C', 'c/o Reception');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension) VALUES
    (7, 2001, 'D', '(617) 555-0101', '12'), (7, 2001, 'E', '617.555.0102', ''), (7, 2001, 'F', '+1 617 5550103', '');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, format, opt_in_out) VALUES
    (7, 2001, ' Anna.Sample@Example.com', 'Y', 'H', 'O1'), (7, 2001, 'other@example.com', 'N', '', '');
INSERT INTO customer_sold_to (company, customer_number, last_name, synchronize_with_remote_db) VALUES (7, 2002, 'Plain', 'Y');
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L53', 'FAX');
INSERT INTO property (company, name, value) VALUES (7, 'ORCE_FAX_PHONE_LABEL', 'FAX');
