-- The suffix names version 3.1, and so does the namespace; its ?wsdl is not called.
INSERT INTO property (company, name, value) VALUES
    (7, 'ORCE_CUSTOMER_SERVICE_SUFFIX', '/OrceWebServices/v3_1/CustomerServicesApiService?wsdl');
UPDATE customer_sold_to SET synchronize_with_remote_db = 'Y', email_address = 'bob@example.com' WHERE customer_number = 1002;
