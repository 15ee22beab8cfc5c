-- With L51 profile data goes along as attributes: named as OA describes the profile, the value in capitals.
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L51', 'Y');
INSERT INTO profile (company, profile, description) VALUES (7, 'MAR', 'Marital Status'), (7, 'LNG', 'LANGUAGE');
INSERT INTO profile_data (company, profile, profile_data, description) VALUES (7, 'MAR', 'M', 'Married'), (7, 'LNG', 'E', 'ENGLISH');
INSERT INTO customer_profile (company, customer_number, profile, profile_data) VALUES (7, 1001, 'MAR', 'M'), (7, 1001, 'LNG', 'E');
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y' WHERE customer_number = 1001;
