-- Seed 004, Identifying SVC Download Triggers: file code, key, capture type and status of each; other files' triggers are not shown.
INSERT INTO company (company, description) VALUES (8, 'EIGHT');
INSERT INTO il_outbound_trigger (company, trigger_number, file_code, trigger_key, capture_type, status, created_at, sent_at, processed_at)
VALUES (7, 1, 'SVC', '007000050010010000100001', 'A', 'C', '2010-11-20T10:00:00', NULL, '2010-11-20T10:01:00'),
       (7, 2, 'SVC', '007000050010010000100002', 'A', 'E', '2010-11-20T10:00:00', NULL, '2010-11-20T10:01:01'),
       (7, 3, 'SVC', '007000050010010000100003', 'A', 'R', '2010-11-20T10:00:00', '2010-11-20T10:01:02', NULL),
       (7, 4, 'SVC', '007000050020010000100001', 'A', 'R', '2010-11-20T10:00:00', NULL, NULL),
       (7, 6, 'SVC', '007000050020010000100002', 'A', 'R', '2010-11-20T10:00:00', NULL, NULL),
       (7, 7, 'SVC', '007000050020010000100003', 'A', 'R', '2010-11-20T10:00:00', NULL, NULL),
       (7, 5, 'CST', '1001', 'C', 'R', '2010-11-20T10:00:00', NULL, NULL);
-- At the Integration Layer the request is a file in its queue; one that was not written has not left.
INSERT INTO integration_process_control (company, process, control_number, trigger_number, file_name, file_written, status, created_at)
VALUES (7, 'SVC_OUT', 1, 6, 'CWAuthorizationRequest_007_000000006.xml', 'Y', 'RDY', '2010-11-23T09:00:00'),
       (7, 'SVC_OUT', 2, 7, 'CWAuthorizationRequest_007_000000007.xml', 'N', 'RDY', '2010-11-23T09:00:00');
