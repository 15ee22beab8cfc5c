-- Bad invoices among good ones: left blank, named, the rest goes.
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
-- Lines and header differ.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 111, 'I', 5001, 1, '2010-11-22', 999, 0, 0, 0, 0, 0, 0, 999);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 111, 1, 2, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 111, 1, 999);
-- No such item.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 112, 'I', 5001, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 112, 1, 2, 'GONE', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 112, 1, 1000);
-- No such customer.
INSERT INTO order_header (company, order_number, customer_number, order_date) VALUES (7, 5003, 4711, '2010-11-20');
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 113, 'I', 5003, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 113, 1, 2, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 113, 1, 1000);
-- A negative amount on a sale.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 114, 'I', 5001, 1, '2010-11-22', -1000, 0, 0, 0, 0, 0, 0, -1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 114, 1, 2, 'MUG', '', -1, 1000, -1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 114, 1, -1000);
-- An absurd amount.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 115, 'I', 5001, 1, '2010-11-22', 9000000000000000, 0, 0, 0, 0, 0, 0, 9000000000000000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 115, 1, 2, 'MUG', '', 1, 9000000000000000, 9000000000000000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 115, 1, 9000000000000000);
-- Tenders that fall short.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 116, 'I', 5001, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 116, 1, 2, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 116, 1, 900);
-- A pay type without a store tender.
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type) VALUES (7, 5001, 3, 11);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 117, 'I', 5001, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 117, 1, 2, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 117, 3, 1000);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 118, 'I', 5002, 1, '2010-11-22', 1000, 0, 0, 0, 0, 0, 0, 1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 118, 1, 1, 'MUG', '', 1, 1000, 1000, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 118, 1, 1000);
