-- L36 selected: no non-merchandise line, tenders reduced in proportion; an invoice of freight alone stays out.
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L36', 'Y')
ON CONFLICT (company, code) DO UPDATE SET value = excluded.value;
DELETE FROM system_control_value WHERE code = 'L39';
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 102, 'I', 5001, 1, '2010-11-22', 11000, 495, 200, 150, -100, 670, 20, 12415);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 102, 1, 1, 'ITM1', 'RED XSML WMNS', 2, 4000, 8000, NULL, 0, 500, '', '', 0),
    (7, 102, 2, 2, 'MUG', '', 3, 800, 2400, NULL, 150, 150, '', '', 0),
    (7, 102, 3, 3, 'POSTER', '', 1, 600, 600, NULL, 0, 0, '', '', 0);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 102, 1, 7000),
    (7, 102, 2, 5415);
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, additional_freight_amount, handling_amount,
                            additional_charge_amount, tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 108, 'I', 5002, 1, '2010-11-22', 0, 500, 0, 0, 0, 0, 0, 500);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 108, 1, 500);
