-- All lines have disposition code M22: the invoice stays out and blank; another order is not suppressed.
UPDATE order_payment_method SET suppress_refund = 'Y' WHERE order_number = 5001 AND opm_sequence = 1;
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 106, 'C', 5001, 1, '2010-11-22', -4000, 0, 0, 0, 0, 0, 0, -4000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 106, 1, 1, 'ITM1', 'RED XSML WMNS', -1, 4000, -4000, NULL, 0, 0, 'NR', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 106, 1, -4000);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 107, 'C', 5002, 1, '2010-11-22', -1000, 0, 0, 0, 0, 0, 0, -1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 107, 1, 1, 'MUG', '', -1, 1000, -1000, NULL, 0, 0, 'NR', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 107, 1, -1000);
