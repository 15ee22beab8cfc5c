-- Store schema 7: that a procedure has ended is kept with its place (Customer Engagement Integration, Customer Engagement Batch Customer Upload to
-- Customer Engagement Process: "the system creates an Active Procedure to keep track of the updates made").

-- NULL while it is under way.
ALTER TABLE active_procedure ADD COLUMN ended_at TIMESTAMP;
