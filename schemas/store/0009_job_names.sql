-- The periodic function Customer Upload to Customer Engagement is RLTCSUP everywhere.
UPDATE job_run SET job = 'RLTCSUP' WHERE job = 'RLTCUSTUP';
UPDATE active_procedure SET job = 'RLTCSUP' WHERE job = 'RLTCUSTUP';
