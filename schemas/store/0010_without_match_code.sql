-- Store schema 10: the customers without a match code, whom no merge/purge list finds, are counted and filled without reading the others
-- (Merge/Purge Sold-to Names, Where do duplicates come from?).

CREATE INDEX customer_sold_to_without_match_code ON customer_sold_to (company, customer_number)
    WHERE match_code = '' AND ghost <> 'Y';
