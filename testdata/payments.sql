-- Company 7 is set up to be paid by stored value cards through Customer Engagement, as Customer Engagement Integration, Oracle Retail
-- Customer Engagement Integration Setup in Order Administration, lists it (oa-payment check finds nothing). After company7.sql.
UPDATE pay_type SET authorization_service = 'RLT', deposit_service = 'RLT', reauthorization_days = 7, card_number_length = 16,
    leading_digits = '6' WHERE pay_type = 9;
INSERT INTO authorization_service (company, service_code, communication_type, presenters_id, submitters_id, send_reversal,
    batch_online, immediate_response, selected_for_deposit, primary_authorization_service)
VALUES (7, 'RLT', 'P', '6006', '49', 'Y', 'B', 'Y', 'Y', '.IL');
INSERT INTO authorization_service (company, service_code, communication_type, application, merchant_id, charge_description,
    media_type) VALUES (7, '.IL', 'P', 'ATDP', 'INTEGRATION LAYER', 'Integration Layer', 'C');
INSERT INTO vendor_response (company, service_code, response_code, description, orce_response, hold_reason_code) VALUES
    (7, 'RLT', 'OK', 'APPROVED', 'APPROVED', ''),
    (7, 'RLT', 'FUNDS', 'NOT ENOUGH ON THE CARD', 'INSUFFICIENT_FUNDS', 'SV'),
    (7, 'RLT', 'UNKNOWN', 'NO SUCH CARD', 'CARD_NOT_FOUND', 'CC');
INSERT INTO web_service_authentication (company, web_service, authentication_type, user_id, secret_source)
VALUES (7, 'ORCE Stored Value Card', 'BASIC', 'orce-user', 'env:OA_ORCE_PASSWORD');
INSERT INTO property (company, name, value) VALUES (7, 'ORCE_CUSTOMER_SERVICE_PREFIX', 'https://orce.example.invalid/orce'),
    (7, 'ORCE_SECURITY_USER_ID', '100');
