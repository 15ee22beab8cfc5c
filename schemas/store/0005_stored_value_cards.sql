-- Store schema 5: stored value cards from purchase to notice (Stored Value Card Purchase and Activation).
-- card_number: the number, or its encrypted form where SVC_CARD_KEY_FILE names a key (lib/store/card_number); then
-- card_fingerprint tells equal numbers apart from others, and is blank elsewhere.

-- SVC type: P = physical card, E = physical card with email notification (early notify), V = virtual card.
ALTER TABLE item ADD COLUMN svc_type VARCHAR(1) NOT NULL DEFAULT '' CHECK (svc_type IN ('', 'P', 'E', 'V'));

-- Of a stored value card pay type (pay category 4): Credit card length, Leading digits, and what the Credit Card Number
-- Layout Screen shows of a number to users without authority to all of it.
ALTER TABLE pay_type ADD COLUMN card_number_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pay_type ADD COLUMN leading_digits VARCHAR(6) NOT NULL DEFAULT '';
ALTER TABLE pay_type ADD COLUMN first_digits_shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pay_type ADD COLUMN last_digits_shown INTEGER NOT NULL DEFAULT 4;

-- Stored Value Card Email Hierarchy: Y when the order has a ship-to address of its own (order ship to), with its email
-- address; the recipient is a sold-to customer (Sold To/Recipient), 0 for none.
ALTER TABLE order_ship_to ADD COLUMN order_ship_to_address VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (order_ship_to_address IN ('', 'N', 'Y'));
ALTER TABLE order_ship_to ADD COLUMN email_address VARCHAR(50) NOT NULL DEFAULT '';
ALTER TABLE order_ship_to ADD COLUMN recipient_customer_number BIGINT NOT NULL DEFAULT 0;
CREATE INDEX order_ship_to_by_recipient ON order_ship_to (company, recipient_customer_number)
    WHERE recipient_customer_number <> 0;
ALTER TABLE customer_ship_to ADD COLUMN opt_in_out VARCHAR(2) NOT NULL DEFAULT ''
    CHECK (opt_in_out IN ('', 'O1', 'O2', 'O3', 'O4'));

-- status: blank = printed, V = voided, B = billed.
ALTER TABLE pick_control_header ADD COLUMN status VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'B', 'V'));

CREATE TABLE pick_control_detail (
    company             INTEGER NOT NULL,
    pick_control_number BIGINT NOT NULL,
    line_number         INTEGER NOT NULL,
    -- The line of the order.
    order_line_number   INTEGER NOT NULL,
    quantity            BIGINT NOT NULL,
    PRIMARY KEY (company, pick_control_number, line_number),
    FOREIGN KEY (company, pick_control_number) REFERENCES pick_control_header (company, pick_control_number)
) /* clustered */;

-- Pick Stored Value Card Table: each unit of a physical card whose pick is not confirmed.
CREATE TABLE pick_stored_value_card (
    company             INTEGER NOT NULL,
    pick_control_number BIGINT NOT NULL,
    line_number         INTEGER NOT NULL,
    sequence_number     INTEGER NOT NULL,
    card_number         VARCHAR(120) NOT NULL DEFAULT '',
    card_fingerprint    VARCHAR(64) NOT NULL DEFAULT '',
    PRIMARY KEY (company, pick_control_number, line_number, sequence_number),
    FOREIGN KEY (company, pick_control_number, line_number)
        REFERENCES pick_control_detail (company, pick_control_number, line_number)
) /* clustered */;
CREATE INDEX pick_stored_value_card_by_number ON pick_stored_value_card (company, card_number) WHERE card_number <> '';
CREATE INDEX pick_stored_value_card_by_fingerprint ON pick_stored_value_card (company, card_fingerprint)
    WHERE card_fingerprint <> '';

-- Stored Value Card Table: each unit that was billed.
CREATE TABLE stored_value_card (
    company             INTEGER NOT NULL,
    order_number        BIGINT NOT NULL,
    ship_to_number      INTEGER NOT NULL,
    line_number         INTEGER NOT NULL,
    svc_sequence_number INTEGER NOT NULL,
    card_number         VARCHAR(120) NOT NULL DEFAULT '',
    card_fingerprint    VARCHAR(64) NOT NULL DEFAULT '',
    card_type           VARCHAR(1) NOT NULL CHECK (card_type IN ('P', 'E', 'V')),
    issue_date          DATE NOT NULL,
    issue_amount        money_int NOT NULL,
    activation_date     DATE,
    activation_time     VARCHAR(8) NOT NULL DEFAULT '',
    email_sent_date     DATE,
    -- Y while a notice is due: the card is activated and the email has not left yet.
    notice_due          VARCHAR(1) NOT NULL DEFAULT '' CHECK (notice_due IN ('', 'N', 'Y')),
    auth_service        VARCHAR(3) NOT NULL DEFAULT '',
    response_code       VARCHAR(10) NOT NULL DEFAULT '',
    authorization_number VARCHAR(20) NOT NULL DEFAULT '',
    id_number           VARCHAR(15) NOT NULL DEFAULT '',
    PRIMARY KEY (company, order_number, ship_to_number, line_number, svc_sequence_number),
    FOREIGN KEY (company, order_number, ship_to_number, line_number)
        REFERENCES order_detail (company, order_number, ship_to_number, line_number)
) /* clustered */;
CREATE INDEX stored_value_card_by_number ON stored_value_card (company, card_number) WHERE card_number <> '';
CREATE INDEX stored_value_card_by_fingerprint ON stored_value_card (company, card_fingerprint)
    WHERE card_fingerprint <> '';
