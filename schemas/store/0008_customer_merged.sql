-- Store schema 8: whom every merged sold-to customer became (Merge/Purge Sold-to Names, Performing a Merge). An order can come in
-- for a source after the merge, and a deleted source has no row of its own that tells.

CREATE TABLE customer_merged (
    company                INTEGER NOT NULL REFERENCES company (company),
    source_customer_number BIGINT NOT NULL,
    target_customer_number BIGINT NOT NULL,
    merge_date             DATE,
    PRIMARY KEY (company, source_customer_number)
) /* clustered */;

-- What is known of earlier merges: the Ghosts, and what the web storefront has not been told yet.
INSERT INTO customer_merged (company, source_customer_number, target_customer_number)
SELECT company, customer_number, ghost_target_customer_number FROM customer_sold_to
WHERE ghost = 'Y' AND ghost_target_customer_number <> 0
UNION
SELECT e.company, e.source_cust_sold_to, MIN(e.target_cust_sold_to) FROM ec_cust_sold_to_merge e
WHERE NOT EXISTS (SELECT 1 FROM customer_sold_to c WHERE c.company = e.company AND c.customer_number = e.source_cust_sold_to)
GROUP BY e.company, e.source_cust_sold_to;
