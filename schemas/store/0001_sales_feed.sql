-- Store schema 1: what the sales feed and the file transfer need.
-- Names are the documentation's table and field names in snake_case; every key is led by company.
-- Types: DATE and TIMESTAMP hold ISO 8601 text; money_int holds whole hundredths of the currency
-- (on PostgreSQL: CREATE DOMAIN money_int AS BIGINT). VARCHAR lengths are checked by oa-store load.
-- /* clustered */: the rows lie in the order of the key (on SQLite: WITHOUT ROWID, put there by lib/store).
-- A flag is 'Y', 'N' or blank, as on the screens.

CREATE TABLE company (
    company     INTEGER NOT NULL PRIMARY KEY CHECK (company BETWEEN 1 AND 999),
    description VARCHAR(30) NOT NULL DEFAULT ''
);

-- System control values and properties: only what was set; defaults live in the registry (lib/store).
CREATE TABLE system_control_value (
    company INTEGER NOT NULL REFERENCES company (company),
    code    VARCHAR(3) NOT NULL,
    value   VARCHAR(250) NOT NULL,
    PRIMARY KEY (company, code)
) /* clustered */;

CREATE TABLE property (
    company INTEGER NOT NULL REFERENCES company (company),
    name    VARCHAR(60) NOT NULL,
    value   VARCHAR(1000) NOT NULL,
    PRIMARY KEY (company, name)
) /* clustered */;

-- Working with Web Service Authentication (WWSA). A secret is named here, never kept here:
-- secret_source is env:NAME or file:PATH.
CREATE TABLE web_service_authentication (
    company             INTEGER NOT NULL REFERENCES company (company),
    web_service         VARCHAR(40) NOT NULL,
    authentication_type VARCHAR(5) NOT NULL CHECK (authentication_type IN ('BASIC', 'OAUTH')),
    user_id             VARCHAR(100) NOT NULL,
    secret_source       VARCHAR(500) NOT NULL,
    token_url           VARCHAR(500) NOT NULL DEFAULT '',
    scope               VARCHAR(200) NOT NULL DEFAULT 'urn:opc:idm:__myscopes__',
    PRIMARY KEY (company, web_service)
) /* clustered */;

-- Authority of a user to a secured feature (A = allowed, D = denied).
CREATE TABLE user_authority (
    company         INTEGER NOT NULL REFERENCES company (company),
    user_id         VARCHAR(10) NOT NULL,
    secured_feature VARCHAR(3) NOT NULL,
    authority       VARCHAR(1) NOT NULL CHECK (authority IN ('A', 'D')),
    PRIMARY KEY (company, user_id, secured_feature)
) /* clustered */;

-- Store Cross Reference (WSCR): an OA store code and its location in Customer Engagement.
CREATE TABLE store_cross_reference (
    company         INTEGER NOT NULL REFERENCES company (company),
    store_code      VARCHAR(10) NOT NULL,
    retail_store_id VARCHAR(8) NOT NULL,
    description     VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, store_code)
) /* clustered */;

-- Working with Currency (WCUR): the codes are ISO 4217.
CREATE TABLE currency (
    company       INTEGER NOT NULL REFERENCES company (company),
    currency_code VARCHAR(3) NOT NULL,
    description   VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, currency_code)
) /* clustered */;

CREATE TABLE offer (
    company       INTEGER NOT NULL REFERENCES company (company),
    offer         VARCHAR(5) NOT NULL,
    description   VARCHAR(30) NOT NULL DEFAULT '',
    currency_code VARCHAR(3) NOT NULL DEFAULT '',
    PRIMARY KEY (company, offer)
) /* clustered */;

CREATE TABLE source (
    company     INTEGER NOT NULL REFERENCES company (company),
    source_code VARCHAR(9) NOT NULL,
    description VARCHAR(30) NOT NULL DEFAULT '',
    offer       VARCHAR(5) NOT NULL DEFAULT '',
    PRIMARY KEY (company, source_code)
) /* clustered */;

-- Working with Pay Types (WPAY).
CREATE TABLE pay_type (
    company      INTEGER NOT NULL REFERENCES company (company),
    pay_type     INTEGER NOT NULL,
    description  VARCHAR(30) NOT NULL DEFAULT '',
    pay_category INTEGER NOT NULL DEFAULT 1,
    store_tender VARCHAR(20) NOT NULL DEFAULT '',
    PRIMARY KEY (company, pay_type)
) /* clustered */;

