-- Merge/Purge Sold-to Names, Sample E-Commerce Customer Merge Web XML Message: company 30, five sources of 10802.
INSERT INTO company (company, description) VALUES (30, 'THIRTY');
INSERT INTO system_control_value (company, code, value) VALUES (30, 'H86', 'Y');
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name)
VALUES (30, 10792, 'GERALD', 'SMITH'), (30, 10793, 'JERRY', 'SMITH'), (30, 10800, 'G', 'SMITH'), (30, 10801, 'GERRY', 'SMITH'),
       (30, 10802, 'GERALD', 'SMITH'), (30, 10831, 'GERALDINE', 'SMITH');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number)
VALUES (30, 10802, 10802), (30, 10831, 10802), (30, 10792, 10802), (30, 10801, 10802), (30, 10793, 10802), (30, 10800, 10802);
