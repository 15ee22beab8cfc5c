-- Two companies share the store and the directory; each sends its own invoice 101.
INSERT INTO company (company, description) VALUES (12, 'SECOND COMPANY');
INSERT INTO system_control_value (company, code, value)
SELECT 12, code, value FROM system_control_value WHERE company = 7;
INSERT INTO property (company, name, value) SELECT 12, name, value FROM property WHERE company = 7;
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source, token_url)
SELECT 12, web_service, authentication_type, user_id, secret_source, token_url FROM web_service_authentication;
INSERT INTO item (company, item) VALUES (12, 'MUG');
INSERT INTO sku (company, item) VALUES (12, 'MUG');
INSERT INTO pay_type (company, pay_type, store_tender) VALUES (12, 1, 'CASH');
INSERT INTO customer_sold_to (company, customer_number, company_name) VALUES (12, 1, 'SECOND CUSTOMER INC');
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (12, 5001, 1, '2010-11-20');
INSERT INTO order_ship_to (company, order_number, ship_to_number) VALUES (12, 5001, 1);
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type) VALUES (12, 5001, 1, 1);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 101, 'I', 5001, 1, '2010-11-22', 8000, 495, 0, 0, 0, 531, 31, 9026);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 101, 1, 1, 'ITM1', 'RED XSML WMNS', 2, 4000, 8000, 1500, 0, 500, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 101, 1, 9026);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (12, 101, 'I', 5001, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (12, 101, 1, 1, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (12, 101, 1, 1000);
