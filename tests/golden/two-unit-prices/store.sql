-- 2 for 5.01: two lines, so that price x quantity is the extended amount in each; a return of 3 for 10.00 too.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, total_amount) VALUES
    (7, 101, 'I', 5001, 1, '2010-11-22', 501, 501),
    (7, 103, 'C', 5001, 1, '2010-11-22', -1000, -1000);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, original_invoice_number) VALUES
    (7, 101, 1, 1, 'MUG', '', 2, 251, 501, 0),
    (7, 103, 1, 1, 'MUG', '', -3, 333, -1000, 101);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 101, 1, 501),
    (7, 103, 1, -1000);
