-- The e-commerce site told Customer Engagement of the customer before: known again by its number there.
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', e_commerce_id = 'Web-77 ' WHERE customer_number = 1002;
