-- How large the cluster is: the files of all tablespaces, the shared ones included.
-- Privileges: pg_read_all_stats (in pg_monitor), or CREATE on every tablespace.
-- Columns: bytes.
SELECT pg_catalog.sum(pg_catalog.pg_tablespace_size(t.oid))::bigint AS bytes
  FROM pg_catalog.pg_tablespace AS t
