-- Reads and writes by kind of backend, object and context; those that never happened are left out.
-- Privileges: none.
-- Source: "The Cumulative Statistics System", pg_stat_io, from 16 on. Earlier servers have no rows.
SELECT backend_type, object, context, stats_reset, reads, read_bytes, read_time, writes, write_bytes,
       write_time, extends AS extensions, hits, evictions, fsyncs, fsync_time
FROM pg_stat_io
WHERE COALESCE(reads, 0) + COALESCE(writes, 0) + COALESCE(extends, 0) + COALESCE(hits, 0) > 0
