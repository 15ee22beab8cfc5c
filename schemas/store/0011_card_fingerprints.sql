-- Store schema 11: a card number that was taken away is known by its fingerprint, with a card key or without (Stored Value
-- Card Purchase and Activation, Remove Stored Value Card Number After Activation (J22), SECRISK).

-- The keys that fingerprints of the company were made with, besides that of SVC_CARD_KEY_FILE: where no card key was named,
-- one of the company's own, of 64 hexadecimal digits, which is not secret from those who have the store; from oa-store rekey
-- on each is encrypted with the card key, and those of earlier card keys are among them.
CREATE TABLE card_fingerprint_key (
    company         INTEGER NOT NULL REFERENCES company (company),
    key_number      INTEGER NOT NULL,
    fingerprint_key VARCHAR(200) NOT NULL,
    PRIMARY KEY (company, key_number)
) /* clustered */;
