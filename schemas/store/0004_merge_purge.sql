-- Store schema 4: what merging sold-to customers needs (Merge/Purge Sold-to Names, Merge/Purge Logic): every table that its first table
-- names, with the fields that the rules and "How are the Customer Tables Updated?" decide on.

ALTER TABLE customer_sold_to ADD COLUMN match_code VARCHAR(40) NOT NULL DEFAULT '';
-- M: omitted from merge/purge lists until Clearing Customer Sold To Status (MCST).
ALTER TABLE customer_sold_to ADD COLUMN status VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'M'));
-- Of a Ghost: the customer it was merged into; 0 when not known.
ALTER TABLE customer_sold_to ADD COLUMN ghost_target_customer_number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN user_field_1 VARCHAR(15) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN user_field_2 VARCHAR(15) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN user_field_3 VARCHAR(15) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN user_field_4 VARCHAR(15) NOT NULL DEFAULT '';
-- Mail types: B = buyer.
ALTER TABLE customer_sold_to ADD COLUMN original_mail_type VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN current_mail_type VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN original_source_code VARCHAR(9) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN current_source_code VARCHAR(9) NOT NULL DEFAULT '';
-- NULL: the customer never placed an order (99/99/99 on the screens).
ALTER TABLE customer_sold_to ADD COLUMN active_since DATE;
ALTER TABLE customer_sold_to ADD COLUMN seed VARCHAR(1) NOT NULL DEFAULT '' CHECK (seed IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN hold_bypass_fraud VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN customer_type VARCHAR(1) NOT NULL DEFAULT '';
-- In hundredths of a percent.
ALTER TABLE customer_sold_to ADD COLUMN discount_percent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN price_column INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN pop_up_window_1 VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN pop_up_window_2 VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN alternate_customer_number VARCHAR(15) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN salesman_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN mail_code VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN call_code VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN vat_number VARCHAR(20) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN currency_code VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN language_code VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN price_group VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN reserve_warehouse INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN van_route VARCHAR(5) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN van_sequence_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN tax_exempt_status VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN exemption_certificate_number VARCHAR(15) NOT NULL DEFAULT '';
-- N or blank = none, S = Sold to tracking, B = Sold to/ship to tracking.
ALTER TABLE customer_sold_to ADD COLUMN track_item_history VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (track_item_history IN ('', 'N', 'S', 'B'));
ALTER TABLE customer_sold_to ADD COLUMN item_history_tracking_level VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE customer_sold_to ADD COLUMN external_sales_amount money_int NOT NULL DEFAULT 0;
ALTER TABLE customer_sold_to ADD COLUMN external_sales_update_date DATE;
ALTER TABLE customer_sold_to ADD COLUMN inactive VARCHAR(1) NOT NULL DEFAULT '' CHECK (inactive IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN commercial VARCHAR(1) NOT NULL DEFAULT '' CHECK (commercial IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN bypass_reservation VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (bypass_reservation IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN auto_cancel_backorder VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (auto_cancel_backorder IN ('', 'N', 'Y'));
ALTER TABLE customer_sold_to ADD COLUMN associate VARCHAR(1) NOT NULL DEFAULT '' CHECK (associate IN ('', 'N', 'Y'));
-- A number of the bill-to customers, which are not sold-to customers; 0: the customer is billed himself.
ALTER TABLE customer_sold_to ADD COLUMN bill_to_customer_number BIGINT NOT NULL DEFAULT 0;

-- Who can be in a merge/purge list, in the order of the match codes, with what the generation asks of each.
CREATE INDEX customer_sold_to_by_match_code
    ON customer_sold_to (company, match_code, customer_number, entry_date, bill_to_customer_number)
    WHERE match_code <> '' AND ghost <> 'Y' AND status <> 'M';
CREATE INDEX customer_sold_to_omitted ON customer_sold_to (company, customer_number) WHERE status = 'M';
CREATE INDEX customer_sold_to_by_ghost_target ON customer_sold_to (company, ghost_target_customer_number)
    WHERE ghost_target_customer_number <> 0;

-- The Customer Merge/Purge table: the list of MMCS. A customer stands in it once: as a target (its own target) or as
-- a source. status, of a source: O = open, B = bill to duplicate.
CREATE TABLE customer_merge_purge (
    company                INTEGER NOT NULL,
    customer_number        BIGINT NOT NULL,
    target_customer_number BIGINT NOT NULL,
    status                 VARCHAR(1) NOT NULL DEFAULT 'O' CHECK (status IN ('B', 'O')),
    ghost                  VARCHAR(1) NOT NULL DEFAULT '' CHECK (ghost IN ('', 'N', 'Y')),
    PRIMARY KEY (company, customer_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number),
    FOREIGN KEY (company, target_customer_number) REFERENCES customer_merge_purge (company, customer_number)
) /* clustered */;
CREATE INDEX customer_merge_purge_by_target ON customer_merge_purge (company, target_customer_number, status, ghost);

-- EC Cust Sold To Merge (ECO Company Code, ESM Source Cust Sold To, ESM Target Cust Sold To): what
-- CustomerMergeWeb is written from. file_name: the file that a run has begun to write with the row.
CREATE TABLE ec_cust_sold_to_merge (
    company             INTEGER NOT NULL REFERENCES company (company),
    source_cust_sold_to BIGINT NOT NULL,
    target_cust_sold_to BIGINT NOT NULL,
    file_name           VARCHAR(100) NOT NULL DEFAULT '',
    PRIMARY KEY (company, target_cust_sold_to, source_cust_sold_to)
) /* clustered */;

-- Working with Number Assignment: the last number that was given, so that a deleted customer's is not given again.
CREATE TABLE number_assignment (
    company     INTEGER NOT NULL REFERENCES company (company),
    number_type VARCHAR(20) NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (company, number_type)
) /* clustered */;

-- What belongs to a customer and lies under its number.

CREATE TABLE alternate_customer_number_cross_reference (
    company                   INTEGER NOT NULL,
    customer_number           BIGINT NOT NULL,
    alternate_customer_number VARCHAR(15) NOT NULL,
    type                      VARCHAR(3) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, alternate_customer_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE catalog_request (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    request_date    DATE,
    source_code     VARCHAR(9) NOT NULL DEFAULT '',
    catalog         VARCHAR(5) NOT NULL DEFAULT '',
    quantity        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE correspondence_history (
    company             INTEGER NOT NULL,
    customer_number     BIGINT NOT NULL,
    sequence_number     INTEGER NOT NULL,
    sent_at             TIMESTAMP,
    email_address       VARCHAR(50) NOT NULL DEFAULT '',
    correspondence_type VARCHAR(10) NOT NULL DEFAULT '',
    subject             VARCHAR(100) NOT NULL DEFAULT '',
    order_number        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_action (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    action_date     DATE,
    action          VARCHAR(10) NOT NULL DEFAULT '',
    user_id         VARCHAR(10) NOT NULL DEFAULT '',
    description     VARCHAR(60) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

-- What the name and address were before the change.
CREATE TABLE customer_address_change (
    company           INTEGER NOT NULL,
    customer_number   BIGINT NOT NULL,
    sequence_number   INTEGER NOT NULL,
    change_date       DATE,
    user_id           VARCHAR(10) NOT NULL DEFAULT '',
    prefix            VARCHAR(3) NOT NULL DEFAULT '',
    first_name        VARCHAR(15) NOT NULL DEFAULT '',
    middle_initial    VARCHAR(1) NOT NULL DEFAULT '',
    last_name         VARCHAR(25) NOT NULL DEFAULT '',
    suffix            VARCHAR(3) NOT NULL DEFAULT '',
    company_name      VARCHAR(30) NOT NULL DEFAULT '',
    street            VARCHAR(32) NOT NULL DEFAULT '',
    apartment         VARCHAR(32) NOT NULL DEFAULT '',
    address_line_2    VARCHAR(32) NOT NULL DEFAULT '',
    address_line_3    VARCHAR(32) NOT NULL DEFAULT '',
    address_line_4    VARCHAR(32) NOT NULL DEFAULT '',
    city              VARCHAR(25) NOT NULL DEFAULT '',
    state             VARCHAR(2) NOT NULL DEFAULT '',
    postal_code       VARCHAR(10) NOT NULL DEFAULT '',
    delivery_code     VARCHAR(1) NOT NULL DEFAULT '',
    po_box            VARCHAR(10) NOT NULL DEFAULT '',
    day_phone         VARCHAR(14) NOT NULL DEFAULT '',
    day_extension     VARCHAR(4) NOT NULL DEFAULT '',
    evening_phone     VARCHAR(14) NOT NULL DEFAULT '',
    evening_extension VARCHAR(4) NOT NULL DEFAULT '',
    fax_phone         VARCHAR(14) NOT NULL DEFAULT '',
    fax_extension     VARCHAR(4) NOT NULL DEFAULT '',
    match_code        VARCHAR(40) NOT NULL DEFAULT '',
    user_field_1      VARCHAR(15) NOT NULL DEFAULT '',
    user_field_2      VARCHAR(15) NOT NULL DEFAULT '',
    user_field_3      VARCHAR(15) NOT NULL DEFAULT '',
    user_field_4      VARCHAR(15) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_contract_pricing (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    item            VARCHAR(12) NOT NULL,
    sku_code        VARCHAR(14) NOT NULL,
    quantity        INTEGER NOT NULL,
    price           money_int NOT NULL DEFAULT 0,
    effective_date  DATE,
    expiration_date DATE,
    PRIMARY KEY (company, customer_number, item, sku_code, quantity),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_fraud (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    fraud_date      DATE,
    user_id         VARCHAR(10) NOT NULL DEFAULT '',
    description     VARCHAR(60) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_note (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    note_date       DATE,
    user_id         VARCHAR(10) NOT NULL DEFAULT '',
    note_type       VARCHAR(1) NOT NULL DEFAULT '',
    note            VARCHAR(250) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_ownership (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    item            VARCHAR(12) NOT NULL DEFAULT '',
    sku_code        VARCHAR(14) NOT NULL DEFAULT '',
    serial_number   VARCHAR(20) NOT NULL DEFAULT '',
    purchase_date   DATE,
    quantity        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_pay_type_exclusion (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    pay_type        INTEGER NOT NULL,
    PRIMARY KEY (company, customer_number, pay_type),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_item_class (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    item_class      VARCHAR(3) NOT NULL,
    last_order_date DATE,
    quantity        BIGINT NOT NULL DEFAULT 0,
    dollars         money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, item_class),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_mail_history (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    mail_date       DATE,
    source_code     VARCHAR(9) NOT NULL DEFAULT '',
    offer           VARCHAR(5) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_order_history (
    company                       INTEGER NOT NULL,
    customer_number               BIGINT NOT NULL,
    entity                        VARCHAR(3) NOT NULL,
    last_order_date               DATE,
    last_source_code              VARCHAR(9) NOT NULL DEFAULT '',
    order_count                   BIGINT NOT NULL DEFAULT 0,
    order_dollars                 money_int NOT NULL DEFAULT 0,
    return_count                  BIGINT NOT NULL DEFAULT 0,
    return_dollars                money_int NOT NULL DEFAULT 0,
    exchange_count                BIGINT NOT NULL DEFAULT 0,
    exchange_dollars              money_int NOT NULL DEFAULT 0,
    cancel_count                  BIGINT NOT NULL DEFAULT 0,
    cancel_dollars                money_int NOT NULL DEFAULT 0,
    life_to_date_warranty_dollars money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, entity),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_promotion (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    promotion       VARCHAR(10) NOT NULL,
    last_used_date  DATE,
    use_count       BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, promotion),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_sold_to_user_fields (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    user_field      INTEGER NOT NULL,
    value           VARCHAR(30) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, user_field),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_subscription (
    company          INTEGER NOT NULL,
    customer_number  BIGINT NOT NULL,
    sequence_number  INTEGER NOT NULL,
    item             VARCHAR(12) NOT NULL DEFAULT '',
    order_number     BIGINT NOT NULL DEFAULT 0,
    start_date       DATE,
    expiration_date  DATE,
    remaining_issues INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_tax (
    company                      INTEGER NOT NULL,
    customer_number              BIGINT NOT NULL,
    country                      VARCHAR(3) NOT NULL,
    state                        VARCHAR(2) NOT NULL,
    tax_exempt_status            VARCHAR(1) NOT NULL DEFAULT '',
    exemption_certificate_number VARCHAR(15) NOT NULL DEFAULT '',
    expiration_date              DATE,
    PRIMARY KEY (company, customer_number, country, state),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_warehouse (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    warehouse       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_warranty (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    item            VARCHAR(12) NOT NULL DEFAULT '',
    order_number    BIGINT NOT NULL DEFAULT 0,
    start_date      DATE,
    expiration_date DATE,
    dollars         money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, sequence_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE order_billing_history_sold_to (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    billing_year    INTEGER NOT NULL,
    billing_period  INTEGER NOT NULL,
    order_quantity  BIGINT NOT NULL DEFAULT 0,
    order_dollars   money_int NOT NULL DEFAULT 0,
    billed_quantity BIGINT NOT NULL DEFAULT 0,
    billed_dollars  money_int NOT NULL DEFAULT 0,
    return_quantity BIGINT NOT NULL DEFAULT 0,
    return_dollars  money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, billing_year, billing_period),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

-- A customer's ship-tos, and what belongs to each.

CREATE TABLE customer_ship_to (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    prefix          VARCHAR(3) NOT NULL DEFAULT '',
    first_name      VARCHAR(15) NOT NULL DEFAULT '',
    middle_initial  VARCHAR(1) NOT NULL DEFAULT '',
    last_name       VARCHAR(25) NOT NULL DEFAULT '',
    suffix          VARCHAR(3) NOT NULL DEFAULT '',
    company_name    VARCHAR(30) NOT NULL DEFAULT '',
    street          VARCHAR(32) NOT NULL DEFAULT '',
    apartment       VARCHAR(32) NOT NULL DEFAULT '',
    address_line_2  VARCHAR(32) NOT NULL DEFAULT '',
    city            VARCHAR(25) NOT NULL DEFAULT '',
    state           VARCHAR(2) NOT NULL DEFAULT '',
    postal_code     VARCHAR(10) NOT NULL DEFAULT '',
    country         VARCHAR(3) NOT NULL DEFAULT '',
    delivery_code   VARCHAR(1) NOT NULL DEFAULT '',
    po_box          VARCHAR(10) NOT NULL DEFAULT '',
    email_address   VARCHAR(50) NOT NULL DEFAULT '',
    match_code      VARCHAR(40) NOT NULL DEFAULT '',
    entry_date      DATE,
    change_date     DATE,
    PRIMARY KEY (company, customer_number, ship_to_number),
    FOREIGN KEY (company, customer_number) REFERENCES customer_sold_to (company, customer_number)
) /* clustered */;

CREATE TABLE customer_ship_to_extended (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    address_line_3  VARCHAR(32) NOT NULL DEFAULT '',
    address_line_4  VARCHAR(32) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, ship_to_number),
    FOREIGN KEY (company, customer_number, ship_to_number)
        REFERENCES customer_ship_to (company, customer_number, ship_to_number)
) /* clustered */;

CREATE TABLE customer_ship_to_phone (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    phone_type      VARCHAR(1) NOT NULL,
    phone_number    VARCHAR(14) NOT NULL DEFAULT '',
    extension       VARCHAR(4) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, ship_to_number, phone_type),
    FOREIGN KEY (company, customer_number, ship_to_number)
        REFERENCES customer_ship_to (company, customer_number, ship_to_number)
) /* clustered */;

CREATE TABLE customer_ship_to_mail_history (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    sequence_number INTEGER NOT NULL,
    mail_date       DATE,
    source_code     VARCHAR(9) NOT NULL DEFAULT '',
    offer           VARCHAR(5) NOT NULL DEFAULT '',
    PRIMARY KEY (company, customer_number, ship_to_number, sequence_number),
    FOREIGN KEY (company, customer_number, ship_to_number)
        REFERENCES customer_ship_to (company, customer_number, ship_to_number)
) /* clustered */;

CREATE TABLE customer_ship_to_order_history (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    entity          VARCHAR(3) NOT NULL,
    last_order_date DATE,
    order_count     BIGINT NOT NULL DEFAULT 0,
    order_dollars   money_int NOT NULL DEFAULT 0,
    return_count    BIGINT NOT NULL DEFAULT 0,
    return_dollars  money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, ship_to_number, entity),
    FOREIGN KEY (company, customer_number, ship_to_number)
        REFERENCES customer_ship_to (company, customer_number, ship_to_number)
) /* clustered */;

CREATE TABLE order_billing_history_ship_to (
    company         INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    ship_to_number  INTEGER NOT NULL,
    billing_year    INTEGER NOT NULL,
    billing_period  INTEGER NOT NULL,
    order_quantity  BIGINT NOT NULL DEFAULT 0,
    order_dollars   money_int NOT NULL DEFAULT 0,
    billed_quantity BIGINT NOT NULL DEFAULT 0,
    billed_dollars  money_int NOT NULL DEFAULT 0,
    return_quantity BIGINT NOT NULL DEFAULT 0,
    return_dollars  money_int NOT NULL DEFAULT 0,
    PRIMARY KEY (company, customer_number, ship_to_number, billing_year, billing_period),
    FOREIGN KEY (company, customer_number, ship_to_number)
        REFERENCES customer_ship_to (company, customer_number, ship_to_number)
) /* clustered */;

-- What names a customer and lies under another key.

CREATE INDEX order_header_by_customer ON order_header (company, customer_number);

-- The customer whose order it is, and its ship-to that the order goes to; 0 when it goes to none.
ALTER TABLE order_ship_to ADD COLUMN customer_number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE order_ship_to ADD COLUMN customer_ship_to_number INTEGER NOT NULL DEFAULT 0;
CREATE INDEX order_ship_to_by_customer ON order_ship_to (company, customer_number, customer_ship_to_number)
    WHERE customer_number <> 0;

CREATE TABLE pick_control_header (
    company             INTEGER NOT NULL REFERENCES company (company),
    pick_control_number BIGINT NOT NULL,
    customer_number     BIGINT NOT NULL,
    order_number        BIGINT NOT NULL DEFAULT 0,
    ship_to_number      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, pick_control_number)
) /* clustered */;
CREATE INDEX pick_control_header_by_customer ON pick_control_header (company, customer_number);

CREATE TABLE po_header (
    company         INTEGER NOT NULL REFERENCES company (company),
    po_number       BIGINT NOT NULL,
    customer_number BIGINT NOT NULL,
    vendor          INTEGER NOT NULL DEFAULT 0,
    order_number    BIGINT NOT NULL DEFAULT 0,
    po_date         DATE,
    PRIMARY KEY (company, po_number)
) /* clustered */;
CREATE INDEX po_header_by_customer ON po_header (company, customer_number);

CREATE TABLE store_pickup_header (
    company             INTEGER NOT NULL REFERENCES company (company),
    store_pickup_number BIGINT NOT NULL,
    customer_number     BIGINT NOT NULL,
    order_number        BIGINT NOT NULL DEFAULT 0,
    store_code          VARCHAR(10) NOT NULL DEFAULT '',
    PRIMARY KEY (company, store_pickup_number)
) /* clustered */;
CREATE INDEX store_pickup_header_by_customer ON store_pickup_header (company, customer_number);

CREATE TABLE tickler (
    company         INTEGER NOT NULL REFERENCES company (company),
    tickler_number  BIGINT NOT NULL,
    customer_number BIGINT NOT NULL,
    event_code      VARCHAR(2) NOT NULL DEFAULT '',
    status          VARCHAR(2) NOT NULL DEFAULT '',
    assigned_to     VARCHAR(10) NOT NULL DEFAULT '',
    order_number    BIGINT NOT NULL DEFAULT 0,
    ship_to_number  INTEGER NOT NULL DEFAULT 0,
    line_number     INTEGER NOT NULL DEFAULT 0,
    created_at      TIMESTAMP,
    created_by      VARCHAR(10) NOT NULL DEFAULT '',
    note            VARCHAR(250) NOT NULL DEFAULT '',
    PRIMARY KEY (company, tickler_number)
) /* clustered */;
CREATE INDEX tickler_by_customer ON tickler (company, customer_number);

CREATE TABLE tickler_history (
    company         INTEGER NOT NULL REFERENCES company (company),
    tickler_number  BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    customer_number BIGINT NOT NULL,
    changed_at      TIMESTAMP,
    user_id         VARCHAR(10) NOT NULL DEFAULT '',
    status          VARCHAR(2) NOT NULL DEFAULT '',
    note            VARCHAR(250) NOT NULL DEFAULT '',
    PRIMARY KEY (company, tickler_number, sequence_number)
) /* clustered */;
CREATE INDEX tickler_history_by_customer ON tickler_history (company, customer_number);

CREATE TABLE pick_gen_select_customer (
    company                  INTEGER NOT NULL REFERENCES company (company),
    pick_generation_template VARCHAR(10) NOT NULL,
    customer_number          BIGINT NOT NULL,
    PRIMARY KEY (company, pick_generation_template, customer_number)
) /* clustered */;
CREATE INDEX pick_gen_select_customer_by_customer ON pick_gen_select_customer (company, customer_number);

CREATE TABLE pick_gen_select_po (
    company                  INTEGER NOT NULL REFERENCES company (company),
    pick_generation_template VARCHAR(10) NOT NULL,
    customer_number          BIGINT NOT NULL,
    purchase_order_number    VARCHAR(15) NOT NULL,
    PRIMARY KEY (company, pick_generation_template, customer_number, purchase_order_number)
) /* clustered */;
CREATE INDEX pick_gen_select_po_by_customer ON pick_gen_select_po (company, customer_number);

CREATE TABLE promotion_customer (
    company         INTEGER NOT NULL REFERENCES company (company),
    promotion       VARCHAR(10) NOT NULL,
    customer_number BIGINT NOT NULL,
    maximum_uses    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (company, promotion, customer_number)
) /* clustered */;
CREATE INDEX promotion_customer_by_customer ON promotion_customer (company, customer_number);

