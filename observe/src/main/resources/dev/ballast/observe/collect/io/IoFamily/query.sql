-- Reads and writes by kind of backend, object and context; those that never happened are left out.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_io, from 16 on. Earlier servers have no rows.
SELECT '' AS backend_type, '' AS object, '' AS context, NULL::timestamptz AS stats_reset,
       NULL::bigint AS reads, NULL::numeric AS read_bytes, NULL::float8 AS read_time,
       NULL::bigint AS writes, NULL::numeric AS write_bytes, NULL::float8 AS write_time,
       NULL::bigint AS extensions, NULL::bigint AS hits, NULL::bigint AS evictions,
       NULL::bigint AS fsyncs, NULL::float8 AS fsync_time
WHERE false
