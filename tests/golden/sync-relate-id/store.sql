-- Customers with a Relate Id, which go without being asked for first, and without location and source. 1001 is known by
-- it. 2003 is not, as after a merge in Customer Engagement, but by its e-commerce ID: its Relate Id is replaced.
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', opt_in_out = 'O3' WHERE customer_number = 1001;
INSERT INTO customer_sold_to (company, customer_number, last_name, relate_id, e_commerce_id, synchronize_with_remote_db)
VALUES (7, 2003, 'OTHER', '800000000002', 'WEB-3', 'Y');
