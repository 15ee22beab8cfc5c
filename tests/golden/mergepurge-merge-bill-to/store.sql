-- Merge/Purge Sold-to Names, status B, Bill to Duplicate: 4003 is named and stays in the list with its target; 4002 is merged. So do a source and a
-- target that became Ghosts meanwhile. 4010 has nothing to merge and stays.
INSERT INTO customer_sold_to (company, customer_number, last_name, bill_to_customer_number, ghost, ghost_target_customer_number)
VALUES (7, 4001, 'Smith', 0, '', 0), (7, 4002, 'Smith', 0, '', 0), (7, 4003, 'Smith', 4001, '', 0),
       (7, 4004, 'Jones', 0, '', 0), (7, 4005, 'Jones', 0, 'Y', 1001), (7, 4006, 'Wolf', 0, 'Y', 0), (7, 4007, 'Wolf', 0, '', 0), (7, 4010, 'Fox', 0, '', 0);
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4001, 4001, 'O', ''), (7, 4002, 4001, 'O', 'N'), (7, 4003, 4001, 'B', 'N'), (7, 4004, 4004, 'O', ''), (7, 4005, 4004, 'O', 'N'),
       (7, 4006, 4006, 'O', ''), (7, 4007, 4006, 'O', 'N'), (7, 4010, 4010, 'O', '');
