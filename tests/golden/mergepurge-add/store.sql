-- Merge/Purge Sold-to Names, Adding records to the merge/purge: Ann Delaney is Ann Williams again. 4003 has another bill-to customer.
INSERT INTO customer_sold_to (company, customer_number, first_name, last_name, street, postal_code, match_code, bill_to_customer_number)
VALUES (7, 4001, 'Ann', 'Delaney', '1 Elm St', '02101', '02101/DELANEY/1ELMS/ANN', 0),
       (7, 4002, 'Ann', 'Williams', '1 Elm St', '02101', '02101/WILLIAMS/1ELMS/ANN', 0),
       (7, 4003, 'Annie', 'Delaney', '1 Elm St', '02101', '02101/DELANEY/1ELMS/ANN', 1002);
