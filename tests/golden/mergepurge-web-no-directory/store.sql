-- Merge/Purge Sold-to Names, Location of file: ECOMMERCE_DIRECTORY_PATH is blank, then no directory. The customers are merged, the rows wait in EC Cust
-- Sold To Merge, and the log says so.
INSERT INTO system_control_value (company, code, value) VALUES (7, 'H86', 'Y');
INSERT INTO customer_sold_to (company, customer_number, last_name) VALUES (7, 4001, 'Smith'), (7, 4002, 'Smith');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number) VALUES (7, 4001, 4001), (7, 4002, 4001);
