-- A return for a receiver that does not turn signs itself: negative numbers, no TypeCode.
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
    (7, 103, 'C', 5001, 1, '2010-11-22', -4000, 0, 0, 0, 0, -250, 0, -4250);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, unit_cost, handling_amount, tax_amount, return_disposition_code,
                            return_reason, original_invoice_number) VALUES
    (7, 103, 1, 1, 'ITM1', 'RED XSML WMNS', -1, 4000, -4000, NULL, 0, -250, 'OK', 'TSM', 101);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 103, 1, -4250);
