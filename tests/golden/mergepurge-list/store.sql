-- Merge/Purge Sold-to Names, Merge/Purge Customer Sold To Screen: last name first, or the company name; both statuses, Ghosts to be, a target
-- without sources; company 8 has a list of its own.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, company_name)
VALUES (7, 4001, 'Gerald', 'Smith', ''), (7, 4002, 'Geraldine', 'Smith', 'Smith & Daughters'), (7, 4003, '', 'Smith', ''),
       (7, 4004, '', '', 'Müller & Söhne'), (7, 4005, '', '', 'MUELLER UND SOEHNE GMBH UND CO'),
       (7, 4006, 'Maximilian-Jose', 'Oberhuber-Niedermayer-Neu', ''), (7, 999999999, '', '', ''), (7, 4008, 'Ann', '', ''),
       (8, 4001, 'Nobody', 'Else', '');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4002, 4002, 'O', ''), (7, 4001, 4002, 'O', 'Y'), (7, 4003, 4002, 'B', 'N'), (7, 4004, 4004, 'O', ''), (7, 4005, 4004, 'O', 'N'),
       (7, 4006, 4006, 'O', ''), (7, 4008, 4008, 'O', ''), (7, 999999999, 4008, 'B', 'Y'), (8, 4001, 4001, 'O', '');
UPDATE customer_sold_to SET bill_to_customer_number = 1001 WHERE company = 7 AND customer_number IN (4003, 999999999);
