-- Several customers may share a Relate ID, in the file and with a customer of the store.
DELETE FROM customer_sold_to_phone;
DELETE FROM order_payment_method;
DELETE FROM order_detail;
DELETE FROM order_ship_to;
DELETE FROM order_header;
DELETE FROM customer_sold_to;
INSERT INTO customer_sold_to (company, customer_number, last_name, relate_id, synchronize_with_remote_db)
VALUES (7, 3001, 'ONE', 'OLD1', 'Y');
INSERT INTO customer_sold_to (company, customer_number, last_name)
VALUES (7, 3002, 'TWO');
INSERT INTO customer_sold_to (company, customer_number, last_name, ghost)
VALUES (7, 3003, 'THREE', 'Y');
INSERT INTO customer_sold_to (company, customer_number, last_name, relate_id)
VALUES (7, 3004, 'FOUR', 'TAKEN');
