-- When the statements were last reset, and what the server's clock shows. The place is the schema
-- of the extension; the view is read as the function that it is made of.
-- Privileges: pg_read_all_stats.
SELECT i.stats_reset AS since, pg_catalog.clock_timestamp() AS now
FROM %s() AS i
