-- Merge/Purge Sold-to Names, Submit Generation Window: MARIA has authority to J06. 4002 is the oldest Smith and becomes the target of 4001 and
-- of 4003, whose bill-to customer is another one (B). 4007 and 4008 have no entry date: the lower number stays. 4012 joins
-- target 4011 of the list, although it is older. Omitted (status M), Ghost, without a match code, the only one of its
-- match code, company 8: not listed.
INSERT INTO user_authority (company, user_id, secured_feature, authority) VALUES (7, 'MARIA', 'J06', 'A');
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, entry_date, match_code, bill_to_customer_number, status, ghost)
VALUES (7, 4001, 'Gerald', 'Smith', '2012-05-01', '55401/SMITH/12MAIN/GER', 0, '', ''),
       (7, 4002, 'Geraldine', 'Smith', '2010-05-01', '55401/SMITH/12MAIN/GER', 0, '', ''),
       (7, 4003, 'Gerry', 'Smith', NULL, '55401/SMITH/12MAIN/GER', 4002, '', ''),
       (7, 4004, 'Gerald', 'Smith', '2009-05-01', '55401/SMITH/12MAIN/GER', 0, 'M', ''),
       (7, 4005, 'Gerald', 'Smith', '2008-05-01', '55401/SMITH/12MAIN/GER', 0, '', 'Y'),
       (7, 4006, 'Gerald', 'Smith', '2007-05-01', '', 0, '', ''),
       (7, 4007, 'Jon', 'Jones', NULL, '02101/JONES/12POBO/JON', 0, '', ''),
       (7, 4008, 'Jonathan', 'Jones', NULL, '02101/JONES/12POBO/JON', 0, '', ''),
       (7, 4009, 'Ann', 'Delaney', '2010-05-01', '02101/DELANEY/1ELMS/ANN', 0, '', ''),
       (7, 4010, 'Ann', 'Williams', '2010-05-01', '02101/WILLIAMS/1ELMS/ANN', 0, '', ''),
       (7, 4011, 'Otto', 'Wolf', '2015-05-01', '10115/WOLF/3HAUP/OTT', 0, '', ''),
       (7, 4012, 'Otto', 'Wolf', '2014-05-01', '10115/WOLF/3HAUP/OTT', 0, '', ''),
       (8, 4001, 'Gerald', 'Smith', '2006-05-01', '55401/SMITH/12MAIN/GER', 0, '', '');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number) VALUES (7, 4011, 4011);
