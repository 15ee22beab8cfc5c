-- Store schema 18: Ghosts of merges by an earlier version still have their email address and alternate number, which "will not exist for the
-- ghost customer" (Merge/Purge Sold-to Names). They are cleared where the target has the address, and an alternate number: what a Ghost
-- from elsewhere has alone stays.
UPDATE customer_sold_to SET email_address = '', opt_in_out = ''
WHERE ghost = 'Y' AND ghost_target_customer_number <> 0 AND email_address <> '' AND (
    EXISTS (SELECT 1 FROM customer_sold_to t WHERE t.company = customer_sold_to.company
            AND t.customer_number = customer_sold_to.ghost_target_customer_number
            AND LOWER(t.email_address) = LOWER(customer_sold_to.email_address))
    OR EXISTS (SELECT 1 FROM customer_sold_to_email e WHERE e.company = customer_sold_to.company
               AND e.customer_number = customer_sold_to.ghost_target_customer_number
               AND LOWER(e.email_address) = LOWER(customer_sold_to.email_address)));
UPDATE customer_sold_to SET alternate_customer_number = ''
WHERE ghost = 'Y' AND ghost_target_customer_number <> 0 AND alternate_customer_number <> '' AND EXISTS (
    SELECT 1 FROM customer_sold_to t WHERE t.company = customer_sold_to.company
    AND t.customer_number = customer_sold_to.ghost_target_customer_number AND t.alternate_customer_number <> '');
