-- Seed 002, Where do duplicates come from? The Smiths, the Joneses and the ZIP+4 collide, Ann Delaney and Ann Williams do
-- not. The code of 4006 stays, Ghost 4007 gets none, 4008 says too little, company 8 is another one.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, company_name, street, postal_code, match_code, ghost)
VALUES (7, 4001, 'Gerald', 'Smith', '', '12 Main St.', '55401', '', ''),
       (7, 4002, 'GERALDINE', 'SMITH', '', '12 MAIN STREET', '55401-1234', '', ''),
       (7, 4003, 'Jonathan', 'Jones', '', 'PO Box 12', '02101', '', ''),
       (7, 4004, 'Jon', 'Jones', '', 'P.O. Box 12', '02101', '', 'N'),
       (7, 4005, 'Ann', 'Delaney', '', '1 Elm St', '02101', '', ''),
       (7, 4006, 'Ann', 'Williams', '', '1 Elm St', '02101', 'KEPT', ''),
       (7, 4007, 'Gerald', 'Smith', '', '12 Main St.', '55401', '', 'Y'),
       (7, 4008, 'Gerald', 'Smith', '', '', '55401', '', ''),
       (7, 4009, '', '', 'Müller & Söhne', 'Hauptstraße 12', '10115', '', ''),
       (8, 4001, 'Gerald', 'Smith', '', '12 Main St.', '55401', '', '');
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, first_name, last_name, street, postal_code, match_code)
VALUES (7, 4001, 1, 'Jerry', 'Smith', '3 Mill Rd', '55402', ''), (7, 4001, 2, '', 'Smith', '3 Mill Rd', '55402', 'KEPT');