CREATE TABLE item (
    company     INTEGER NOT NULL REFERENCES company (company),
    item        VARCHAR(12) NOT NULL,
    description VARCHAR(40) NOT NULL DEFAULT '',
    PRIMARY KEY (company, item)
) /* clustered */;

-- sku_code is blank for an item without SKUs; its elements are separated by spaces (RED XSML WMNS).
CREATE TABLE sku (
    company                 INTEGER NOT NULL,
    item                    VARCHAR(12) NOT NULL,
    sku_code                VARCHAR(14) NOT NULL DEFAULT '',
    description             VARCHAR(40) NOT NULL DEFAULT '',
    retail_reference_number VARCHAR(20) NOT NULL DEFAULT '',
    relate_extracted        VARCHAR(1) NOT NULL DEFAULT '' CHECK (relate_extracted IN ('', 'N', 'Y')),
    PRIMARY KEY (company, item, sku_code),
    FOREIGN KEY (company, item) REFERENCES item (company, item)
) /* clustered */;

CREATE TABLE customer_sold_to (
    company                    INTEGER NOT NULL REFERENCES company (company),
    customer_number            BIGINT NOT NULL CHECK (customer_number BETWEEN 1 AND 999999999),
    prefix                     VARCHAR(3) NOT NULL DEFAULT '',
    first_name                 VARCHAR(15) NOT NULL DEFAULT '',
    middle_initial             VARCHAR(1) NOT NULL DEFAULT '',
    last_name                  VARCHAR(25) NOT NULL DEFAULT '',
    suffix                     VARCHAR(3) NOT NULL DEFAULT '',
    company_name               VARCHAR(30) NOT NULL DEFAULT '',
    street                     VARCHAR(32) NOT NULL DEFAULT '',
    apartment                  VARCHAR(32) NOT NULL DEFAULT '',
    city                       VARCHAR(25) NOT NULL DEFAULT '',
    state                      VARCHAR(2) NOT NULL DEFAULT '',
    postal_code                VARCHAR(10) NOT NULL DEFAULT '',
    country                    VARCHAR(3) NOT NULL DEFAULT '',
    email_address              VARCHAR(50) NOT NULL DEFAULT '',
    relate_id                  VARCHAR(20) NOT NULL DEFAULT '',
    ghost                      VARCHAR(1) NOT NULL DEFAULT '' CHECK (ghost IN ('', 'N', 'Y')),
    synchronize_with_remote_db VARCHAR(1) NOT NULL DEFAULT ''
        CHECK (synchronize_with_remote_db IN ('', 'N', 'Y')),
    entry_date                 DATE,
    PRIMARY KEY (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_extended (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    address_line_2  VARCHAR(32) NOT NULL DEFAULT '',
    address_line_3  VARCHAR(32) NOT NULL DEFAULT '',
    address_line_4  VARCHAR(32) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

-- phone_type: D = day, E = evening, F = fax or mobile (Third Phone Number Type, L53).
CREATE TABLE customer_sold_to_phone (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    phone_type      VARCHAR(1) NOT NULL CHECK (phone_type IN ('D', 'E', 'F')),
    phone_number    VARCHAR(14) NOT NULL,
    extension       VARCHAR(4) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, phone_type),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_email (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    email_address   VARCHAR(50) NOT NULL,
    primary_email   VARCHAR(1) NOT NULL DEFAULT '' CHECK (primary_email IN ('', 'N', 'Y')),
    PRIMARY KEY (company, customer_number, email_address),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE order_header (
    company         INTEGER NOT NULL REFERENCES company (company),
    order_number    BIGINT NOT NULL CHECK (order_number BETWEEN 1 AND 99999999),
    customer_number BIGINT NOT NULL,
    source_code     VARCHAR(9) NOT NULL DEFAULT '',
    order_type      VARCHAR(1) NOT NULL DEFAULT '',
    -- I when the order came from the e-commerce site: the channel is then ECOMM, otherwise CATALOG.
    internet_order  VARCHAR(1) NOT NULL DEFAULT '' CHECK (internet_order IN ('', 'I')),
    order_date      DATE NOT NULL,
    entered_by      VARCHAR(10) NOT NULL DEFAULT '',
    PRIMARY KEY (company, order_number)
) /* clustered */;

CREATE TABLE order_header_extended (
    company       INTEGER NOT NULL,
    order_number  BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL DEFAULT '',
    -- The store the order was taken at, found in Store Cross Reference; blank for the contact center and the web.
    store_code    VARCHAR(10) NOT NULL DEFAULT '',
    PRIMARY KEY (company, order_number),
    FOREIGN KEY (company, order_number) REFERENCES order_header (company, order_number)
) /* clustered */;

CREATE TABLE order_ship_to (
    company           INTEGER NOT NULL,
    order_number      BIGINT NOT NULL,
    ship_to_number    INTEGER NOT NULL,
    -- The order broker's delivery type of the ship-to (OST OBR Delivery Type); blank when not brokered.
    obr_delivery_type VARCHAR(1) NOT NULL DEFAULT '',
    PRIMARY KEY (company, order_number, ship_to_number),
    FOREIGN KEY (company, order_number) REFERENCES order_header (company, order_number)
) /* clustered */;

CREATE TABLE order_detail (
    company            INTEGER NOT NULL,
    order_number       BIGINT NOT NULL,
    ship_to_number     INTEGER NOT NULL,
    line_number        INTEGER NOT NULL,
    item               VARCHAR(12) NOT NULL,
    sku_code           VARCHAR(14) NOT NULL DEFAULT '',
    quantity_ordered   BIGINT NOT NULL,
    -- The price before discounts and overrides, and the price sold at.
    regular_price      money_int NOT NULL,
    price              money_int NOT NULL,
    -- Why the price was overridden (Work with Price Override Reasons), blank when it was not.
    price_override_reason VARCHAR(1) NOT NULL DEFAULT '',
    -- The promotion that discounted the line, blank when none did.
    promotion          VARCHAR(10) NOT NULL DEFAULT '',
    PRIMARY KEY (company, order_number, ship_to_number, line_number),
    FOREIGN KEY (company, order_number, ship_to_number)
        REFERENCES order_ship_to (company, order_number, ship_to_number)
) /* clustered */;

CREATE TABLE order_payment_method (
    company         INTEGER NOT NULL,
    order_number    BIGINT NOT NULL,
    opm_sequence    INTEGER NOT NULL,
    pay_type        INTEGER NOT NULL,
    suppress_refund VARCHAR(1) NOT NULL DEFAULT '' CHECK (suppress_refund IN ('', 'N', 'Y')),
    PRIMARY KEY (company, order_number, opm_sequence),
    FOREIGN KEY (company, order_number) REFERENCES order_header (company, order_number)
) /* clustered */;

-- invoice_type: I = sales (debit) invoice, C = return (credit) invoice. A credit invoice holds negative
-- quantities and amounts.
CREATE TABLE invoice_header (
    company                   INTEGER NOT NULL REFERENCES company (company),
    invoice_number            BIGINT NOT NULL CHECK (invoice_number BETWEEN 1 AND 999999999),
    invoice_type              VARCHAR(1) NOT NULL CHECK (invoice_type IN ('I', 'C')),
    order_number              BIGINT NOT NULL,
    ship_to_number            INTEGER NOT NULL,
    invoice_date              DATE NOT NULL,
    created_at                TIMESTAMP,
    merchandise_amount        money_int NOT NULL DEFAULT 0,
    freight_amount            money_int NOT NULL DEFAULT 0,
    additional_freight_amount money_int NOT NULL DEFAULT 0,
    handling_amount           money_int NOT NULL DEFAULT 0,
    additional_charge_amount  money_int NOT NULL DEFAULT 0,
    -- All tax of the invoice; freight_tax_amount is the part on freight, handling and charges.
    tax_amount                money_int NOT NULL DEFAULT 0,
    freight_tax_amount        money_int NOT NULL DEFAULT 0,
    total_amount              money_int NOT NULL DEFAULT 0,
    extracted_to_store        VARCHAR(1) NOT NULL DEFAULT '' CHECK (extracted_to_store IN ('', 'Y')),
    PRIMARY KEY (company, invoice_number)
) /* clustered */;

-- What the sales feed still has to look at, in the order in which it sends.
CREATE INDEX invoice_header_to_extract ON invoice_header (company, invoice_number)
    WHERE extracted_to_store = '';

CREATE TABLE invoice_detail (
    company                 INTEGER NOT NULL,
    invoice_number          BIGINT NOT NULL,
    sequence_number         INTEGER NOT NULL,
    line_number             INTEGER NOT NULL,
    item                    VARCHAR(12) NOT NULL,
    sku_code                VARCHAR(14) NOT NULL DEFAULT '',
    quantity                BIGINT NOT NULL,
    price                   money_int NOT NULL,
    extended_price          money_int NOT NULL,
    unit_cost               money_int,
    handling_amount         money_int NOT NULL DEFAULT 0,
    tax_amount              money_int NOT NULL DEFAULT 0,
    -- Of a return: the disposition and reason, and the sale it undoes where known (0 when not).
    return_disposition_code VARCHAR(2) NOT NULL DEFAULT '',
    return_reason           VARCHAR(3) NOT NULL DEFAULT '',
    original_invoice_number BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (company, invoice_number, sequence_number),
    FOREIGN KEY (company, invoice_number) REFERENCES invoice_header (company, invoice_number)
) /* clustered */;

CREATE TABLE invoice_payment_method (
    company        INTEGER NOT NULL,
    invoice_number BIGINT NOT NULL,
    opm_sequence   INTEGER NOT NULL,
    amount         money_int NOT NULL,
    PRIMARY KEY (company, invoice_number, opm_sequence),
    FOREIGN KEY (company, invoice_number) REFERENCES invoice_header (company, invoice_number)
) /* clustered */;

-- The job log (Application Log): one row a run, its messages beside it.
CREATE TABLE job_run (
    company     INTEGER NOT NULL,
    run_number  BIGINT NOT NULL,
    job         VARCHAR(10) NOT NULL,
    program     VARCHAR(10) NOT NULL,
    started_at  TIMESTAMP NOT NULL,
    ended_at    TIMESTAMP,
    host        VARCHAR(100) NOT NULL DEFAULT '',
    process_id  BIGINT NOT NULL DEFAULT 0,
    -- running, done, partial, failed, interrupted
    state       VARCHAR(12) NOT NULL,
    exit_code   INTEGER,
    summary     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (company, run_number)
) /* clustered */;

CREATE TABLE job_run_message (
    company    INTEGER NOT NULL,
    run_number BIGINT NOT NULL,
    sequence   BIGINT NOT NULL,
    severity   VARCHAR(7) NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
    subject    VARCHAR(60) NOT NULL DEFAULT '',
    message    TEXT NOT NULL,
    PRIMARY KEY (company, run_number, sequence),
    FOREIGN KEY (company, run_number) REFERENCES job_run (company, run_number)
) /* clustered */;

-- The outbox. A file is written, then in a batch (one zip) that is sending, then sent.
CREATE TABLE outbound_batch (
    company      INTEGER NOT NULL REFERENCES company (company),
    batch_number BIGINT NOT NULL,
    zip_name     VARCHAR(100) NOT NULL,
    object_name  VARCHAR(500) NOT NULL,
    sha256       VARCHAR(64) NOT NULL DEFAULT '',
    byte_count   BIGINT NOT NULL DEFAULT 0,
    state        VARCHAR(7) NOT NULL CHECK (state IN ('sending', 'failed', 'sent')),
    created_at   TIMESTAMP NOT NULL,
    sent_at      TIMESTAMP,
    PRIMARY KEY (company, batch_number),
    UNIQUE (company, zip_name)
) /* clustered */;

CREATE TABLE outbound_file (
    company      INTEGER NOT NULL REFERENCES company (company),
    file_name    VARCHAR(100) NOT NULL,
    sha256       VARCHAR(64) NOT NULL,
    byte_count   BIGINT NOT NULL,
    row_count    BIGINT NOT NULL,
    state        VARCHAR(7) NOT NULL CHECK (state IN ('written', 'sent')),
    created_at   TIMESTAMP NOT NULL,
    batch_number BIGINT,
    PRIMARY KEY (company, file_name)
) /* clustered */;
CREATE INDEX outbound_file_by_state ON outbound_file (company, state);
