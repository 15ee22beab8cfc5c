-- Store schema 2: what customer conversion and the customer integration need of a sold-to customer
-- (Customer Engagement Integration, Customer Data Mapping between Order Administration and Customer Engagement).

ALTER TABLE customer_sold_to ADD COLUMN mail VARCHAR(1) NOT NULL DEFAULT '' CHECK (mail IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN rent VARCHAR(1) NOT NULL DEFAULT '' CHECK (rent IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN do_not_fax VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (do_not_fax IN ('', 'N', 'Y'));
-- Birth Month and Birth Date (the day of the month); 0 when not known. OA keeps no year.
ALTER TABLE customer_sold_to ADD COLUMN birth_month INTEGER NOT NULL DEFAULT 0 CHECK (birth_month BETWEEN 0 AND 12);
ALTER TABLE customer_sold_to ADD COLUMN birth_date INTEGER NOT NULL DEFAULT 0 CHECK (birth_date BETWEEN 0 AND 31);
-- Opt in/out setting of the primary email address: O1 opts in, O2 to O4 opt out.
ALTER TABLE customer_sold_to ADD COLUMN opt_in_out VARCHAR(2) NOT NULL DEFAULT ''
    CHECK (opt_in_out IN ('', 'O1', 'O2', 'O3', 'O4'));
-- The e-commerce site's customer number, held only until the customer is synchronized.
ALTER TABLE customer_sold_to ADD COLUMN e_commerce_id VARCHAR(60) NOT NULL DEFAULT '';
-- Never sent to Customer Engagement: PO box, delivery code, class.
ALTER TABLE customer_sold_to ADD COLUMN po_box VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN delivery_code VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN customer_class VARCHAR(2) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN entered_by VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN changed_by VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN change_date DATE;

-- What the conversion still has to send, in its order.
CREATE INDEX customer_sold_to_to_convert ON customer_sold_to (company, customer_number)
    WHERE relate_id = '' AND ghost <> 'Y';
-- One Relate ID belongs to one customer: found when it is set.
CREATE INDEX customer_sold_to_by_relate_id ON customer_sold_to (company, relate_id) WHERE relate_id <> '';

-- Format: H = HTML, T or blank = text.
ALTER TABLE customer_sold_to_email ADD COLUMN format VARCHAR(1) NOT NULL DEFAULT '' CHECK (format IN ('', 'H', 'T'));
ALTER TABLE customer_sold_to_email ADD COLUMN opt_in_out VARCHAR(2) NOT NULL DEFAULT ''
    CHECK (opt_in_out IN ('', 'O1', 'O2', 'O3', 'O4'));

-- Setting Up Customer Profiles (WPFL): the kinds of demographic information, and the valid data of each.
CREATE TABLE profile (
    company     INTEGER NOT NULL REFERENCES company (company),
    profile     VARCHAR(3) NOT NULL,
    description VARCHAR(30) NOT NULL,
    PRIMARY KEY (company, profile)
) /* clustered */;

CREATE TABLE profile_data (
    company      INTEGER NOT NULL,
    profile      VARCHAR(3) NOT NULL,
    profile_data VARCHAR(3) NOT NULL,
    description  VARCHAR(30) NOT NULL,
    PRIMARY KEY (company, profile, profile_data),
    FOREIGN KEY (company, profile) REFERENCES profile (company, profile)
) /* clustered */;

CREATE TABLE customer_profile (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    profile         VARCHAR(3) NOT NULL,
    profile_data    VARCHAR(3) NOT NULL,
    PRIMARY KEY (company, customer_number, profile),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number),
    FOREIGN KEY (company, profile, profile_data) REFERENCES profile_data (company, profile, profile_data)
) /* clustered */;

-- Work with Country (WCTY).
CREATE TABLE country (
    company     INTEGER NOT NULL REFERENCES company (company),
    country     VARCHAR(3) NOT NULL,
    description VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, country)
) /* clustered */;

-- An Active Procedure: where a job that can be stopped and started again stands.
CREATE TABLE active_procedure (
    company    INTEGER NOT NULL REFERENCES company (company),
    job        VARCHAR(10) NOT NULL,
    -- The key of the last row that is done, and how many are.
    position   VARCHAR(200) NOT NULL,
    done_count BIGINT NOT NULL DEFAULT 0,
    started_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (company, job)
) /* clustered */;
