-- Only with INTERACT: nothing is sent, nothing changes.
DELETE FROM system_control_value WHERE code = 'L37';
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y';
