-- Store schema 15: requests of stored value cards stay with the service bureau that they were sent to (Stored Value Card
-- Purchase and Activation, Generating the Stored Value Card Activation Request).

-- The service bureau whose answer is waited for.
ALTER TABLE integration_process_control ADD COLUMN service_code VARCHAR(3) NOT NULL DEFAULT '';
UPDATE integration_process_control SET service_code = COALESCE((SELECT s.value FROM system_control_value s
    WHERE s.company = integration_process_control.company AND s.code = 'I26'), '');

-- All triggers of one card.
CREATE INDEX il_outbound_trigger_by_key ON il_outbound_trigger (company, trigger_key);
