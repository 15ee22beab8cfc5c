-- Store schema 6: what a service bureau's answer is called in Order Administration (Defining Vendor Response Codes).

CREATE TABLE vendor_response (
    company          INTEGER NOT NULL,
    service_code     VARCHAR(3) NOT NULL,
    response_code    VARCHAR(10) NOT NULL,
    description      VARCHAR(40) NOT NULL DEFAULT '',
    -- ORCE response: the code that Customer Engagement (service code RLT) gives (Customer Engagement Integration, Response codes).
    orce_response    VARCHAR(60) NOT NULL DEFAULT '',
    -- Of an order whose authorization has this response, SV for INSUFFICIENT_FUNDS; activations hold no order.
    hold_reason_code VARCHAR(2) NOT NULL DEFAULT '',
    PRIMARY KEY (company, service_code, response_code),
    FOREIGN KEY (company, service_code) REFERENCES authorization_service (company, service_code)
) /* clustered */;
CREATE UNIQUE INDEX vendor_response_by_orce_response ON vendor_response (company, service_code, orce_response)
    WHERE orce_response <> '';