CREATE INDEX stored_value_card_notice_due ON stored_value_card (company, order_number) WHERE notice_due = 'Y';

-- Virtual Card Number Table (FLSVCA): the numbers that can be given, in this order.
CREATE TABLE virtual_card_number (
    company          INTEGER NOT NULL REFERENCES company (company),
    sequence_number  BIGINT NOT NULL,
    card_number      VARCHAR(120) NOT NULL,
    card_fingerprint VARCHAR(64) NOT NULL DEFAULT '',
    PRIMARY KEY (company, sequence_number)
) /* clustered */;

CREATE INDEX virtual_card_number_by_number ON virtual_card_number (company, card_number);
CREATE INDEX virtual_card_number_by_fingerprint ON virtual_card_number (company, card_fingerprint)
    WHERE card_fingerprint <> '';

-- Stored Value Card Assignment Errors Report: lines that were not billed because no number was left.
CREATE TABLE svc_assignment_error (
    company             INTEGER NOT NULL,
    pick_control_number BIGINT NOT NULL,
    line_number         INTEGER NOT NULL,
    found_at            TIMESTAMP NOT NULL,
    reason              VARCHAR(100) NOT NULL DEFAULT '',
    PRIMARY KEY (company, pick_control_number, line_number),
    FOREIGN KEY (company, pick_control_number, line_number)
        REFERENCES pick_control_detail (company, pick_control_number, line_number)
) /* clustered */;

-- IL Outbound Trigger (Work with Outbound Interface Transactions). status: R = ready, C = complete, E = error.
-- sent_at: when a request left whose answer has not been taken in; NULL when none is under way.
CREATE TABLE il_outbound_trigger (
    company        INTEGER NOT NULL REFERENCES company (company),
    trigger_number BIGINT NOT NULL,
    file_code      VARCHAR(3) NOT NULL,
    trigger_key    VARCHAR(30) NOT NULL,
    capture_type   VARCHAR(1) NOT NULL CHECK (capture_type IN ('A', 'C', 'D')),
    status         VARCHAR(1) NOT NULL CHECK (status IN ('R', 'C', 'E')),
    created_at     TIMESTAMP NOT NULL,
    sent_at        TIMESTAMP,
    processed_at   TIMESTAMP,
    PRIMARY KEY (company, trigger_number)
) /* clustered */;
CREATE INDEX il_outbound_trigger_ready ON il_outbound_trigger (company, file_code, trigger_number) WHERE status = 'R';

-- Integration Process Control: a message that went into an integration layer process, and what came back. status:
-- RDY = waits for its answer, CMP = complete, FLD = error. file_written: Y once the file is known to be in the queue.
CREATE TABLE integration_process_control (
    company        INTEGER NOT NULL,
    process        VARCHAR(10) NOT NULL,
    control_number BIGINT NOT NULL,
    trigger_number BIGINT NOT NULL,
    file_name      VARCHAR(100) NOT NULL,
    file_written   VARCHAR(1) NOT NULL DEFAULT 'N' CHECK (file_written IN ('N', 'Y')),
    answer_file    VARCHAR(100) NOT NULL DEFAULT '',
    status         VARCHAR(3) NOT NULL CHECK (status IN ('RDY', 'CMP', 'FLD')),
    created_at     TIMESTAMP NOT NULL,
    answered_at    TIMESTAMP,
    PRIMARY KEY (company, process, control_number),
    FOREIGN KEY (company, trigger_number) REFERENCES il_outbound_trigger (company, trigger_number)
) /* clustered */;
CREATE INDEX integration_process_control_by_trigger ON integration_process_control (company, trigger_number, status);

-- Defining Authorization Services (WASV): a service bureau. communication_type: P = Payment Link, I = Integration Layer.
CREATE TABLE authorization_service (
    company            INTEGER NOT NULL REFERENCES company (company),
    service_code       VARCHAR(3) NOT NULL,
    description        VARCHAR(30) NOT NULL DEFAULT '',
    communication_type VARCHAR(1) NOT NULL CHECK (communication_type IN ('I', 'P')),
    merchant_id        VARCHAR(20) NOT NULL DEFAULT '',
    presenters_id      VARCHAR(20) NOT NULL DEFAULT '',
    submitters_id      VARCHAR(20) NOT NULL DEFAULT '',
    PRIMARY KEY (company, service_code)
) /* clustered */;

CREATE TABLE order_transaction_history (
    company         INTEGER NOT NULL,
    order_number    BIGINT NOT NULL,
    sequence_number INTEGER NOT NULL,
    written_at      TIMESTAMP NOT NULL,
    user_id         VARCHAR(10) NOT NULL DEFAULT '',
    message         VARCHAR(100) NOT NULL,
    PRIMARY KEY (company, order_number, sequence_number),
    FOREIGN KEY (company, order_number) REFERENCES order_header (company, order_number)
) /* clustered */;

-- Credit Card Audit: who was shown a card number. shown: F = in full, L = by the layout of its pay type, N = not.
CREATE TABLE credit_card_audit (
    company        INTEGER NOT NULL REFERENCES company (company),
    audit_number   BIGINT NOT NULL,
    accessed_at    TIMESTAMP NOT NULL,
    user_id        VARCHAR(10) NOT NULL,
    program        VARCHAR(10) NOT NULL,
    order_number   BIGINT NOT NULL,
    ship_to_number INTEGER NOT NULL,
    line_number    INTEGER NOT NULL,
    shown          VARCHAR(1) NOT NULL CHECK (shown IN ('F', 'L', 'N')),
    PRIMARY KEY (company, audit_number)
) /* clustered */;
