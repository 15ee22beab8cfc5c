-- Store schema 17: paying with stored value cards (Customer Engagement Integration, Transactions Processed Between Order
-- Administration and Oracle Retail Customer Engagement: Authorization, Deposit, Credit, Authorization Reversal).

-- Defining Authorization Services (WASV): the fields that Customer Engagement Service Bureau Setup and .IL Service Bureau
-- Setup name. batch_online: B = Batch, O = Online, C = both. The integration layer processes are left blank there.
ALTER TABLE authorization_service ADD COLUMN application VARCHAR(4) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN charge_description VARCHAR(20) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN media_type VARCHAR(1) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN send_reversal VARCHAR(1) NOT NULL DEFAULT '' CHECK (send_reversal IN ('', 'N', 'Y'));
ALTER TABLE authorization_service ADD COLUMN batch_online VARCHAR(1) NOT NULL DEFAULT '' CHECK (batch_online IN ('', 'B', 'C', 'O'));
ALTER TABLE authorization_service ADD COLUMN immediate_response VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (immediate_response IN ('', 'N', 'Y'));
ALTER TABLE authorization_service ADD COLUMN selected_for_deposit VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (selected_for_deposit IN ('', 'N', 'Y'));
ALTER TABLE authorization_service ADD COLUMN primary_authorization_service VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN online_authorization_process VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN batch_authorization_process VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN deposit_process VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN svc_activation_process VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN svc_balance_inquiry_process VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE authorization_service ADD COLUMN svc_reversal_process VARCHAR(10) NOT NULL DEFAULT '';

-- Work with Pay Types (WPAY). Alternate refund category: a pay category, 4 = stored value card. refund_item: the stored
-- value card item that is added to an order whose refund is a new card (Generating Stored Value Card Refunds).
ALTER TABLE pay_type ADD COLUMN authorization_service VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE pay_type ADD COLUMN deposit_service VARCHAR(3) NOT NULL DEFAULT '';
ALTER TABLE pay_type ADD COLUMN reauthorization_days INTEGER NOT NULL DEFAULT 0 CHECK (reauthorization_days BETWEEN 0 AND 999);
ALTER TABLE pay_type ADD COLUMN alternate_pay_type INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pay_type ADD COLUMN alternate_refund_category INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pay_type ADD COLUMN refund_item VARCHAR(12) NOT NULL DEFAULT '';
ALTER TABLE pay_type ADD COLUMN refund_sku_code VARCHAR(14) NOT NULL DEFAULT '';

-- status: blank = open, H = held, C = closed, X = cancelled. Hold reasons: Work with Order Hold Reasons (WOHR).
ALTER TABLE order_header ADD COLUMN status VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'C', 'H', 'X'));
ALTER TABLE order_header ADD COLUMN hold_reason_code VARCHAR(2) NOT NULL DEFAULT '';

-- status: blank = active, D = deactivated. Amount to charge: what the payment pays of the order in all; NULL for the
-- catch-all, which pays what no other does. Amount charged, amount credited: confirmed deposits and credits.
ALTER TABLE order_payment_method ADD COLUMN status VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'D'));
ALTER TABLE order_payment_method ADD COLUMN hold_reason_code VARCHAR(2) NOT NULL DEFAULT '';
ALTER TABLE order_payment_method ADD COLUMN card_number VARCHAR(120) NOT NULL DEFAULT '';
ALTER TABLE order_payment_method ADD COLUMN card_fingerprint VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE order_payment_method ADD COLUMN amount_to_charge money_int;
ALTER TABLE order_payment_method ADD COLUMN amount_charged money_int NOT NULL DEFAULT 0;
ALTER TABLE order_payment_method ADD COLUMN amount_credited money_int NOT NULL DEFAULT 0;
CREATE INDEX order_payment_method_with_card ON order_payment_method (company, order_number, opm_sequence)
    WHERE card_number <> '';

-- Gift card hold (GC, with L72): Y once the order was put on it, so that one that was released is not held again.
ALTER TABLE order_header ADD COLUMN gift_card_checked VARCHAR(1) NOT NULL DEFAULT '' CHECK (gift_card_checked IN ('', 'Y'));

-- Ship alone: each unit of the item has a pick slip of its own.
ALTER TABLE item ADD COLUMN ship_alone VARCHAR(1) NOT NULL DEFAULT '' CHECK (ship_alone IN ('', 'N', 'Y'));

