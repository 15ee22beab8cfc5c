-- Orders that came in for customers after they were merged: sent as the customer that took their place, whatever the number of merges.
-- 1003 is a Ghost of 1004, 1004 one of 1001; 1005 was merged into 1006, 1006 into 1001, and both are gone; 1007 is a Ghost of nobody.
INSERT INTO customer_sold_to (company, customer_number, last_name, ghost, ghost_target_customer_number) VALUES
    (7, 1003, 'GHOST', 'Y', 1004), (7, 1004, 'GHOST', 'Y', 1001), (7, 1007, 'GHOST', 'Y', 0);
INSERT INTO customer_merged (company, source_customer_number, target_customer_number, merge_date) VALUES
    (7, 1005, 1006, '2010-11-01'), (7, 1006, 1001, '2010-11-02');
INSERT INTO order_header (company, order_number, customer_number, source_code, order_date) VALUES
    (7, 5003, 1003, 'FALL10', '2010-11-21'), (7, 5005, 1005, 'FALL10', '2010-11-21'),
    (7, 5007, 1007, 'FALL10', '2010-11-21'), (7, 5008, 1008, 'FALL10', '2010-11-21');
INSERT INTO order_ship_to (company, order_number, ship_to_number)
    SELECT company, order_number, 1 FROM order_header WHERE order_number > 5002;
INSERT INTO order_payment_method (company, order_number, opm_sequence, pay_type)
    SELECT company, order_number, 1, 1 FROM order_header WHERE order_number > 5002;
INSERT INTO invoice_header (company, invoice_number, invoice_type, order_number, ship_to_number, invoice_date,
                            merchandise_amount, total_amount)
    SELECT company, order_number - 4900, 'I', order_number, 1, '2010-11-22', 1000, 1000 FROM order_header
    WHERE order_number > 5002;
INSERT INTO invoice_detail (company, invoice_number, sequence_number, line_number, item, quantity, price, extended_price)
    SELECT company, invoice_number, 1, 1, 'MUG', 1, 1000, 1000 FROM invoice_header;
INSERT INTO invoice_payment_method (company, invoice_number, opm_sequence, amount)
    SELECT company, invoice_number, 1, 1000 FROM invoice_header;
