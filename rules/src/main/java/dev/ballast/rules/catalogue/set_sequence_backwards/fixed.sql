SELECT setval('customers_id_seq', (SELECT max(id) FROM customers));
ALTER SEQUENCE tickets_seq RESTART WITH 200000;
