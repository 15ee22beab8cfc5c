-- Customer Engagement has none: those of the store, but no Ghost; at last none at all.
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, ghost) VALUES (7, 2001, 'GRETA', 'SAMPLE', 'Y');
