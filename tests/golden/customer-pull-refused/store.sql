-- State, postal code and mail permission cannot be taken: all are said, and nothing is changed.
INSERT INTO system_control_value VALUES (7, 'D63', 'A1'), (7, 'D13', 'R'), (7, 'L51', 'Y');
INSERT INTO country (company, country) VALUES (7, 'US');
INSERT INTO country_state (company, country, state) VALUES (7, 'US', 'MA');
INSERT INTO scf (company, country, scf) VALUES (7, 'US', '011'), (7, 'US', '021');
INSERT INTO profile VALUES (7, 'MAR', 'MARITAL STATUS');
INSERT INTO profile_data VALUES (7, 'MAR', 'M', 'MARRIED');
