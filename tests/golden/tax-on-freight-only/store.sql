-- Goods without tax; freight, handling and charges with it: they are the TaxableAmount.
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, freight_amount, handling_amount, additional_charge_amount,
                            tax_amount, freight_tax_amount, total_amount) VALUES
    (7, 101, 'I', 5001, 1, '2010-11-22', 1000, 495, 150, 100, 47, 47, 1792);
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, sku_code, quantity, price,
                            extended_price, handling_amount) VALUES
    (7, 101, 1, 1, 'MUG', '', 1, 1000, 1000, 150);
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount) VALUES
    (7, 101, 1, 1792);
