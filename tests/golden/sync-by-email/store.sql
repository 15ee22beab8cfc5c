-- Found by the primary email address: the first without a number of Order Administration, or else the first.
-- 2012 is found by its own number, though others have its address.
INSERT INTO customer_sold_to (company, customer_number, last_name, email_address, synchronize_with_remote_db) VALUES
    (7, 2010, 'FREE', 'Free@example.com', 'Y'), (7, 2011, 'TAKEN', 'taken@example.com', 'Y'),
    (7, 2012, 'OWN', 'own@example.com', 'Y'), (7, 2013, 'NEW', 'new@example.com', 'Y');
