-- Seed 004, What Happens When the Stored Value Card Activation is Declined? (Unactivated Stored Value Card Report, PFR0075): none.
UPDATE pay_type SET card_number_length = 16, leading_digits = '6006', first_digits_shown = 4, last_digits_shown = 4 WHERE pay_type = 9;
