-- Merge/Purge Sold-to Names, Omitting customers from merge/purge: 4002 leaves the list and gets status M; generate leaves it out until the statuses
-- are cleared (MCST). 4003 is no source of 4001.
INSERT INTO user_authority (company, user_id, secured_feature, authority) VALUES (7, 'MARIA', 'J06', 'A');
INSERT INTO customer_sold_to (company, customer_number, last_name, entry_date, match_code)
VALUES (7, 4001, 'Smith', '2010-05-01', '55401/SMITH/12MAIN/GER'), (7, 4002, 'Smith', '2010-05-02', '55401/SMITH/12MAIN/GER'),
       (7, 4003, 'Smith', '2010-05-03', '');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number) VALUES (7, 4001, 4001), (7, 4002, 4001);