-- A line added at no charge for a refund by a new card: the amount to be put on it, whatever its price (I25).
ALTER TABLE order_detail ADD COLUMN svc_refund_amount money_int;

-- deposit_status: blank = due or not looked at, N = not to be deposited here, S = sent, C = confirmed, R = rejected, W =
-- written off, A = refunded by a new stored value card, E = what became of it must be found out. What was billed before
-- there was a deposit service is not due.
ALTER TABLE invoice_payment_method ADD COLUMN deposit_status VARCHAR(1) NOT NULL DEFAULT ''
    CHECK (deposit_status IN ('', 'A', 'C', 'E', 'N', 'R', 'S', 'W'));
ALTER TABLE invoice_payment_method ADD COLUMN deposited_amount money_int NOT NULL DEFAULT 0;
ALTER TABLE invoice_payment_method ADD COLUMN deposit_date DATE;
UPDATE invoice_payment_method SET deposit_status = 'N';
CREATE INDEX invoice_payment_method_due ON invoice_payment_method (company, invoice_number, opm_sequence)
    WHERE deposit_status = '';
CREATE INDEX invoice_header_by_order ON invoice_header (company, order_number, invoice_number);

-- Authorization History. status: S = sent for authorization, A = authorized, D = declined, O = authorized, but not used: it
-- expired, V = voided: all of it was used or reversed, E = error: what became of the request must be found out.
-- deposited_amount and reversed_amount: what deposits and reversals took of it or are about to take.
CREATE TABLE authorization_history (
    company                INTEGER NOT NULL,
    order_number           BIGINT NOT NULL,
    opm_sequence           INTEGER NOT NULL,
    authorization_sequence INTEGER NOT NULL CHECK (authorization_sequence BETWEEN 1 AND 999),
    status                 VARCHAR(1) NOT NULL CHECK (status IN ('A', 'D', 'E', 'O', 'S', 'V')),
    auth_service           VARCHAR(3) NOT NULL,
    amount                 money_int NOT NULL CHECK (amount > 0),
    currency_code          VARCHAR(3) NOT NULL,
    deposited_amount       money_int NOT NULL DEFAULT 0 CHECK (deposited_amount >= 0),
    reversed_amount        money_int NOT NULL DEFAULT 0 CHECK (reversed_amount >= 0),
    authorization_number   VARCHAR(20) NOT NULL DEFAULT '',
    authorization_date     DATE,
    -- The last day on which it is good: authorization date and the reauthorization days of the pay type.
    expiration_date        DATE,
    response_code          VARCHAR(10) NOT NULL DEFAULT '',
    sent_at                TIMESTAMP NOT NULL,
    answered_at            TIMESTAMP,
    PRIMARY KEY (company, order_number, opm_sequence, authorization_sequence),
    FOREIGN KEY (company, order_number, opm_sequence)
        REFERENCES order_payment_method (company, order_number, opm_sequence),
    CHECK (deposited_amount + reversed_amount <= amount)
) /* clustered */;
CREATE INDEX authorization_history_sent ON authorization_history (company, order_number, opm_sequence)
    WHERE status = 'S';
CREATE INDEX authorization_history_open ON authorization_history (company, order_number, opm_sequence)
    WHERE status = 'A';

-- Deposit History: a deposit (D) of an amount that was billed, or a credit (C). status: S = sent, C = confirmed, R =
-- rejected, E = what became of it must be found out. authorization_number: the Activity ID that a deposit names;
-- activity_id: its own.
CREATE TABLE deposit_history (
    company                INTEGER NOT NULL,
    deposit_number         BIGINT NOT NULL,
    transaction_type       VARCHAR(1) NOT NULL CHECK (transaction_type IN ('C', 'D')),
    invoice_number         BIGINT NOT NULL,
    opm_sequence           INTEGER NOT NULL,
    order_number           BIGINT NOT NULL,
    authorization_sequence INTEGER NOT NULL DEFAULT 0,
    authorization_number   VARCHAR(20) NOT NULL DEFAULT '',
    status                 VARCHAR(1) NOT NULL CHECK (status IN ('C', 'E', 'R', 'S')),
    deposit_service        VARCHAR(3) NOT NULL,
    amount                 money_int NOT NULL CHECK (amount > 0),
    currency_code          VARCHAR(3) NOT NULL,
    activity_id            VARCHAR(20) NOT NULL DEFAULT '',
    response_code          VARCHAR(10) NOT NULL DEFAULT '',
    sent_at                TIMESTAMP NOT NULL,
    answered_at            TIMESTAMP,
    PRIMARY KEY (company, deposit_number),
    FOREIGN KEY (company, invoice_number, opm_sequence)
        REFERENCES invoice_payment_method (company, invoice_number, opm_sequence)
) /* clustered */;
CREATE INDEX deposit_history_by_invoice ON deposit_history (company, invoice_number, opm_sequence);
CREATE INDEX deposit_history_sent ON deposit_history (company, deposit_number) WHERE status = 'S';
CREATE INDEX deposit_history_open ON deposit_history (company, order_number, opm_sequence) WHERE status IN ('E', 'S');

