-- Rows that wait in EC Cust Sold To Merge, two of them in a file that an earlier run named and did not finish: it is written under its
-- name, the others under the time of this run. Company 8 has its own, and nothing waits afterwards.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO ec_cust_sold_to_merge (company, source_cust_sold_to, target_cust_sold_to, file_name)
VALUES (7, 4002, 4001, 'CustomerMergeWeb_007_180919101530.xml'), (7, 4003, 4001, 'CustomerMergeWeb_007_180919101530.xml'),
       (7, 999999999, 4004, ''), (7, 4005, 4004, ''), (8, 2, 1, '');
