-- Store schema 3: what keeping customers in sync over the customer services needs (Customer Engagement Integration, Synchronizing
-- Customer Information through a Periodic Function; Customer Data Mapping).

-- What the SYNCRDB periodic function has to send, in its order.
CREATE INDEX customer_sold_to_to_synchronize ON customer_sold_to (company, customer_number)
    WHERE synchronize_with_remote_db = 'Y' AND ghost <> 'Y';
-- What the Customer Scan Screen searches by.
CREATE INDEX customer_sold_to_by_last_name ON customer_sold_to (company, last_name, first_name);
CREATE INDEX customer_sold_to_by_postal_code ON customer_sold_to (company, postal_code);
CREATE INDEX customer_sold_to_email_by_address ON customer_sold_to_email (company, LOWER(email_address));
CREATE INDEX customer_sold_to_by_email_address ON customer_sold_to (company, LOWER(email_address))
    WHERE email_address <> '';

-- Work with Country (WCTY): the states of a country.
CREATE TABLE country_state (
    company     INTEGER NOT NULL,
    country     VARCHAR(3) NOT NULL,
    state       VARCHAR(2) NOT NULL,
    description VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, country, state),
    FOREIGN KEY (company, country) REFERENCES country (company, country)
) /* clustered */;

-- Work with SCF (WSCF): a country's postal codes by their first positions.
CREATE TABLE scf (
    company     INTEGER NOT NULL,
    country     VARCHAR(3) NOT NULL,
    scf         VARCHAR(3) NOT NULL,
    state       VARCHAR(2) NOT NULL DEFAULT '',
    description VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, country, scf),
    FOREIGN KEY (company, country) REFERENCES country (company, country)
) /* clustered */;
