-- How often tables were read in full, in all transactions that ended and in this one; for a
-- statement that commits, whose counts may have been handed to the server by then. Asked in the
-- session that ran it. Needs no privilege.
-- Columns: oid, scans, rows_read.
SELECT c.oid::int8 AS oid,
       pg_catalog.pg_stat_get_numscans(c.oid) + pg_catalog.pg_stat_get_xact_numscans(c.oid)
         AS scans,
       pg_catalog.pg_stat_get_tuples_returned(c.oid)
         + pg_catalog.pg_stat_get_xact_tuples_returned(c.oid) AS rows_read
  FROM pg_catalog.pg_class c
 WHERE c.oid >= ?::oid
   AND c.relkind IN ('r', 'm', 't')
