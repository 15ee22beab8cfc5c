-- Merge/Purge Sold-to Names, Work with Source Customers Screen: Ghost? can be changed for sources that are listed. Display Customer
-- Screen: the whole customer. 4003 was deleted by another program after it was listed: nobody else is shown under its number.
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, city, postal_code, match_code, entry_date, active_since,
                              bill_to_customer_number, email_address, change_date, changed_by, entered_by, discount_percent)
VALUES (7, 4001, 'Gerald', 'Smith', '12 Main St', 'Minneapolis', '55401', '55401/SMITH/12MAIN/GER', '2010-05-01', '2010-06-01',
        1001, 'gerald@example.com', '2018-01-01', 'MARIA', 'JOSE', 1250),
       (7, 4002, 'Geraldine', 'Smith', '12 Main St', 'Minneapolis', '55401', '55401/SMITH/12MAIN/GER', '2012-05-01', NULL, 1001, '', NULL, '', '', 0),
       (7, 4003, 'Jerry', 'Smith', '', '', '', '', NULL, NULL, 0, '', NULL, '', '', 0),
       (7, 4004, 'Jon', 'Jones', '', '', '', '', NULL, NULL, 0, '', NULL, '', '', 0);
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension) VALUES (7, 4001, 'D', '6125550101', '12');
INSERT INTO customer_note (company, customer_number, sequence_number, note) VALUES (7, 4002, 1, 'Rings twice'), (7, 4002, 2, 'Moved');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6001, 4002, '2018-02-01');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4001, 4001, 'O', ''), (7, 4002, 4001, 'O', 'N'), (7, 4003, 4001, 'O', 'N');
PRAGMA foreign_keys = OFF;
DELETE FROM customer_sold_to WHERE company = 7 AND customer_number = 4003;
