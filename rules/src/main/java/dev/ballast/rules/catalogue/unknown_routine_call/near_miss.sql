-- PostgreSQL's own functions; a routine that was made before; a call for each row of a query.
SELECT setval('customers_id_seq', 100);
SELECT pg_catalog.set_config('work_mem', '8MB', false), now(), pg_size_pretty(10::bigint);
SELECT * FROM generate_series(1, 3);
CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
CALL nothing();
SELECT COALESCE(1, 2), GREATEST(1, 2), count(*) FROM settings;
