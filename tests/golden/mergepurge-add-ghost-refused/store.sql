-- Merge/Purge Sold-to Names, Ghost customer restrictions: a Ghost is neither target nor source, and the customer to enter instead is named where it
-- is known. One bad source keeps all out.
INSERT INTO customer_sold_to (company, customer_number, last_name, ghost, ghost_target_customer_number)
VALUES (7, 4001, 'Smith', '', 0), (7, 4002, 'Smith', 'Y', 4001), (7, 4003, 'Smith', 'Y', 0), (7, 4004, 'Smith', 'N', 0);
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number) VALUES (7, 4001, 4001);
