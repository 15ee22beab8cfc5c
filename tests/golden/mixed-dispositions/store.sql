-- Suppress refund is Y: lines with disposition code M22 stay out, the totals and tenders follow.
UPDATE order_payment_method SET suppress_refund = 'Y' WHERE order_number = 5001 AND opm_sequence = 1;
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 105, 'C', 5001, 1, '2010-11-22', -6200, -495, 0, -50, 0, -381, -31, -7126);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 105, 1, 1, 'ITM1', 'RED XSML WMNS', -1, 4000, -4000, NULL, 0, -250, 'NR', '', 0),
    (7, 105, 2, 2, 'MUG', '', -2, 800, -1600, NULL, -50, -100, 'OK', '', 0),
    (7, 105, 3, 3, 'POSTER', '', -1, 600, -600, NULL, 0, 0, 'OK', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 105, 1, -5000),
    (7, 105, 2, -2126);
