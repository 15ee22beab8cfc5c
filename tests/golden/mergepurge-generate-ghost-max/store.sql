-- Merge/Purge Sold-to Names, Maximum Number of Source Customers: two are wanted; the group in which the second is found is completed, the Wolfs
-- are left for another time. Save source as ghost is on for all of them.
INSERT INTO user_authority (company, user_id, secured_feature, authority) VALUES (7, 'MARIA', 'J06', 'A');
INSERT INTO customer_sold_to (company, customer_number, last_name, entry_date, match_code)
VALUES (7, 4001, 'Jones', '2010-05-01', '02101/JONES/12POBO/JON'), (7, 4002, 'Jones', '2010-05-02', '02101/JONES/12POBO/JON'),
       (7, 4003, 'Wolf', '2010-05-01', '99115/WOLF/3HAUP/OTT'), (7, 4004, 'Wolf', '2010-05-02', '99115/WOLF/3HAUP/OTT'),
       (7, 4005, 'Smith', '2010-05-03', '55401/SMITH/12MAIN/GER'), (7, 4006, 'Smith', '2010-05-02', '55401/SMITH/12MAIN/GER'),
       (7, 4007, 'Smith', '2010-05-01', '55401/SMITH/12MAIN/GER');
