-- Store schema 16: match codes by another rule (Merge/Purge Sold-to Names, Where do duplicates come from?): with the country, all
-- numbers of the street and its whole name. Codes of two rules must not be compared: all are taken away here, and oa-store migrate
-- sets them by the rule.
UPDATE customer_sold_to SET match_code = '' WHERE match_code <> '';
UPDATE customer_ship_to SET match_code = '' WHERE match_code <> '';
