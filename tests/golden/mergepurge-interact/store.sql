-- L37 INTERACT: who has a Relate Id after the merge is to be sent to Customer Engagement again (oa-syncrdb): 4001 has one, 4003 gets
-- one, 4005 has none. Where a source is to be sent, so is the target: 4007. The Ghost 4002 is not.
INSERT INTO system_control_value (company, code, value) VALUES (7, 'L37', 'INTERACT');
INSERT INTO customer_sold_to (company, customer_number, last_name, relate_id, synchronize_with_remote_db)
VALUES (7, 4001, 'Smith', '900000000001', ''), (7, 4002, 'Smith', '900000000002', 'N'), (7, 4003, 'Jones', '', 'N'), (7, 4004, 'Jones', '900000000004', 'N'),
       (7, 4005, 'Wolf', '', 'N'), (7, 4006, 'Wolf', '', 'N'), (7, 4007, 'Fox', '', 'N'), (7, 4008, 'Fox', '', 'Y');
INSERT INTO customer_merge_purge (company, customer_number, target_customer_number, status, ghost)
VALUES (7, 4001, 4001, 'O', ''), (7, 4002, 4001, 'O', 'Y'), (7, 4003, 4003, 'O', ''), (7, 4004, 4003, 'O', 'N'), (7, 4005, 4005, 'O', ''),
       (7, 4006, 4005, 'O', 'N'), (7, 4007, 4007, 'O', ''), (7, 4008, 4007, 'O', 'N');
