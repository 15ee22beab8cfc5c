-- Merge/Purge Sold-to Names, Merge/Purge Logic. What would change, with the rule; nothing does. Target 4010, sources 4011 (deleted) and 4012 (kept as a Ghost).
-- 4012 has the latest Last Change date: its name and address count, and what 4010 had becomes an address change. It has no evening
-- phone: 4011's, who changed before 4010 did not. 4011 is the first that has a VAT number and a Relate Id.
INSERT INTO customer_sold_to (company, customer_number, prefix, first_name, last_name, street, city, state, postal_code, country,
                              match_code, email_address, opt_in_out, entry_date, active_since, original_mail_type, current_mail_type,
                              original_source_code, current_source_code, customer_class, mail, rent, seed, vat_number, discount_percent,
                              price_column, exemption_certificate_number, tax_exempt_status, track_item_history,
                              item_history_tracking_level, external_sales_amount, external_sales_update_date, relate_id, associate, inactive,
                              bill_to_customer_number, user_field_1)
VALUES (7, 4010, '', 'ANN', 'WILLIAMS', '1 ELM ST', 'BOSTON', 'MA', '02101', 'US',
        '02101/WILLIAMS/1ELMS/ANN', 'ann@example.com', 'O1', '2015-03-01', '2015-03-02', 'R', 'R', 'NEW15', 'NEW15', 'N', 'N', 'N', 'N', '', 0,
        0, '', '', '', '', 10000, '2016-01-01', '', 'Y', '', 0, 'OLD'),
       (7, 4011, 'MS', 'ANN', 'DELANEY', '2 OAK ST', 'SALEM', 'MA', '01970', 'US',
        '01970/DELANEY/2OAKS/ANN', 'delaney@example.com', 'O2', '2012-03-01', NULL, 'B', 'C', '', 'OLD12', 'A', 'Y', 'N', 'N', 'VAT11', 0,
        3, 'CERT11', 'E', 'S', '1', 0, NULL, '900000000011', 'N', 'Y', 0, 'SRC11'),
       (7, 4012, 'MRS', 'ANNE', 'DELANEY', '3 BAY RD', 'LYNN', 'MA', '01901', 'US',
        '01901/DELANEY/3BAYR/ANN', '', '', '2013-03-01', '2013-03-02', '', '', 'OLD13', 'OLD13', 'B', 'N', 'N', 'Y', 'VAT12', 1250,
        4, '', '', '', '', 25050, '2017-01-01', '900000000012', 'N', '', 0, '');
INSERT INTO customer_sold_to_extended (company, customer_number, address_line_2) VALUES (7, 4010, 'C/O SMITH'), (7, 4012, 'REAR');
INSERT INTO customer_sold_to_phone (company, customer_number, phone_type, phone_number, extension)
VALUES (7, 4010, 'D', '6175550110', '10'), (7, 4010, 'E', '6175550210', ''), (7, 4011, 'E', '9785550211', ''), (7, 4011, 'F', '9785550311', ''),
       (7, 4012, 'D', '7815550112', '');
INSERT INTO customer_sold_to_email (company, customer_number, email_address, primary_email, opt_in_out)
VALUES (7, 4010, 'ann@example.com', 'Y', 'O1'), (7, 4011, 'delaney@example.com', 'Y', 'O2'), (7, 4011, 'ANN@EXAMPLE.COM', 'N', 'O2');
INSERT INTO customer_address_change (company, customer_number, sequence_number, change_date, last_name, street)
VALUES (7, 4010, 1, '2016-05-01', 'WILLIAMS', '9 ASH ST'), (7, 4011, 1, '2016-06-01', 'DELANEY', '8 FIR ST'),
       (7, 4012, 4, '2017-06-01', 'DELANEY', '7 IVY ST');
INSERT INTO customer_note (company, customer_number, sequence_number, note_date, user_id, note)
VALUES (7, 4010, 1, '2016-05-01', 'MARIA', 'Rings twice'), (7, 4012, 1, '2017-05-01', 'MARIA', 'Married name'), (7, 4011, 1, '2014-05-01', 'JOSE', 'Moved'),
       (7, 4011, 7, '2015-05-01', 'JOSE', 'Moved again');
INSERT INTO customer_warehouse (company, customer_number, warehouse) VALUES (7, 4011, 2), (7, 4012, 3);
INSERT INTO customer_pay_type_exclusion (company, customer_number, pay_type) VALUES (7, 4010, 4), (7, 4011, 4), (7, 4012, 9);
INSERT INTO customer_sold_to_user_fields (company, customer_number, user_field, value)
VALUES (7, 4010, 1, ''), (7, 4010, 2, 'MINE'), (7, 4011, 1, 'HERS'), (7, 4011, 2, 'HERS');
INSERT INTO customer_sold_to_order_history (company, customer_number, entity, last_order_date, last_source_code, order_count, order_dollars,
                                            return_count, return_dollars, life_to_date_warranty_dollars)
VALUES (7, 4010, '10', '2016-03-01', 'NEW16', 2, 10000, 0, 0, 0), (7, 4011, '10', '2014-03-01', 'OLD14', 3, 4550, 1, 550, 1000),
       (7, 4012, '20', '2017-03-01', 'OLD17', 1, 995, 0, 0, 250);
INSERT INTO customer_sold_to_item_class (company, customer_number, item_class, last_order_date, quantity, dollars)
VALUES (7, 4010, 'SWE', '2016-03-01', 2, 8000), (7, 4011, 'SWE', '2014-03-01', 1, 4000);
INSERT INTO order_billing_history_sold_to (company, customer_number, billing_year, billing_period, order_quantity, order_dollars)
VALUES (7, 4010, 2016, 3, 2, 10000), (7, 4012, 2016, 3, 1, 995), (7, 4012, 2017, 3, 1, 995);
INSERT INTO customer_ship_to (company, customer_number, ship_to_number, last_name, street, match_code, entry_date, change_date)
VALUES (7, 4010, 1, 'WORK', '1 DOCK ST', '02101/WORK/1DOCK/', '2016-01-01', '2016-01-01'),
       (7, 4011, 1, 'WORK', '1 DOCK STREET', '02101/WORK/1DOCK/', '2014-01-01', '2017-01-01'),
       (7, 4011, 2, 'MOTHER', '5 PINE ST', '01970/MOTHER/5PINE/', '2014-01-02', NULL),
       (7, 4012, 1, 'FATHER', '6 PINE ST', '', '2014-01-03', NULL);
INSERT INTO customer_ship_to_phone (company, customer_number, ship_to_number, phone_type, phone_number)
VALUES (7, 4011, 1, 'D', '9785550411'), (7, 4012, 1, 'D', '7815550412');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 6010, 4010, '2016-03-01'), (7, 6011, 4011, '2014-03-01');
INSERT INTO order_ship_to (company, order_number, ship_to_number, customer_number, customer_ship_to_number)
VALUES (7, 6011, 1, 4011, 1), (7, 6011, 2, 4011, 2);
INSERT INTO tickler (company, tickler_number, customer_number, event_code) VALUES (7, 1, 4012, 'CO');
INSERT INTO pick_gen_select_customer (company, pick_generation_template, customer_number) VALUES (7, 'DAILY', 4010), (7, 'DAILY', 4011), (7, 'WEEKLY', 4011);
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4010, 4010, 'O', ''), (7, 4011, 4010, 'O', 'N'), (7, 4012, 4010, 'O', 'Y');
