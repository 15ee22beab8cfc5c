-- What would be sent, and which would be left behind; a Ghost is not counted. Nothing is sent, nothing changes.
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y';
INSERT INTO customer_sold_to (company, customer_number, last_name, country, email_address, ghost, synchronize_with_remote_db) VALUES
    (7, 2020, 'MAIL', 'US', 'mail@example.com', '', 'Y'), (7, 2021, 'LONG', 'USA', '', '', 'Y'),
    (7, 2022, 'GHOST', 'US', '', 'Y', 'Y'), (7, 2023, 'UNFLAGGED', 'US', '', '', 'N');
