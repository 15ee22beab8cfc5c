-- With --rebuild the codes follow the rule too: 4001 gets another one, 4002 has it already, 4003 none at all, Ghost 4004 keeps his.
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, postal_code, match_code, ghost)
VALUES (7, 4001, 'Gerald', 'Smith', '12 Main St.', '55401', 'OLD', ''),
       (7, 4002, 'Geraldine', 'Smith', '12 Main St.', '55401', '/55401/SMITH/12MAINST/GER', ''),
       (7, 4003, 'Jon', 'Jones', '', '02101', 'OLD', ''),
       (7, 4004, 'Ann', 'Delaney', '1 Elm St', '02101', 'OLD', 'Y');
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, first_name, last_name, street, postal_code, match_code)
VALUES (7, 4001, 1, 'Jerry', 'Smith', '3 Mill Rd', '55402', 'OLD'), (7, 4002, 1, 'Jerry', 'Smith', '3 Mill Rd', '55402', '');
