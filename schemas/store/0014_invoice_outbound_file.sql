-- The outbox's file that an invoice left in: a file that is lost gives its invoices back.
ALTER TABLE invoice_header ADD COLUMN outbound_file VARCHAR(100) NOT NULL DEFAULT '';
