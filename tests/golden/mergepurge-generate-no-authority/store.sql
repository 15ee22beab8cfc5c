-- Merge/Purge Sold-to Names: without authority to Allow Generate List in Merge/Purge (J06) there is no Generate List. JOSE is denied it, MARIA
-- has no row, and nobody is named.
INSERT INTO user_authority (company, user_id, secured_feature, authority) VALUES (7, 'JOSE', 'J06', 'D'), (7, 'MARIA', 'J05', 'A');
INSERT INTO customer_sold_to (company, customer_number, last_name, match_code)
VALUES (7, 4001, 'Smith', '55401/SMITH/12MAIN/GER'), (7, 4002, 'Smith', '55401/SMITH/12MAIN/GER');
