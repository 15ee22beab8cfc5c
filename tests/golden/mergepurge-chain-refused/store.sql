-- A customer is once in the list: no target becomes a source, no source a target, nobody the source of two or of itself.
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 4001, 'Smith'), (7, 4002, 'Smith'), (7, 4003, 'Jones'), (7, 4004, 'Jones'), (7, 4005, 'Wolf');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number)
VALUES (7, 4001, 4001), (7, 4002, 4001), (7, 4003, 4003), (7, 4004, 4003);
