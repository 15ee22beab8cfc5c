-- The alternate key says who it is, though its Relate Id is another: updated, nothing is to be told back.
INSERT INTO system_control_value VALUES (7, 'D63', 'A1'), (7, 'D13', 'R'), (7, 'L51', 'Y');
INSERT INTO country (company, country) VALUES (7, 'US');
INSERT INTO country_state (company, country, state) VALUES (7, 'US', 'MA');
INSERT INTO scf (company, country, scf) VALUES (7, 'US', '011'), (7, 'US', '021');
INSERT INTO profile VALUES (7, 'MAR', 'MARITAL STATUS');
INSERT INTO profile_data VALUES (7, 'MAR', 'M', 'MARRIED');
UPDATE customer_sold_to SET prefix = 'MS', company_name = 'GOODS', rent = 'N', opt_in_out = 'O3', customer_class = 'ZZ' WHERE customer_number = 1001;
INSERT INTO customer_sold_to_extended VALUES (7, 1001, 'OLD 2', 'OLD 3', 'OLD 4');
