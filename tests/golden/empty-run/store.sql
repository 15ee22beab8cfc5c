-- Nothing to send: no file, exit 0.
SELECT 1;
