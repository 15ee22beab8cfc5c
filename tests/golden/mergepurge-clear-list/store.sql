-- Merge/Purge Sold-to Names, Confirm Delete Window; before it one target is taken off. Customers and company 8 stay as they are.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 4001, 'Smith'), (7, 4002, 'Smith'), (7, 4003, 'Jones'), (7, 4004, 'Jones'), (7, 4005, 'Wolf'), (8, 4001, 'Smith');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number)
VALUES (7, 4001, 4001), (7, 4002, 4001), (7, 4003, 4003), (7, 4004, 4003), (7, 4005, 4005), (8, 4001, 4001);
