-- Seed 004, Identifying SVC Download Triggers: file code, key, capture type and status of each; other files' triggers are not shown.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at, sent_at, processed_at)
VALUES (7, 1, 'SVC', '007000050010010000100001', 'A', 'C', '2010-11-20T10:00:00', NULL, '2010-11-20T10:01:00'),
       (7, 2, 'SVC', '007000050010010000100002', 'A', 'E', '2010-11-20T10:00:00', NULL, '2010-11-20T10:01:01'),
       (7, 3, 'SVC', '007000050010010000100003', 'A', 'R', '2010-11-20T10:00:00', '2010-11-20T10:01:02', NULL),
       (7, 4, 'SVC', '007000050020010000100001', 'A', 'R', '2010-11-20T10:00:00', NULL, NULL),
       (7, 5, 'CST', '1001', 'C', 'R', '2010-11-20T10:00:00', NULL, NULL);
