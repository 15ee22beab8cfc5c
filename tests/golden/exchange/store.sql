-- An exchange: a mug comes back, shirts are sold, each with its tax; and an even exchange, which nobody pays for.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, tax_amount, total_amount) VALUES
    (7, 101, 'I', 5001, 1, '2010-11-22', 7000, 438, 7438),
    (7, 102, 'C', 5001, 1, '2010-11-22', 0, 0, 0);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, tax_amount, return_disposition_code, return_reason) VALUES
    (7, 101, 1, 1, 'ITM1', 'RED XSML WMNS', 2, 4000, 8000, 500, '', ''),
    (7, 101, 2, 2, 'MUG', '', -1, 1000, -1000, -62, 'OK', 'TSM'),
    (7, 102, 1, 1, 'ITM1', 'RED XSML WMNS', -1, 4000, -4000, -250, 'OK', 'TSM'),
    (7, 102, 2, 1, 'ITM1', 'RED XSML WMNS', 1, 4000, 4000, 250, '', '');
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 101, 1, 7438);
