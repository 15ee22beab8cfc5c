-- Store schema 13: ticklers are resolved (Workflow Management, H96).

-- status: O = open, I = in process, R = resolved (Workflow Management, WWFM).
UPDATE tickler SET status = 'O' WHERE status = 'OP';
ALTER TABLE tickler ADD COLUMN resolved_at TIMESTAMP;
ALTER TABLE tickler ADD COLUMN resolved_by VARCHAR(10) NOT NULL DEFAULT '';

-- Of the events SV and SD: which card of the order line. Until now the note alone said it.
ALTER TABLE tickler ADD COLUMN svc_sequence_number INTEGER NOT NULL DEFAULT 0;
UPDATE tickler SET svc_sequence_number = CAST(RTRIM(SUBSTR(note, 29, 5), ' was') AS INTEGER)
    WHERE event_code = 'SV' AND note LIKE 'SVC number assignment: card _% was billed without a number';
UPDATE tickler SET svc_sequence_number = CAST(RTRIM(SUBSTR(note, 33, 5), ' was') AS INTEGER)
    WHERE event_code = 'SD' AND note LIKE 'activation of stored value card _% was declined: %';
CREATE INDEX tickler_by_order ON tickler (company, order_number) WHERE order_number <> 0;