-- Manage Rejected Deposits (SRDP). status: blank = rejected, S = resubmitted, goes with the next run, D = deposited
-- since, C = confirmed by hand, W = written off, R = rejected again: the next reject of the invoice payment stands for it.
-- authorization_number: the Activity ID that was entered for it; blank: the deposit takes the authorizations there are.
CREATE TABLE rejected_deposit (
    company              INTEGER NOT NULL,
    reject_number        BIGINT NOT NULL,
    transaction_type     VARCHAR(1) NOT NULL CHECK (transaction_type IN ('C', 'D')),
    invoice_number       BIGINT NOT NULL,
    opm_sequence         INTEGER NOT NULL,
    deposit_number       BIGINT NOT NULL,
    amount               money_int NOT NULL CHECK (amount > 0),
    response_code        VARCHAR(10) NOT NULL DEFAULT '',
    reject_date          DATE NOT NULL,
    authorization_number VARCHAR(20) NOT NULL DEFAULT '',
    status               VARCHAR(1) NOT NULL DEFAULT '' CHECK (status IN ('', 'C', 'D', 'R', 'S', 'W')),
    changed_by           VARCHAR(10) NOT NULL DEFAULT '',
    changed_at           TIMESTAMP,
    PRIMARY KEY (company, reject_number),
    FOREIGN KEY (company, invoice_number, opm_sequence)
        REFERENCES invoice_payment_method (company, invoice_number, opm_sequence)
) /* clustered */;
CREATE INDEX rejected_deposit_by_invoice ON rejected_deposit (company, invoice_number, opm_sequence);
CREATE INDEX rejected_deposit_open ON rejected_deposit (company, reject_number) WHERE status IN ('', 'S');

-- Stored Value Card Authorization Reversal. reason: C = cancelled, D = the payment was deactivated, J = the rest of an
-- authorization after a smaller deposit (J20). status: R = ready, S = sent, C = complete, X = closed: the authorization
-- had expired, E = what became of it must be found out. A reversal that is declined stays ready with the response.
CREATE TABLE authorization_reversal (
    company                INTEGER NOT NULL,
    reversal_number        BIGINT NOT NULL,
    order_number           BIGINT NOT NULL,
    opm_sequence           INTEGER NOT NULL,
    authorization_sequence INTEGER NOT NULL,
    reason                 VARCHAR(1) NOT NULL CHECK (reason IN ('C', 'D', 'J')),
    amount                 money_int NOT NULL CHECK (amount > 0),
    status                 VARCHAR(1) NOT NULL CHECK (status IN ('C', 'E', 'R', 'S', 'X')),
    attempts               INTEGER NOT NULL DEFAULT 0,
    activity_id            VARCHAR(20) NOT NULL DEFAULT '',
    response_code          VARCHAR(10) NOT NULL DEFAULT '',
    created_at             TIMESTAMP NOT NULL,
    sent_at                TIMESTAMP,
    answered_at            TIMESTAMP,
    PRIMARY KEY (company, reversal_number),
    FOREIGN KEY (company, order_number, opm_sequence, authorization_sequence)
        REFERENCES authorization_history (company, order_number, opm_sequence, authorization_sequence)
) /* clustered */;
CREATE INDEX authorization_reversal_by_authorization
    ON authorization_reversal (company, order_number, opm_sequence, authorization_sequence);
CREATE INDEX authorization_reversal_open ON authorization_reversal (company, reversal_number) WHERE status IN ('R', 'S');
