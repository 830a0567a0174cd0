-- All prepared transactions together: one row.
-- Privileges: none.
-- Source: "System Views", pg_prepared_xacts.
SELECT pg_catalog.count(*) AS transactions,
       EXTRACT(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.min(prepared)) AS oldest,
       pg_catalog.max(pg_catalog.age(transaction)) AS oldest_age
FROM pg_catalog.pg_prepared_xacts
