-- What is not a card number, duplicates within the file and of the store, and a negative amount are named by line.
UPDATE pay_type SET card_number_length = 16, leading_digits = '4788' WHERE company = 7 AND pay_type = 9;
INSERT INTO virtual_card_number (company, sequence_number, card_number) VALUES (7, 1, '4788000000000001');
